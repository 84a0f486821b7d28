"""What the rules about stray characters in code share."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kakehashi.finding import Complaint, Span, Words
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.strays import Look, Stray, strays

CODE = ("yaml", "json", "jsonc", "bash", "console")
"""The languages in which stray characters are looked for."""


def _by_line(found: tuple[Stray, ...], look: Look) -> Iterator[list[Stray]]:
    lines: dict[int, list[Stray]] = {}
    for stray in found:
        if stray.look is look:
            lines.setdefault(stray.line, []).append(stray)
    yield from lines.values()


def complaints(snippet: Snippet, look: Look, say: Callable[[list[Stray]], Words]) -> Iterator[Complaint]:
    """Complain once for each line about stray characters of one look.

    Args:
        snippet: The block.
        look: What they look like.
        say: Makes the message from the strays of a line.
    """
    if snippet.text.isascii() or snippet.marking == "template":
        return
    for group in _by_line(strays(snippet.text, snippet.language), look):
        first, last = group[0], group[-1]
        start, end = first.column, last.column + len(last.text)
        text = snippet.lines[first.line - 1].text
        pieces, at = [], start - 1
        for stray in group:
            pieces += [text[at : stray.column - 1], stray.instead]
            at = stray.column - 1 + len(stray.text)
        fixed = "".join(pieces)
        yield Complaint(
            Span(first.line, start, first.line, end),
            say(group),
            Words(f"write `{fixed}`", f"`{fixed}` と書いてください") if fixed.strip() else None,
            fix=fixed if all(stray.certain for stray in group) else None,
        )
