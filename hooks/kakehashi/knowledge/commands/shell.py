"""Words that are no tools of their own: builtins of the shell, and everyday utilities for which no grammar is kept."""

from __future__ import annotations

from functools import cache
from pathlib import Path

DATA = Path(__file__).parents[2] / "data" / "commands"


def words_in(name: str) -> frozenset[str]:
    """The words of a list in `data/commands/`, whose first line is a comment."""
    return frozenset((DATA / name).read_text(encoding="utf-8").partition("\n")[2].split())


@cache
def shell_words() -> frozenset[str]:
    """Builtins, keywords and everyday utilities."""
    return words_in("shell-words.txt")
