"""Freshness: which text of its twin each section was last held against, and what changed since."""
