"""Rules about json."""
