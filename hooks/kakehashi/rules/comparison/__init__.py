"""Rules about comparison."""
