"""Rules about fence."""
