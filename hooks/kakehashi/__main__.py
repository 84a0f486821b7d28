"""``python -m kakehashi``."""

from .cli import program

program()
