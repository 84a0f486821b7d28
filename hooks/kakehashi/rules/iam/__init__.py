"""Rules about IAM policies."""
