"""What the rows of a comparison table say, and which row of the map says the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kakehashi.pages.lines import Line
from kakehashi.pages.table import Table

from .concepts import RELATION_WORDS, ConceptMap, Relation, Row
from .names import Mention, Names

_ECS = re.compile(r"(?<![A-Za-z])(?:(?:AWS|Amazon)\s+)?ECS(?![A-Za-z])")
_KUBERNETES = re.compile(r"(?<![A-Za-z])(?:Kubernetes|EKS|K8s)(?![A-Za-z])", re.IGNORECASE)
_MARKUP = re.compile(r"<[^>]+>|\]\([^)]*\)|[*_`\[]")
_NOTHING = re.compile(r"[-–—∅×/\s]*$|(?:none|nothing|n/a|no\b|not\b|なし|ない|該当|対応する|相当)", re.IGNORECASE)
_SYMBOLS = {symbol: relation for relation, (symbol, _) in RELATION_WORDS.items()}
_WORDS = {word.casefold(): relation for relation, (_, words) in RELATION_WORDS.items() for word in (words.en, words.ja)}
_STATED = re.compile(
    r"(?P<word>" + "|".join(map(re.escape, _WORDS)) + r")\s*(?P<symbol>[" + "".join(_SYMBOLS) + r"])(?!\w)",
    re.IGNORECASE,
)
SIDES = ("ecs", "kubernetes")
"""The two sides of a table; what only EKS has stands on the side of Kubernetes."""


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


def names_both_sides(header: str) -> bool:
    """Whether a line may be the header of a comparison table."""
    return bool(_ECS.search(header) and _KUBERNETES.search(header))


def plain(text: str) -> str:
    """Return the text of a cell without its marks."""
    return _MARKUP.sub("", text).strip()


def names_nothing(text: str) -> bool:
    """Whether a cell says that there is nothing on its side."""
    return bool(_NOTHING.match(plain(text)))


@dataclass(frozen=True, slots=True)
class CellMention:
    """A concept named in a cell."""

    cell: Line
    side: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class StatedRelation:
    """The relation that a cell states.

    Args:
        cell: The cell.
        relation: What its word says.
        symbol: What its symbol says.
    """

    cell: Line
    relation: Relation
    symbol: Relation


@dataclass(frozen=True, slots=True)
class TableRow:
    """What a row of a comparison table says.

    Args:
        cells: All its cells.
        columns: The columns that name a side.
        mentions: The concepts it names, each once a cell, in the order of the cells.
        stated: The relation it states, or None.
    """

    cells: tuple[Line, ...]
    columns: tuple[Column, ...]
    mentions: tuple[CellMention, ...]
    stated: StatedRelation | None

    def ids(self, side: str) -> tuple[str, ...]:
        """Return the ids of the concepts named on a side, in reading order."""
        return tuple(dict.fromkeys(one.mention.concept.id for one in self.mentions if one.side == side))

    def is_empty(self, side: str) -> bool:
        """Whether every cell of a side says that there is nothing."""
        return all(names_nothing(self.cells[column.index].text) for column in self._on(side))

    def is_clear(self, side: str) -> bool:
        """Whether a side names something known, or says that there is nothing."""
        return bool(self.ids(side)) or self.is_empty(side)

    def _on(self, side: str) -> Iterator[Column]:
        return (column for column in self.columns if column.side == side and column.index < len(self.cells))

    @property
    def home(self) -> Line:
        """The cell that shows the relation: the one that states it, else the last that names Kubernetes."""
        if self.stated:
            return self.stated.cell
        index = max((column.index for column in self._on("kubernetes")), default=len(self.cells) - 1)
        return self.cells[index]


def read_rows(table: Table, names: Mapping[str, Names]) -> Iterator[TableRow]:
    """Yield what each row of a table says; nothing unless it is a comparison table.

    Args:
        table: The table.
        names: The names of each side, in the language of the page.
    """
    sides = columns(table)
    for cells in table.rows if sides else ():
        mentions = []
        for column in sides:
            if column.index < len(cells):
                seen: set[str] = set()
                for mention in names[column.side].mentions(cells[column.index].text):
                    if mention.concept.id not in seen:
                        seen.add(mention.concept.id)
                        mentions.append(CellMention(cells[column.index], column.side, mention))
        yield TableRow(cells, sides, tuple(mentions), _stated(cells, {column.index for column in sides}))


def _stated(cells: Sequence[Line], sides: set[int]) -> StatedRelation | None:
    for index, cell in enumerate(cells):
        if index not in sides and (found := _STATED.match(plain(cell.text))):
            return StatedRelation(cell, _WORDS[found["word"].casefold()], _SYMBOLS[found["symbol"]])
    return None


def match(row: TableRow, concepts: ConceptMap) -> Row | None:
    """Return the row of the map that says what a row of a table says.

    That is the smallest that holds every concept the table names on each side. Where no single row does, but the map
    knows every pair, it is the smallest for the first pair.

    Args:
        row: The row of the table.
        concepts: The map.
    """
    ecs, kubernetes = row.ids("ecs"), row.ids("kubernetes")
    if not (ecs or kubernetes) or not all(row.is_clear(side) for side in SIDES):
        return None
    whole = _holding(set(ecs), set(kubernetes), concepts)
    if whole or not (ecs and kubernetes) or next(unknown_pairs(row, concepts), None):
        return whole
    return _holding({ecs[0]}, {kubernetes[0]}, concepts)


def is_whole(row: TableRow, found: Row) -> bool:
    """Whether a row of the map holds everything a row of a table names."""
    return set(row.ids("ecs")) <= set(found.ecs) and set(row.ids("kubernetes")) <= set(found.kubernetes)


def unknown_pairs(row: TableRow, concepts: ConceptMap) -> Iterator[tuple[CellMention, CellMention]]:
    """Yield the pairs of concepts that a row names and that stand together in no row of the map."""
    if _holding(set(row.ids("ecs")), set(row.ids("kubernetes")), concepts):
        return
    left = [one for one in row.mentions if one.side == "ecs"]
    right = [one for one in row.mentions if one.side == "kubernetes"]
    for one in left:
        for other in right:
            if not _holding({one.mention.concept.id}, {other.mention.concept.id}, concepts):
                yield one, other


def _holding(ecs: set[str], kubernetes: set[str], concepts: ConceptMap) -> Row | None:
    """The smallest row that holds both sets; an empty one stands for nothing, and asks for a row that says so."""
    some = next(iter(ecs or kubernetes), None)
    if some is None:
        return None
    for row in concepts.rows_by_concept.get(some, ()):
        nothing_said = row.relation is Relation.NONE
        if not (ecs or not row.ecs or nothing_said) or not (kubernetes or not row.kubernetes or nothing_said):
            continue
        if ecs <= set(row.ecs) and kubernetes <= set(row.kubernetes):
            return row
    return None
