"""How wide a label is and where its lines break, the same while Mermaid lays out and when the label is written.

Japanese is set in full-width letters of one em, whatever the reader's font; Latin text is measured by the renderer's
own font, which is wider than the fonts of common systems, so a label does not outgrow its box.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser


@dataclass(frozen=True, slots=True)
class Style:
    """How one kind of label is set; all lengths in the drawing's own pixels.

    Args:
        size: The font size.
        line: The height of a line.
        limit: The widest line before it is broken, or None to break only where the writer did.
        bold: Whether it is set in bold.
        room: What the label needs beside its letters, in width.
        air: What it needs in height.
    """

    size: float
    line: float
    limit: float | None
    bold: bool = False
    room: float = 0.0
    air: float = 0.0


# Mermaid gives some shapes, such as the cylinder, next to no padding of their own, so a node's label brings some along.
NODE = Style(14.0, 20.0, 200.0, room=12.0, air=6.0)
EDGE = Style(13.0, 18.0, 160.0)
# The title of a group has the mark of its role before it.
TITLE = Style(13.0, 20.0, None, bold=True, room=27.0)
# How far a drawing may shrink is decided by its smallest text.
SMALLEST = min(NODE.size, EDGE.size, TITLE.size)

# JIS X 4051 in its plainest form: what may not begin, and what may not end a line.
_NOT_FIRST = frozenset(
    "、。，．・：；？！ー」』）】〉》〕］｝ゝゞ々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ)],.:;?!%…〜"
)
_NOT_LAST = frozenset("「『（【〈《〔［｛([{")

# Measures a text of one weight; makes such a measure for a kind of label.
Width = Callable[[str, bool], float]
Letters = Callable[[Style], Width]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one weight."""

    text: str
    bold: bool = False


Line = tuple[Run, ...]
_Letter = tuple[str, bool]


def is_wide(char: str) -> bool:
    """Say whether a Japanese font sets *char* as wide as it is high (East Asian Width W, F and, to be safe, A)."""
    return unicodedata.east_asian_width(char) in "WFA"


def runs_by_width(text: str) -> Iterator[tuple[bool, str]]:
    """Yield *text* in stretches that are wide or not, in order."""
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or is_wide(text[index]) != is_wide(text[start]):
            yield is_wide(text[start]), text[start:index]
            start = index


def lines_of(markup: str, style: Style, width: Width) -> tuple[Line, ...]:
    """Return the lines of a label.

    Args:
        markup: The label as the HTML Mermaid makes of it; ``<br>`` breaks a line, ``<b>``/``<strong>`` is bold.
        style: How the label is set.
        width: Measures a text of one weight set in that style, in pixels.
    """
    reader = _Label()
    reader.feed(markup)
    reader.close()
    lines: list[Line] = []
    for letters in reader.lines():
        lines.extend(_as_line(part) for part in (_broken(letters, width, style.limit) if style.limit else [letters]))
    return tuple(lines)


def line_width(line: Line, width: Width) -> float:
    """Return the width of a line in pixels."""
    return sum(width(run.text, run.bold) for run in line)


class _Label(HTMLParser):
    """Collects the letters of a label, with their weight, line by line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[list[_Letter]] = [[]]
        self._bold = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._lines.append([])
        elif tag in ("b", "strong"):
            self._bold += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in ("b", "strong"):
            self._bold = max(0, self._bold - 1)

    def handle_data(self, data: str) -> None:
        line = self._lines[-1]
        for char in data:
            if not char.isspace():
                line.append((char, self._bold > 0))
            elif line and line[-1][0] != " ":
                line.append((" ", self._bold > 0))

    def lines(self) -> Iterator[list[_Letter]]:
        kept = [_trimmed(line) for line in self._lines]
        while kept and not kept[-1]:
            kept.pop()
        yield from kept


def _trimmed(letters: list[_Letter]) -> list[_Letter]:
    end = len(letters)
    while end and letters[end - 1][0] == " ":
        end -= 1
    return letters[:end]


def _as_line(letters: list[_Letter]) -> Line:
    runs: list[Run] = []
    for char, bold in letters:
        if runs and runs[-1].bold == bold:
            runs[-1] = Run(runs[-1].text + char, bold)
        else:
            runs.append(Run(char, bold))
    return tuple(runs)


def _is_katakana(char: str) -> bool:
    return "\u30a0" <= char <= "\u30ff" and char != "・"


def _may_break(before: str, after: str) -> bool:
    if before == " ":
        return True
    if after == " " or after in _NOT_FIRST or before in _NOT_LAST:
        return False
    if _is_katakana(before) and _is_katakana(after):
        return False
    return is_wide(before) or is_wide(after)


def _pieces(letters: list[_Letter]) -> Iterator[list[_Letter]]:
    start = 0
    for index in range(1, len(letters) + 1):
        if index == len(letters) or _may_break(letters[index - 1][0], letters[index][0]):
            yield letters[start:index]
            start = index


def _broken(letters: list[_Letter], width: Width, limit: float) -> list[list[_Letter]]:
    """Break a line into the fewest parts that fit, then make the parts as even as they can be."""
    if line_width(_as_line(letters), width) <= limit:
        return [letters]
    pieces = list(_pieces(letters))
    widths = [line_width(_as_line(piece), width) for piece in pieces]
    best = _filled(pieces, widths, limit)
    low, high = max(max(widths), limit / 3), limit
    while high - low > 2:
        middle = (low + high) / 2
        tried = _filled(pieces, widths, middle)
        if len(tried) == len(best):
            best, high = tried, middle
        else:
            low = middle
    return [_trimmed(part) for part in best]


def _filled(pieces: list[list[_Letter]], widths: list[float], limit: float) -> list[list[_Letter]]:
    parts: list[list[_Letter]] = [[]]
    used = 0.0
    for piece, width in zip(pieces, widths, strict=True):
        if parts[-1] and used + width > limit:
            parts.append([])
            used = 0.0
        parts[-1].extend(piece)
        used += width
    return parts
