"""What the rules about tables share: which table and row belongs to which."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kakehashi.pages.blocks import BlockKind
from kakehashi.pages.pairing import align
from kakehashi.pages.table import Table
from kakehashi.rule import of_line

from ._shared import Pair, Place, of_kind, section_place

_TOKEN = re.compile(r"`[^`]*`|[A-Za-z][\w.+/-]*|\d[\d.]*|[=~∅≠]")


def _tokens(table: Table, row: int) -> frozenset[str]:
    """What of a row is the same in both languages: code, names, numbers, symbols."""
    return frozenset(token.lower().rstrip("s") for cell in table.rows[row] for token in _TOKEN.findall(cell.text))


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.5


def _alike(one: Table, other: Table) -> float:
    ours, theirs = (
        frozenset().union(*(_tokens(table, row) for row in range(len(table.rows)))) for table in (one, other)
    )
    return _jaccard(ours, theirs) * (1.0 if len(one.header) == len(other.header) else 0.5)


def header_place(table: Table) -> Place:
    """The first line of a table."""
    return Place(table.lines[0].path, of_line(table.lines[0]))


def row_place(table: Table, row: int | None, before: int) -> Place:
    """A row; for a missing one the line after which it would stand, *before* rows into the table."""
    line = table.lines[min((before + 1 if row is None else row + 2), len(table.lines) - 1)]
    return Place(line.path, of_line(line))


def table_pairs(pair: Pair) -> Iterator[tuple[Table | None, Table | None, Place, Place]]:
    """Yield the tables of a section with their twins, and where each stands or would stand."""
    ja = [block.table for block in of_kind(pair.ja, BlockKind.TABLE) if block.table is not None]
    en = [block.table for block in of_kind(pair.en, BlockKind.TABLE) if block.table is not None]
    anchors = section_place(pair.ja_page, pair.ja), section_place(pair.en_page, pair.en)
    here = there = 0
    for one, other in align(ja, en, _alike):
        yield (
            ja[one] if one is not None else None,
            en[other] if other is not None else None,
            header_place(ja[min(here, len(ja) - 1)]) if ja else anchors[0],
            header_place(en[min(there, len(en) - 1)]) if en else anchors[1],
        )
        here, there = here + (one is not None), there + (other is not None)


def row_pairs(ja: Table, en: Table) -> Iterator[tuple[int | None, int | None, Place, Place]]:
    """Yield the rows that belong together, and where each stands or would stand."""
    ours = [_tokens(ja, row) for row in range(len(ja.rows))]
    theirs = [_tokens(en, row) for row in range(len(en.rows))]
    here = there = 0
    for row, other in align(ours, theirs, _jaccard):
        yield row, other, row_place(ja, row, here), row_place(en, other, there)
        here, there = here + (row is not None), there + (other is not None)
