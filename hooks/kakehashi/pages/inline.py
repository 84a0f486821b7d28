"""What stands inside a paragraph: code spans, links, images, footnotes, and the text a reader sees.

Markup may reach over line breaks, so the lines of a block are read as one text that knows the place of each character.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from kakehashi.finding import Span

from .lines import Line

HIDDEN = "\0"
"""Stands for a character of markup, which no reader sees."""

CODE = "\x01"
"""Stands for a character of a code span or address, which is read but is no prose."""

_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")
_TICKS = re.compile(r"`+")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_AUTOLINK = re.compile(r"<((?:https?|mailto):[^<>\s]+)>")
_SOURCE = re.compile(r"<(?P<tag>img|a)\b[^<>]*?\b(?:src|href)=(?P<quote>[\"'])(?P<target>[^\"'<>]*)(?P=quote)", re.I)
_TARGET = re.compile(
    r"\([ \t\n]*(?:<(?P<angle>[^<>\n]*)>|(?P<bare>[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*))"
    r"(?:[ \t\n]+(?:\"[^\"]*\"|'[^']*'))?[ \t\n]*\)"
)
_REFERENCE = re.compile(r"[ \t]?\[(?P<name>[^\[\]\n]*)\]")
_URL = re.compile(
    r"https?://[^\s<>()\[\]\x00\x01、。，．「」（）『』]*[^\s<>()\[\]\x00\x01、。，．「」（）『』.,;:!?'\"]"
)
_ATTRIBUTES = re.compile(r"\{:?[ \t]*(?:[#.][^{}\n]*|[\w-]+=[^{}\n]*)\}")
_EMOJI = re.compile(r":[a-z][a-z0-9_+-]*:")
_EMPHASIS = re.compile(r"\*{1,3}|(?<![A-Za-z0-9_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![A-Za-z0-9_])|~~|==")
_SHEBANG = re.compile(r"(?:#!|:::)[\w+-]+ +")


@dataclass(frozen=True, eq=False)
class Flow:
    """Lines read as one text.

    Args:
        lines: The lines, without indent and markers.
    """

    lines: tuple[Line, ...]

    @cached_property
    def text(self) -> str:
        """The lines, joined by LF."""
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return (0, *accumulate(len(line.text) + 1 for line in self.lines))[: len(self.lines)]

    def line_at(self, offset: int) -> tuple[Line, int]:
        """Return the line that holds an offset of the text, and the index in it."""
        number = max(bisect_right(self._starts, offset) - 1, 0)
        return self.lines[number], offset - self._starts[number]

    def span(self, start: int, end: int) -> tuple[str, Span]:
        """Return the file and the range of a part of the text; where it reaches over files, its first line."""
        first, at = self.line_at(start)
        last, stop = self.line_at(max(start, end - 1))
        if last.path != first.path or last.number < first.number:
            last, stop = first, max(at, len(first.text) - 1)
        return first.path, Span(first.number, first.column + at, last.number, last.column + stop + 1)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a flow.

    Args:
        value: What it says: the text of a code span, the target of a link.
        start: Where it starts in the flow's text.
        end: Where it ends.
    """

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Inline:
    """What stands in a flow.

    Args:
        code: The code spans.
        links: The links, by target; ``[ref]`` for one that is defined elsewhere.
        images: The images, by source.
        notes: The references to footnotes, by label.
        visible: The flow's text at the same offsets, markup as ``HIDDEN`` and code as ``CODE``.
    """

    code: tuple[Piece, ...]
    links: tuple[Piece, ...]
    images: tuple[Piece, ...]
    notes: tuple[Piece, ...]
    visible: str


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.work = list(text)
        self.code: list[Piece] = []
        self.links: list[Piece] = []
        self.images: list[Piece] = []
        self.notes: list[Piece] = []
        self.escaped: dict[int, str] = {}

    def mask(self, start: int, end: int, mark: str) -> None:
        for at in range(start, end):
            if self.work[at] != "\n":
                self.work[at] = mark

    def left(self) -> str:
        return "".join(self.work)

    def read(self) -> Inline:
        self._code_spans()
        for found in _ESCAPE.finditer(self.left()):
            self.escaped[found.start() + 1] = self.text[found.start() + 1]
            self.mask(found.start(), found.end(), HIDDEN)
        for pattern in (_COMMENT, _SOURCE, _AUTOLINK, _TAG) if "<" in self.text and ">" in self.text else ():
            if pattern is _COMMENT and "-->" not in self.text:
                continue
            for found in pattern.finditer(self.left()):
                if pattern is _SOURCE:
                    kept = self.images if found["tag"].lower() == "img" else self.links
                    kept.append(Piece(found["target"], *found.span("target")))
                    continue
                if pattern is _AUTOLINK:
                    self.links.append(Piece(found[1], *found.span(1)))
                self.mask(found.start(), found.end(), CODE if pattern is _AUTOLINK else HIDDEN)
        self._brackets()
        for found in _URL.finditer(self.left()):
            self.links.append(Piece(found.group(), found.start(), found.end()))
            self.mask(found.start(), found.end(), CODE)
        for pattern in (_ATTRIBUTES, _EMOJI, _EMPHASIS):
            for found in pattern.finditer(self.left()):
                self.mask(found.start(), found.end(), HIDDEN)
        for at, char in self.escaped.items():
            self.work[at] = char
        ordered = (
            tuple(sorted(one, key=lambda piece: piece.start))
            for one in (self.code, self.links, self.images, self.notes)
        )
        code, links, images, notes = ordered
        return Inline(code, links, images, notes, self.left())

    def _code_spans(self) -> None:
        """Find code spans: a run of backticks closes with the next run of the same length."""
        runs = list(_TICKS.finditer(self.text))
        following: dict[int, list[int]] = {}
        for number in range(len(runs) - 1, -1, -1):
            following.setdefault(len(runs[number].group()), []).append(number)
        number = 0
        while number < len(runs):
            opening = runs[number]
            fence = len(opening.group())
            later = following[fence]
            while later and later[-1] <= number:
                later.pop()
            slashes = 0
            while opening.start() > slashes and self.text[opening.start() - slashes - 1] == "\\":
                slashes += 1
            if not later or slashes % 2:
                number += 1
                continue
            closing = runs[later[-1]]
            inside = re.sub(r"[ \t]*\n[ \t]*", " ", self.text[opening.end() : closing.start()]).strip()
            self.code.append(Piece(_SHEBANG.sub("", inside, count=1), opening.start(), closing.end()))
            self.mask(opening.start(), closing.end(), HIDDEN)
            self.mask(opening.end(), closing.start(), CODE)
            number = later[-1] + 1

    def _brackets(self) -> None:
        """Find links and images by matching brackets."""
        text = self.left()
        open_at: list[int] = []
        at = 0
        while at < len(text):
            char = text[at]
            if char == "[":
                open_at.append(at)
            elif char == "]" and open_at:
                start = open_at.pop()
                at = self._closed(text, start, at)
            at += 1

    def _closed(self, text: str, start: int, end: int) -> int:
        """Read what ends with the bracket at *end*; return the last index that was used."""
        image = start > 0 and text[start - 1] == "!"
        if text.startswith("[^", start):
            if text[end + 1 : end + 2] != ":" or start:
                self.notes.append(Piece(text[start + 2 : end], start, end + 1))
                self.mask(start, end + 1, HIDDEN)
            return end
        target = _TARGET.match(text, end + 1)
        if target:
            group = "angle" if target["angle"] is not None else "bare"
            begin, stop = target.span(group)
            kept = self.images if image else self.links
            # The target is taken from the page's own text: escapes and code marks in it are part of the address.
            kept.append(Piece(self.text[begin:stop], begin, max(stop, begin + 1)))
            self.mask(start - image, start + 1, HIDDEN)
            if image:
                self.mask(start, end, HIDDEN)
            self.mask(end, target.end(), HIDDEN)
            return target.end() - 1
        reference = _REFERENCE.match(text, end + 1)
        if reference:
            name = (reference["name"] or text[start + 1 : end]).lower()
            (self.images if image else self.links).append(Piece(f"[{name}]", start, reference.end()))
            self.mask(start - image, start + 1, HIDDEN)
            self.mask(end, reference.end(), HIDDEN)
            return reference.end() - 1
        return end


@lru_cache(maxsize=8192)
def _read(text: str) -> Inline:
    return _Reader(text).read()


def read_inline(flow: Flow) -> Inline:
    """Return what stands in *flow*; any text gives an answer."""
    return _read(flow.text)


def flows(lines: Sequence[Line]) -> Iterator[Flow]:
    """Yield the lines as one flow; nothing where there are none."""
    if lines:
        yield Flow(tuple(lines))
