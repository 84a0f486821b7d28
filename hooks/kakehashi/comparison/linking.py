"""A page's Markdown in, the same with its comparison tables linked out; every other character stays."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kakehashi.pages.lines import Line
from kakehashi.pages.page import Page, scan
from kakehashi.pages.source import Source
from kakehashi.pages.table import Table

from .concepts import Concept, ConceptMap, Row
from .matching import CellMention, TableRow, match, names_both_sides, read_rows
from .names import Names

_DELIMITER = re.compile(r"^[ \t>|:-]*\|[ \t>|:-]*\r?$", re.MULTILINE)
"""The second line of a table; whether the table stands in code only the scanner can tell."""

_MARKED = re.compile(r'<a id="(row-[a-z0-9-]+)" class="kh-row"')
_CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_INDENTED_FENCE = re.compile(r"^[ \t>]+(?:```|~~~)", re.MULTILINE)
LOOK_AHEAD = 60
"""Lines after the last candidate that the scanner still sees, so that it can tell how an indented fence ends."""


@dataclass(frozen=True, slots=True)
class LinkedRow:
    """A row of a table that was given an id.

    Args:
        row: The row of the map it matches.
        anchor: Its id, unique on the page.
        section: The id of the section it stands in, or None.
    """

    row: Row
    anchor: str
    section: str | None


@dataclass(frozen=True, slots=True)
class Linked:
    """A page with its tables linked.

    Args:
        markdown: Its Markdown.
        links: How many names were linked.
        rows: The rows that were given an id; each of these is a link to itself.
    """

    markdown: str
    links: int = 0
    rows: tuple[LinkedRow, ...] = ()


class Linker:
    """Links the tables of pages in one language.

    Args:
        concepts: The map.
        language: The language of the pages.
    """

    def __init__(self, concepts: ConceptMap, language: str) -> None:
        self.concepts = concepts
        self.language = language

    @cached_property
    def names(self) -> dict[str, Names]:
        """The names of each side."""
        return {side: Names(self.concepts, side, self.language) for side in ("ecs", "kubernetes")}

    def target(self, concept: Concept, key: str, section: str | None) -> str | None:
        """Return where a name leads to from a section of a page.

        Args:
            concept: The concept.
            key: The page, relative to its language's folder.
            section: The id of the section the name stands in.

        Returns:
            A link for Markdown, or None where it would lead to where it stands.
        """
        if concept.home is None:
            return concept.references.get(self.language)
        page, _, anchor = concept.home.partition("#")
        if page == key:
            return None if anchor == (section or "") else f"#{anchor}"
        return posixpath.relpath(page, posixpath.dirname(key) or ".") + (f"#{anchor}" if anchor else "")

    def rows(self, table: Table) -> Iterator[TableRow]:
        """Yield what the rows of a comparison table say."""
        return read_rows(table, self.names)

    def cells(self, table: Table) -> Iterator[CellMention]:
        """Yield the concepts named in the cells of a comparison table, each once a cell."""
        for row in self.rows(table):
            yield from row.mentions

    def link(self, markdown: str, key: str) -> Linked:
        """Link the comparison tables of a page, and give their rows an id and a link to it.

        Args:
            markdown: The page's Markdown.
            key: The page, relative to its language's folder, for example ``concepts/workloads.md``.

        Returns:
            The linked page; linking it again changes nothing.
        """
        seen = _as_far_as_tables_go(markdown)
        if not seen:
            return Linked(markdown)
        page = scan(Source(key, seen))
        edits: list[tuple[int, int, str]] = []
        rows: list[LinkedRow] = []
        taken = set(_MARKED.findall(markdown))
        starts = page.source.line_starts
        links = 0
        for table in page.tables:
            section = section_of(page, table)
            for row in self.rows(table):
                for found in row.mentions:
                    target = self.target(found.mention.concept, key, section)
                    if target is not None and _takes_a_link(found):
                        base = starts[found.cell.number - 1] + found.cell.column - 1
                        start, end = base + found.mention.start, base + found.mention.end
                        edits.append((start, end, f"[{markdown[start:end]}]({target})"))
                        links += 1
                matched = match(row, self.concepts)
                if matched is None or not _takes_a_mark(row.cells):
                    continue
                anchor = _unique(matched.anchor, taken)
                rows.append(LinkedRow(matched, anchor, section))
                at = starts[row.home.number - 1] + row.home.column - 1 + len(row.home.text)
                edits.append((at, at, f' <a id="{anchor}" class="kh-row" href="#{anchor}" data-search-exclude>#</a>'))
        for start, end, text in sorted(edits, reverse=True):
            markdown = markdown[:start] + text + markdown[end:]
        return Linked(markdown, links, tuple(rows))


def _as_far_as_tables_go(markdown: str) -> str:
    """The page up to its last comparison table, with what the scanner needs to judge it; empty without one."""
    end = -1
    for delimiter in _DELIMITER.finditer(markdown):
        header = markdown[markdown.rfind("\n", 0, max(delimiter.start() - 1, 0)) + 1 : delimiter.start()]
        if "-" in delimiter[0] and names_both_sides(header):
            end = delimiter.end()
    if end < 0:
        return ""
    while 0 <= end < len(markdown):
        following = markdown.find("\n", end + 1)
        line = markdown[end + 1 : following if following >= 0 else len(markdown)]
        if "|" not in line:
            break
        end = following
    if end >= 0 and not _INDENTED_FENCE.search(markdown, 0, end):
        return markdown[: end + 1]
    for _ in range(LOOK_AHEAD):
        if end < 0:
            return markdown
        end = markdown.find("\n", end + 1)
    return markdown[: end + 1] if end >= 0 else markdown


def _unique(anchor: str, taken: set[str]) -> str:
    """*anchor*, or with the first free number where a row of the page already has it."""
    one, number = anchor, 1
    while one in taken:
        number += 1
        one = f"{anchor}-{number}"
    taken.add(one)
    return one


def _takes_a_link(found: CellMention) -> bool:
    """Whether a name can become a link: it is none, and what stands around it would not change what a link is."""
    text, mention = found.cell.text, found.mention
    return not (
        mention.linked or text[mention.start - 1 : mention.start] in ("!", "\\") or text[mention.end :].startswith("{")
    )


def _takes_a_mark(cells: tuple[Line, ...]) -> bool:
    """Whether a mark may be put into a row: it has none, and no cell leaves code, a comment or a tag open."""
    for cell in cells:
        if 'class="kh-row"' in cell.text:
            return False
        rest = _CODE_SPAN.sub("", cell.text)
        if "`" in rest or "<!--" in rest or rest.count("<") != rest.count(">") or rest.endswith("\\"):
            return False
    return bool(cells)


def section_of(page: Page, table: Table) -> str | None:
    """Return the id of the section a table stands in."""
    number = table.lines[0].number
    above = [heading.id for heading in page.headings if heading.line.number < number]
    return above[-1] if above else None
