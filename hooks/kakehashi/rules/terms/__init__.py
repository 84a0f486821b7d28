"""Rules about words, from the term file of the project."""
