"""A page: front matter, headings, fenced blocks, tables and comments, found in one pass.

This is the only scanner of fences in the project.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from .fences import Opening, read_opening
from .includes import Loader, MissingInclude, expand
from .lines import Line
from .snippet import Snippet
from .source import Source
from .table import Table, read_table

_HEADING = re.compile(r"(#{1,6})[ \t]+(?P<text>.*?)[ \t]*#*[ \t]*$")
_ATTR_LIST = re.compile(r"[ \t]*\{:?[ \t]*(?P<body>[^}\n]*)\}[ \t]*$")
_ID = re.compile(r"(?:^|\s)(?:#(?P<short>[^\s}\"']+)|id=[\"']?(?P<long>[^\s}\"']+))")
_SETEXT = re.compile(r"(=+|-+)[ \t]*$")
_CLOSING = re.compile(r"(?P<prefix>(?:[ \t]|>)*)(?P<fence>`{3,}|~{3,})[ \t]*$")
_CONTAINER_STARTS = frozenset("-*+0123456789!?=:[>")
_CONTAINER = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+|(?:!!!|\?\?\?\+?|===[!+]*)[ \t]|:[ \t]{2,}|\[\^[^\]]+\]:|>")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading.

    Args:
        level: 1 to 6.
        text: Its text without marks and attributes.
        id: Its explicit id, or None.
        line: The line it stands in.
    """

    level: int
    text: str
    id: str | None
    line: Line


@dataclass(frozen=True, slots=True)
class Comment:
    """An HTML comment.

    Args:
        text: What stands between the marks.
        line: The line it starts in.
        end_number: The line of the file it ends in.
    """

    text: str
    line: Line
    end_number: int


@dataclass(frozen=True, eq=False)
class Page:
    """A page and its parts.

    Args:
        source: The file.
        lines: All lines, includes in place.
        front_matter: The lines between the first two ``---``.
        headings: The headings, in order.
        fences: The fenced blocks, in order.
        tables: The tables, in order.
        comments: The HTML comments, in order.
        prose: The lines that stand outside front matter, fences and comments.
        missing_includes: Includes that lead nowhere.
    """

    source: Source
    lines: tuple[Line, ...]
    front_matter: tuple[Line, ...]
    headings: tuple[Heading, ...]
    fences: tuple[Snippet, ...]
    tables: tuple[Table, ...]
    comments: tuple[Comment, ...]
    prose: tuple[Line, ...]
    missing_includes: tuple[MissingInclude, ...]

    @property
    def path(self) -> str:
        """The path shown to people."""
        return self.source.path

    @cached_property
    def ids(self) -> frozenset[str]:
        """All explicit heading ids."""
        return frozenset(heading.id for heading in self.headings if heading.id)


def _indent(text: str) -> int:
    width = 0
    for char in text:
        if char == " ":
            width += 1
        elif char == "\t":
            width += 4 - width % 4
        elif char == ">":
            width += 1
        else:
            break
    return width


def _dedent(line: Line, width: int) -> Line:
    """Cut up to *width* columns of indent or quote marks off *line*."""
    seen = index = 0
    text = line.text
    while index < len(text) and seen < width and text[index] in " \t>":
        seen += 4 - seen % 4 if text[index] == "\t" else 1
        index += 1
    return line.from_column(index)


def _bodies(
    lines: Sequence[Line], start: int, opening: Opening
) -> tuple[list[Line], Line | None, Line | None, list[Line], int]:
    """Collect the body of a fence: body, closing line, interrupting line, uneven lines, index after it."""
    body: list[Line] = []
    uneven: list[Line] = []
    width, char, size = opening.width, opening.fence[0], len(opening.fence)
    index = start
    while index < len(lines):
        line = lines[index]
        text = line.text
        if char * 3 in text:
            closing = _CLOSING.match(text)
            if closing and closing["fence"][0] == char and len(closing["fence"]) >= size:
                indent = _indent(closing["prefix"])
                if abs(indent - width) <= 3:
                    if indent != width or len(closing["fence"]) != size:
                        uneven.append(line)
                    return body, line, None, uneven, index + 1
                if indent < width:
                    return body, None, line, uneven, index
            elif (inner := read_opening(line)) and _interrupts(inner, opening):
                return body, None, line, uneven, index
        if width and text.strip() and _indent(text) < width:
            if not _closes_later(lines, index, opening):
                return body, None, line, uneven, index
            uneven.append(line)
        body.append(_dedent(line, width) if width else line)
        index += 1
    if body and not body[-1].text:
        body.pop()
    return body, None, None, uneven, index


def _interrupts(inner: Opening, opening: Opening) -> bool:
    """Whether *inner* starts a block of its own, so that *opening* was never closed."""
    same = inner.fence[0] == opening.fence[0] and len(inner.fence) == len(opening.fence)
    return same and bool(inner.language) and inner.width <= opening.width + 3


def _closes_later(lines: Sequence[Line], index: int, opening: Opening) -> bool:
    """Whether the next fence after *index* closes *opening* at its own indent."""
    for line in lines[index : index + 400]:
        if opening.fence[0] * 3 in line.text:
            closing = _CLOSING.match(line.text)
            return bool(closing and closing["fence"] == opening.fence and _indent(closing["prefix"]) == opening.width)
    return False


def _heading(line: Line, level: int, text: str) -> Heading:
    attributes = _ATTR_LIST.search(text)
    identifier = None
    if attributes:
        found = _ID.search(attributes["body"])
        identifier = (found["short"] or found["long"]) if found else None
        text = text[: attributes.start()]
    return Heading(level, text.rstrip().rstrip("#").rstrip(), identifier, line)


class _Containers:
    """Lists, admonitions and tabs the scanner stands in, by the indent of their content."""

    def __init__(self) -> None:
        self._bases: list[int] = []

    def meet(self, text: str) -> None:
        """Follow a line outside of fences."""
        stripped = text.lstrip(" \t")
        if not stripped or (not self._bases and stripped[0] not in _CONTAINER_STARTS):
            return
        indent = _indent(text[: len(text) - len(stripped)])
        while self._bases and indent < self._bases[-1] - 3:
            self._bases.pop()
        if _CONTAINER.match(stripped):
            while self._bases and indent < self._bases[-1] - 2 and self._bases[-1] > 4:
                self._bases.pop()
            self._bases.append(indent + 4)

    def is_literal(self, opening: Opening) -> bool:
        """Whether a fence is indented so far that it is itself shown as code."""
        base = self._bases[-1] if self._bases else 0
        return _indent(opening.prefix) >= base + 4 and ">" not in opening.prefix


def scan(source: Source, load: Loader = lambda _: None) -> Page:
    """Find the parts of a page.

    Args:
        source: The file.
        load: Reads an include by its name; None where there is no such file.

    Returns:
        The page; any text gives one.
    """
    lines, missing = expand(source, load)
    if source.text.startswith("\ufeff"):
        lines = (lines[0].from_column(1), *lines[1:])
    front: tuple[Line, ...] = ()
    index = 0
    if lines and lines[0].text.rstrip() == "---":
        for end in range(1, len(lines)):
            if lines[end].text.rstrip() in ("---", "..."):
                front, index = lines[1:end], end + 1
                break
    headings: list[Heading] = []
    fences: list[Snippet] = []
    tables: list[Table] = []
    comments: list[Comment] = []
    prose: list[Line] = []
    containers = _Containers()
    table_end = 0
    while index < len(lines):
        line = lines[index]
        text = line.text
        # Asked for every line of every page: what most lines are not is seen here, without a call.
        opening = read_opening(line) if "```" in text or "~~~" in text else None
        if opening is not None and not containers.is_literal(opening):
            body, closing, interrupted, uneven, after = _bodies(lines, index + 1, opening)
            fences.append(Snippet(opening, tuple(body), closing is not None, closing, interrupted, tuple(uneven)))
            index = after
            continue
        if "<!--" in text:
            after = _comments(lines, index, comments)
            if after > index + 1 or text.lstrip().startswith("<!--"):
                index = after
                continue
        containers.meet(text)
        prose.append(line)
        if text.startswith("#") and (match := _HEADING.match(text)):
            headings.append(_heading(line, len(match[1]), match["text"]))
        elif index >= table_end and "|" in text and (table := read_table(lines, index)):
            tables.append(table)
            table_end = index + len(table.lines)
        elif (
            len(prose) > 1
            and _SETEXT.match(text)
            and prose[-2].number == line.number - 1
            and prose[-2].text.strip()
            and prose[-2].text[0] not in " \t#>|-*+"
        ):
            headings.append(_heading(prose[-2], 1 if text[0] == "=" else 2, prose[-2].text))
        index += 1
    return Page(
        source, lines, front, tuple(headings), tuple(fences), tuple(tables), tuple(comments), tuple(prose), missing
    )


def _comments(lines: Sequence[Line], index: int, comments: list[Comment]) -> int:
    """Read the comments that start in ``lines[index]``; return the index after the last of them."""
    text, at = lines[index].text, 0
    while (start := text.find("<!--", at)) >= 0:
        if text.count("`", 0, start) % 2:
            at = start + 4
            continue
        end = text.find("-->", start + 4)
        if end >= 0:
            comments.append(Comment(text[start + 4 : end], lines[index].from_column(start), lines[index].number))
            at = end + 3
            continue
        parts = [text[start + 4 :]]
        for stop in range(index + 1, len(lines)):
            end = lines[stop].text.find("-->")
            if end >= 0:
                parts.append(lines[stop].text[:end])
                comments.append(Comment("\n".join(parts), lines[index].from_column(start), lines[stop].number))
                return stop + 1
            parts.append(lines[stop].text)
        return index + 1
    return index + 1
