"""Rules about yaml."""
