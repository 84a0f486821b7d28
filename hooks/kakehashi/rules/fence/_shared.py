"""What the rules about fences share."""

from __future__ import annotations

from kakehashi.finding import Span
from kakehashi.pages.fences import Attribute
from kakehashi.pages.snippet import Snippet


def place(fence: Snippet, attribute: Attribute | None = None) -> Span:
    """The place of an attribute, or of the fence's marks."""
    opening = fence.opening
    start, end = (
        (attribute.column, attribute.end_column) if attribute else (opening.column, opening.column + len(opening.fence))
    )
    return Span(opening.line.number, start, opening.line.number, end)


def language_place(fence: Snippet) -> Span:
    """The place of the language in the first line of a fence."""
    opening = fence.opening
    return Span(
        opening.line.number,
        opening.language_column,
        opening.line.number,
        opening.language_column + len(opening.language),
    )
