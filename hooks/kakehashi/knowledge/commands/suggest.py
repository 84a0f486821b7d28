"""Did-you-mean: the known name nearest to a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable


def distance(left: str, right: str, limit: int) -> int:
    """Edits (insert, delete, replace, swap of neighbours) between two words; more than `limit` is returned as limit +
    1.
    """
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before, row = list[int](), list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The one known name a typing slip away from the word (up to a third of its letters, at most 3); None when nothing
    is near.
    """
    word = word.lower()
    limit = min(3, max(1, len(word) // 3))
    best: tuple[int, bool, int, str] | None = None
    for name in known:
        found = distance(word, name.lower(), limit)
        # Of two that are equally near, the one that was begun comes first.
        rank = (found, not name.lower().startswith(word), abs(len(name) - len(word)), name)
        if found <= limit and (best is None or rank < best):
            best = rank
    if best:
        return best[3]
    starts = [
        name
        for name in known
        if len(word) >= 4 and (name.startswith(word) or (word.startswith(name) and len(name) >= 4))
    ]
    return min(starts, key=len) if starts else None
