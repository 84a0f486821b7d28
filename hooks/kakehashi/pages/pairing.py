"""Which section of a page belongs to which of its twin, even where one of them lacks a heading."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TypeVar

from .blocks import Section, sections
from .page import Page

T = TypeVar("T")

LONG = 500
"""Above this many things, difflib may pass over those that stand everywhere, to stay fast."""

MOST_COMPARED = 2500
"""Above this many pairs, two runs of things are matched in order instead of by likeness."""


def _key(section: Section) -> str:
    if section.heading is None:
        return "\0"
    return section.id or f"\0{section.heading.level}"


def _spans(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Yield indices of sections that belong together, in order; one of them is None where there is no twin."""
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=len(left) > LONG)
    for kind, start, end, other, other_end in matcher.get_opcodes():
        if kind == "equal" or end - start == other_end - other:
            yield from zip(range(start, end), range(other, other_end), strict=True)
        else:
            yield from ((index, None) for index in range(start, end))
            yield from ((None, index) for index in range(other, other_end))


def _absorbed(own: Section, stray: Section, other: Section) -> Section:
    """Return *own* with the content of *stray*, if that brings it nearer to *other*: then only a heading is missing."""
    with_it, without = len(own.blocks) + len(stray.blocks), len(own.blocks)
    if abs(with_it - len(other.blocks)) < abs(without - len(other.blocks)):
        return Section(own.heading, (*own.blocks, *stray.blocks))
    return own


@lru_cache(maxsize=8)
def pair_sections(left: Page, right: Page) -> tuple[tuple[Section, Section], ...]:
    """Pair the sections of two pages by their ids, in the order of the left page.

    Args:
        left: A page.
        right: Its twin.

    Returns:
        The pairs. A section without a twin is left out, unless its content stands in the twin's section before it:
        then only the heading is missing, and the content is compared.
    """
    ours, theirs = sections(left), sections(right)
    matched = list(_spans([_key(one) for one in ours], [_key(one) for one in theirs]))
    lonely_left = {
        ours[here].id: here for here, there in matched if there is None and here is not None and ours[here].id
    }
    moved = {
        there: lonely_left[theirs[there].id]
        for here, there in matched
        if here is None and there is not None and theirs[there].id in lonely_left
    }
    pairs: list[tuple[Section, Section]] = []
    for here, there in matched:
        if here is not None and there is not None:
            pairs.append((ours[here], theirs[there]))
        elif there is not None and there in moved:
            pairs.append((ours[moved[there]], theirs[there]))
        elif here is not None and here in moved.values():
            continue
        elif pairs:
            mine, other = pairs[-1]
            if here is not None:
                pairs[-1] = (_absorbed(mine, ours[here], other), other)
            elif there is not None:
                pairs[-1] = (mine, _absorbed(other, theirs[there], mine))
    return tuple(pairs)


def align(
    left: Sequence[T], right: Sequence[T], alike: Callable[[T, T], float]
) -> Iterator[tuple[int | None, int | None]]:
    """Match two runs of things in order; as many as possible of what is alike stands together.

    Args:
        left: One run.
        right: The other.
        alike: How alike two things are, from 0 to 1; 1 for what is the same.

    Returns:
        Pairs of indices; one of them is None where there is no counterpart. Runs of equal length are matched one
        by one.
    """
    rows, columns = len(left), len(right)
    if rows == columns or rows * columns > MOST_COMPARED:
        shared = min(rows, columns)
        yield from ((index, index) for index in range(shared))
        yield from ((index, None) for index in range(shared, rows))
        yield from ((None, index) for index in range(shared, columns))
        return
    # Matching something is always better than nothing, so the shorter run is matched in full.
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    gain = [[alike(one, other) + 0.01 for other in right] for one in left]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            both = best[row + 1][column + 1] + gain[row][column]
            best[row][column] = max(both, best[row + 1][column], best[row][column + 1])
    row = column = 0
    while row < rows and column < columns:
        if best[row][column] == best[row + 1][column + 1] + gain[row][column]:
            yield row, column
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            yield row, None
            row += 1
        else:
            yield None, column
            column += 1
    yield from ((index, None) for index in range(row, rows))
    yield from ((None, index) for index in range(column, columns))
