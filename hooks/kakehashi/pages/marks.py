"""The attributes of a fence that speak to the checker, and a page without them."""

from __future__ import annotations

import re

from .fences import Opening
from .page import scan
from .source import Source

MARKS = frozenset({"check", "skip", "expect-error"})
"""Attributes that a renderer must never see."""

_QUICK = re.compile(r"\b(?:check|skip|expect-error)\s*=|\bskip\b")


def _rewrite(opening: Opening) -> str:
    line = opening.line.text
    for attribute in reversed(opening.attributes):
        if attribute.name in MARKS:
            start, end = attribute.column - opening.line.column, attribute.end_column - opening.line.column
            line = (
                line[:start].rstrip(" ") + line[end:]
                if line[end : end + 1] in ("", "}")
                else line[:start] + line[end:].lstrip(" ")
            )
    return line


def without_marks(markdown: str) -> str:
    """Return a page's Markdown without the marks of the checker; every other character stays.

    Args:
        markdown: The Markdown of a page.

    Returns:
        The same text; identical where no fence carries a mark.
    """
    if not _QUICK.search(markdown):
        return markdown
    source = Source("", markdown)
    # A fence that is itself shown inside a longer one keeps its marks: readers are meant to see them.
    for fence in reversed(scan(source).fences):
        if any(attribute.name in MARKS for attribute in fence.opening.attributes):
            start = source.line_starts[fence.opening.line.number - 1]
            end = start + len(fence.opening.line.text)
            markdown = markdown[:start] + _rewrite(fence.opening) + markdown[end:]
    return markdown
