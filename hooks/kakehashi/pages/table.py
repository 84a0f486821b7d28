"""Pipe tables: header, rows and cells, each with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .lines import Line

_DELIMITER = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")


@dataclass(frozen=True, slots=True)
class Table:
    """A pipe table.

    Args:
        header: The cells of the header.
        rows: The cells of each body row.
        lines: The lines of the whole table: header, delimiter, rows.
    """

    header: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    lines: tuple[Line, ...]


_STOP = re.compile(r"\\|`+|\|")


def split_cells(line: Line) -> tuple[Line, ...]:
    """Split a row into its cells, trimmed, at pipes that stand neither escaped nor in code."""
    text = line.text
    cuts: list[int] = []
    position = 0
    while stop := _STOP.search(text, position):
        position = stop.end()
        if stop[0] == "\\":
            position += 1
        elif stop[0] == "|":
            cuts.append(stop.start())
        elif (close := text.find(stop[0], position)) >= 0:
            position = close + len(stop[0])
    start = len(text) - len(text.lstrip(" \t>"))
    end = len(text.rstrip())
    if cuts and cuts[0] == start:
        start = cuts.pop(0) + 1
    if cuts and cuts[-1] == end - 1:
        end = cuts.pop()
    cells = []
    for left, right in zip([start, *(cut + 1 for cut in cuts)], [*cuts, end], strict=True):
        raw = text[left:right]
        lead = len(raw) - len(raw.lstrip())
        cells.append(line.from_column(left + lead, max(left + lead, left + len(raw.rstrip()))))
    return tuple(cells)


def read_table(lines: Sequence[Line], start: int) -> Table | None:
    """Read the table whose header is ``lines[start]``.

    Args:
        lines: The lines of a page.
        start: The index of the header.

    Returns:
        The table, or None where no table starts there.
    """
    if start + 1 >= len(lines) or "|" not in lines[start].text or "-" not in lines[start + 1].text:
        return None
    delimiter = lines[start + 1]
    if "|" not in delimiter.text or not _DELIMITER.match(delimiter.text):
        return None
    header = split_cells(lines[start])
    if len(split_cells(delimiter)) != len(header):
        return None
    stop = start + 2
    while stop < len(lines) and lines[stop].text.strip(" \t>") and "|" in lines[stop].text:
        stop += 1
    rows = tuple(split_cells(line) for line in lines[start + 2 : stop])
    return Table(header, rows, tuple(lines[start:stop]))
