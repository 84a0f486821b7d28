"""A maintainer's tool that writes the command grammars in `data/commands/` by asking the tools themselves.

It is the only part of this package that runs a program; the build and the checks only read what it wrote.
"""
