"""What a page is: text, blocks, snippets, tables, twins. No opinions live here."""
