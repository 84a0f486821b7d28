"""Rules about page."""
