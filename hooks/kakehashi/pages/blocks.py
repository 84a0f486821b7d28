"""A page as blocks in order: paragraphs, list items, boxes, tabs, code, tables, each knowing what it stands in.

The grammar is that of Python-Markdown with the extensions of this project: what is indented deeper than a marker
belongs to it, and a list starts after an empty line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from .lines import Line
from .page import Heading, Page
from .snippet import Snippet
from .table import Table


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    BOX = "box"
    TAB = "tab"
    FENCE = "fence"
    TABLE = "table"
    QUOTE = "quote"
    DEFINITION = "definition"
    NOTE = "note"
    HTML = "html"
    LITERAL = "literal"


@dataclass(frozen=True, eq=False)
class Block:
    """One block of a page.

    Args:
        kind: What it is.
        line: Its first line, whole.
        lines: Its text without indent and marker; the first paragraph of an item, the title of a box or tab.
        parent: The item, box, tab, definition or footnote it stands in, or None.
        marker: ``-``, ``1.``, ``!!!``, ``???``, ``===`` and the like; empty for what has none.
        name: The type of a box, the label of a footnote.
        heading: The heading, for one.
        fence: The fenced block, for one.
        table: The table, for one.
    """

    kind: BlockKind
    line: Line
    lines: tuple[Line, ...] = ()
    parent: Block | None = None
    marker: str = ""
    name: str = ""
    heading: Heading | None = None
    fence: Snippet | None = None
    table: Table | None = None

    @property
    def depth(self) -> int:
        """How many list items it stands in."""
        return 0 if self.parent is None else self.parent.depth + (self.parent.kind is BlockKind.ITEM)

    @property
    def ordered(self) -> bool:
        """Whether it is an item of a numbered list."""
        return self.marker[:1].isdigit()

    def stands_in(self, kind: BlockKind) -> bool:
        """Whether some container of it is of *kind*."""
        return self.parent is not None and (self.parent.kind is kind or self.parent.stands_in(kind))


_ITEM = re.compile(r"(?P<marker>[-*+]|\d{1,9}[.)])(?:[ \t]+(?P<text>\S.*)|[ \t]*$)")
_BREAK = re.compile(r"(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_BOX = re.compile(r"(?P<marker>!!!|\?\?\?\+?)(?=[ \t])(?P<name>(?:[ \t]{1,4}[\w-]+)*)(?:[ \t]{1,4}\"(?P<title>.*)\")?$")
_TAB = re.compile(r"(?P<marker>===[!+]*)[ \t]+\"(?P<title>.*)\"$")
_NOTE = re.compile(r"\[\^(?P<name>[^\]]+)\]:(?P<text>.*)$")
_DEFINITION = re.compile(r":[ \t]{1,3}(?P<text>\S.*)$")
_TAG = re.compile(r"</?[A-Za-z][\w-]*(?:[\s>/]|$)")


def _width(text: str) -> int:
    expanded = text.expandtabs(4)
    return len(expanded) - len(expanded.lstrip(" "))


@dataclass(frozen=True, slots=True)
class _Opened:
    """A block whose text is still being read; ``width`` is that of its marker where others may stand in it."""

    kind: BlockKind
    line: Line
    width: int | None = None
    marker: str = ""
    name: str = ""


class _Scanner:
    """Turns the lines of a page into blocks."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.done: list[Block] = []
        self.inside: list[tuple[int, Block]] = []
        self.open: _Opened | None = None
        self.text: list[Line] = []

    def blocks(self) -> tuple[Block, ...]:
        page = self.page
        prose = {id(line) for line in page.prose}
        fences = {id(fence.opening.line): fence for fence in page.fences}
        tables = {id(table.lines[0]): table for table in page.tables}
        headings = {id(heading.line): heading for heading in page.headings}
        in_tables = {id(line) for table in page.tables for line in table.lines}
        underline = False
        for line in page.lines:
            key = id(line)
            if key in fences:
                self._leave(fences[key].opening.width)
                self.done.append(Block(BlockKind.FENCE, line, (), self._parent(), fence=fences[key]))
            elif key not in prose:
                self._end()
            elif key in tables:
                self._leave(_width(line.text))
                self.done.append(Block(BlockKind.TABLE, line, (), self._parent(), table=tables[key]))
            elif key in in_tables:
                continue
            elif underline:
                underline = False
            elif key in headings:
                self._heading(headings[key])
                underline = not line.text.startswith("#")
            elif not line.text.strip():
                self._end()
            else:
                self._prose(line)
        self._end()
        return tuple(self.done)

    def _heading(self, heading: Heading) -> None:
        self._end()
        self.inside.clear()
        line = heading.line
        start = line.text.find(heading.text)
        kept = (line.from_column(start, start + len(heading.text)),) if heading.text and start >= 0 else ()
        self.done.append(Block(BlockKind.HEADING, line, kept, heading=heading))

    def _parent(self) -> Block | None:
        return self.inside[-1][1] if self.inside else None

    def _end(self) -> None:
        """Close the block whose text is being read, if any."""
        if self.open is None:
            return
        opened, self.open = self.open, None
        block = Block(opened.kind, opened.line, tuple(self.text), self._parent(), opened.marker, opened.name)
        self.done.append(block)
        if opened.width is not None:
            self.inside.append((opened.width, block))

    def _leave(self, width: int) -> None:
        """Close what is open, and leave every container whose marker stands at *width* or deeper."""
        self._end()
        while self.inside and width <= self.inside[-1][0]:
            self.inside.pop()

    def _prose(self, line: Line) -> None:
        stripped = line.text.lstrip(" \t")
        lead = len(line.text) - len(stripped)
        in_paragraph = self.open is not None and self.open.kind is not BlockKind.ITEM
        if not in_paragraph and not _BREAK.match(stripped) and (found := _ITEM.match(stripped)):
            self._container(BlockKind.ITEM, line, lead, found, "text")
        elif not in_paragraph and (found := _BOX.match(stripped.rstrip())):
            self._container(BlockKind.BOX, line, lead, found, "title")
            self._end()
        elif not in_paragraph and (found := _TAB.match(stripped.rstrip())):
            self._container(BlockKind.TAB, line, lead, found, "title")
            self._end()
        elif found := _NOTE.match(stripped):
            self._container(BlockKind.NOTE, line, lead, found, "text")
        elif found := _DEFINITION.match(stripped):
            self._container(BlockKind.DEFINITION, line, lead, found, "text")
        elif self.open is not None:
            self.text.append(line.from_column(lead, len(line.text.rstrip())))
        else:
            self._leave(_width(line.text))
            if not _BREAK.match(stripped):
                self._paragraph(line, stripped, lead)

    def _paragraph(self, line: Line, stripped: str, lead: int) -> None:
        base = self.inside[-1][0] + 4 if self.inside else 0
        if _width(line.text) >= base + 4:
            kind = BlockKind.LITERAL
        elif stripped.startswith(">"):
            kind = BlockKind.QUOTE
            lead += len(stripped) - len(stripped.lstrip("> "))
        else:
            kind = BlockKind.HTML if _TAG.match(stripped) else BlockKind.PARAGRAPH
        self.open, self.text = _Opened(kind, line), [line.from_column(lead, len(line.text.rstrip()))]

    def _container(self, kind: BlockKind, line: Line, lead: int, found: re.Match[str], text: str) -> None:
        width = _width(line.text)
        self._leave(width)
        named = found.groupdict()
        self.open = _Opened(kind, line, width, named.get("marker") or "", (named.get("name") or "").strip())
        start, end = found.span(text)
        kept = line.from_column(lead + start, lead + end) if start < end else None
        self.text = [kept.from_column(0, len(kept.text.rstrip()))] if kept is not None and kept.text.strip() else []


@lru_cache(maxsize=16)
def blocks(page: Page) -> tuple[Block, ...]:
    """Return the blocks of a page in order.

    Args:
        page: The page.

    Returns:
        Every block outside front matter and comments; a container comes before what stands in it.
    """
    return _Scanner(page).blocks()


@dataclass(frozen=True, eq=False)
class Section:
    """A heading and what follows it, up to the next heading of any level.

    Args:
        heading: The heading; None for what precedes the first one.
        blocks: What follows it.
    """

    heading: Heading | None
    blocks: tuple[Block, ...]

    @property
    def id(self) -> str | None:
        """The explicit id of its heading."""
        return self.heading.id if self.heading else None


@lru_cache(maxsize=16)
def sections(page: Page) -> tuple[Section, ...]:
    """Return the sections of a page; the first one has no heading and may be empty."""
    return tuple(_sections(page))


def _sections(page: Page) -> Iterator[Section]:
    heading: Heading | None = None
    inside: list[Block] = []
    for block in blocks(page):
        if block.kind is BlockKind.HEADING:
            yield Section(heading, tuple(inside))
            heading, inside = block.heading, []
        else:
            inside.append(block)
    yield Section(heading, tuple(inside))
