"""Whether kubectl takes the commands a page shows."""
