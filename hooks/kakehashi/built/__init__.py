"""Repairs on the finished site: text of built files in, text of better files out. Knows no MkDocs and no plugin."""
