"""Rules about lab."""
