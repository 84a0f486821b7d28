"""Findings in, text out. A reporter decides nothing."""
