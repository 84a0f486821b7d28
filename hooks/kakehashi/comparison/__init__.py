"""The map of ECS and Kubernetes, and the tables that are held against it and linked by it."""
