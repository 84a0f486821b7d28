"""What is true outside of a page: schemas, grammars, models. Pure functions over data; no opinions."""
