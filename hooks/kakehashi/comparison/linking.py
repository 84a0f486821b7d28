"""A page's Markdown in, the same with its comparison tables linked out; every other character stays."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..pages.lines import Line
from ..pages.page import Page, scan
from ..pages.source import Source
from ..pages.table import Table
from .concepts import Concept, ConceptMap
from .names import Mention, Names

_ECS = re.compile(r"(?<![A-Za-z])(?:(?:AWS|Amazon)\s+)?ECS(?![A-Za-z])")
_KUBERNETES = re.compile(r"(?<![A-Za-z])(?:Kubernetes|EKS|K8s)(?![A-Za-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a comparison table: its index and the side it names."""

    index: int
    side: str


def columns(table: Table) -> tuple[Column, ...]:
    """Return the columns of a table that name ECS or Kubernetes; empty unless both are there."""
    found = []
    for index, cell in enumerate(table.header):
        ecs, kubernetes = bool(_ECS.search(cell.text)), bool(_KUBERNETES.search(cell.text))
        if ecs != kubernetes:
            found.append(Column(index, "ecs" if ecs else "kubernetes"))
    return tuple(found) if {column.side for column in found} == {"ecs", "kubernetes"} else ()


@dataclass(frozen=True, slots=True)
class CellMention:
    """A concept named in a cell."""

    cell: Line
    side: str
    mention: Mention


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

    def cells(self, table: Table) -> Iterator[CellMention]:
        """Yield the concepts named in the cells of a comparison table, each once a cell."""
        for column in columns(table):
            for row in table.rows:
                if column.index < len(row):
                    seen: set[str] = set()
                    for mention in self.names[column.side].mentions(row[column.index].text):
                        if mention.concept.id not in seen:
                            seen.add(mention.concept.id)
                            yield CellMention(row[column.index], column.side, mention)

    def link(self, markdown: str, key: str) -> tuple[str, int]:
        """Link the comparison tables of a page.

        Args:
            markdown: The page's Markdown.
            key: The page, relative to its language's folder, for example ``concepts/workloads.md``.

        Returns:
            The linked Markdown and the number of links; linking it again changes nothing.
        """
        if "ECS" not in markdown or "|" not in markdown:
            return markdown, 0
        page = scan(Source(key, markdown))
        edits: list[tuple[int, int, str]] = []
        starts = page.source.line_starts
        for table in page.tables:
            section = section_of(page, table)
            for found in self.cells(table):
                target = self.target(found.mention.concept, key, section)
                if target is None:
                    continue
                base = starts[found.cell.number - 1] + found.cell.column - 1
                start, end = base + found.mention.start, base + found.mention.end
                edits.append((start, end, f"[{markdown[start:end]}]({target})"))
        for start, end, text in sorted(edits, reverse=True):
            markdown = markdown[:start] + text + markdown[end:]
        return markdown, len(edits)


def section_of(page: Page, table: Table) -> str | None:
    """Return the id of the section a table stands in."""
    number = table.lines[0].number
    above = [heading.id for heading in page.headings if heading.line.number < number]
    return above[-1] if above else None
