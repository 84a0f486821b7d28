"""Notes in the Markdown: which fence of the page as it is rendered is which fence that was checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kakehashi.pages.page import Page, scan
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.source import Source

from .files import RawFile
from .labels import Label

ATTRIBUTE = "data-kh-snippet"
"""The attribute that carries the number of a fence from the Markdown into the HTML, where it is taken out."""

_LEFT_OUT = frozenset({"mermaid"})
"""Languages whose fences become something else than a block of code."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What one snippet carries: the words of its mark, its file, or both."""

    label: Label | None
    file: RawFile | None


def number(markdown: str) -> tuple[str, tuple[str, ...]]:
    """Give every fence of a page its number, as an attribute of the fence.

    Args:
        markdown: The Markdown that will be rendered: includes not in place.

    Returns:
        The same lines with the numbers, and the first line of each fence as it was.
    """
    source = Source("", markdown)
    fences = scan(source).fences
    for index, fence in reversed(list(enumerate(fences))):
        header = _header(fence, index) if fence.language not in _LEFT_OUT else None
        if header is not None:
            start = source.line_starts[fence.opening.line.number - 1]
            markdown = markdown[:start] + header + markdown[start + len(fence.opening.line.text) :]
    return markdown, tuple(fence.opening.line.text for fence in fences)


def numbered(openings: Sequence[str], page: Page) -> dict[int, int]:
    """Return which fence of a page as it was checked has which number.

    Args:
        openings: The first lines of the fences that were numbered.
        page: The page as it was checked, includes in place; fences that came with an include have no number.

    Returns:
        Index in the page's fences to number; empty where the two are not the same page.
    """
    own = [index for index, fence in enumerate(page.fences) if fence.opening.line.path == page.path]
    if [page.fences[index].opening.line.text for index in own] != list(openings):
        return {}
    return {index: at for at, index in enumerate(own)}


def _header(fence: Snippet, index: int) -> str | None:
    """The first line of a fence with its number, in the one form that takes attributes of any name."""
    line = fence.opening.line.text.rstrip()
    note = f'{ATTRIBUTE}="{index}"'
    if line.endswith("}") and "{" in line:
        return f"{line[:-1].rstrip()} {note}}}"
    start = line.index(fence.opening.fence) + len(fence.opening.fence)
    words = line[start:].split(maxsplit=1)
    if not words:
        return None
    rest = f"{words[1]} " if len(words) > 1 else ""
    return f"{line[:start]}{words[0]} {{{rest}{note}}}"
