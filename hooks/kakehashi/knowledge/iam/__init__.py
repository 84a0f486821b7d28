"""What is known about IAM policy documents: identity policies, trust policies and policies of resources."""
