"""Whether the AWS CLI takes the commands a page shows."""
