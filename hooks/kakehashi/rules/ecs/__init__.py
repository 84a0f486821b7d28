"""Rules about ECS task definitions and services."""
