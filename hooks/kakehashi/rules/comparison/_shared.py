"""What the rules about the map share: the map of a site, read once a run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import PurePosixPath

from kakehashi.comparison.concepts import Concept, ConceptMap, MapProblem
from kakehashi.comparison.linking import Linker
from kakehashi.comparison.matching import TableRow, names_nothing, plain
from kakehashi.comparison.names import Names
from kakehashi.comparison.reading import read_map
from kakehashi.finding import Complaint
from kakehashi.pages.lines import Line
from kakehashi.pages.page import Page
from kakehashi.pages.site import LANGUAGES, Site, split_language
from kakehashi.pages.table import Table
from kakehashi.settings import Settings

_BREAK = re.compile(r"<br ?/?>")
# What stands between separators; code is whole.
_ITEM = re.compile(r"(?:(`+)(?!`).+?(?<!`)\1(?!`)|[^、,・/])+")


@lru_cache(maxsize=2)
def _read(site: Site, folder: str | None) -> ConceptMap:
    return read_map(site.root, folder)


def map_of(site: Site, settings: Settings) -> ConceptMap:
    """The map of a site."""
    return _read(site, settings.map)


def problems(site: Site, settings: Settings, kind: str) -> Iterator[Complaint]:
    """Complaints about what the reader of the map met, of one kind."""
    for problem in map_of(site, settings).problems:
        if problem.kind == kind:
            yield complaint(site, problem)


def complaint(site: Site, problem: MapProblem) -> Complaint:
    """A problem of the map as a complaint at its line."""
    return Complaint(problem.place.span, problem.message, problem.suggestion, path=site.prefix + problem.place.path)


def pages(site: Site) -> Iterator[tuple[Page, str, str]]:
    """Yield every page asked for with its language and the key it shares with its twin."""
    for name in sorted(site.wanted & site.pages.keys()):
        language, key = split_language(PurePosixPath(name))
        if language in LANGUAGES:
            yield site.pages[name], language, key


@lru_cache(maxsize=4)
def linker(concepts: ConceptMap, language: str) -> Linker:
    """The linker of a language, whose patterns are built once."""
    return Linker(concepts, language)


def readings(site: Site, settings: Settings) -> Iterator[tuple[Page, str, str, Table, tuple[TableRow, ...]]]:
    """Yield every comparison table of the pages asked for: page, language, key, table and what its rows say."""
    concepts = map_of(site, settings)
    if not concepts.concepts:
        return
    for page, language, key in pages(site):
        for table in page.tables:
            rows = rows_of(table, concepts, language)
            if rows:
                yield page, language, key, table, rows


@lru_cache(maxsize=4096)
def rows_of(table: Table, concepts: ConceptMap, language: str) -> tuple[TableRow, ...]:
    """What the rows of a table say, read once for all rules; nothing unless it is a comparison table."""
    return tuple(linker(concepts, language).rows(table))


SHOWN = {"ecs": "ECS", "kubernetes": "Kubernetes"}
"""The sides by the name readers know."""


def foreign(row: TableRow, names: Mapping[str, Names]) -> Iterator[tuple[Line, str, Concept]]:
    """Yield the cells of a row that hold nothing but a name of the other side, with their own side and that concept."""
    for column in row.columns:
        if column.index >= len(row.cells):
            continue
        cell, side = row.cells[column.index], column.side
        other = "kubernetes" if side == "ecs" else "ecs"
        for item in (found.group() for found in _ITEM.finditer(_BREAK.sub("、", cell.text))):
            text = plain(item)
            concept = names[other].in_code(text) if text and "](" not in item and not names_nothing(item) else None
            if concept and names[side].in_code(text) is None and next(names[side].mentions(item), None) is None:
                yield cell, side, concept
                break
