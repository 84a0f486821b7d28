"""Kubernetes objects: their schemas, values and relations, as the API server judges them."""
