"""ECS task and service definitions, as the API takes them."""
