"""Names near a misspelt one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from rapidfuzz import fuzz, process

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def nearest(name: str, known: Iterable[str], cutoff: float = 0.65) -> str | None:
    """The known name that was most likely meant.

    Args:
        name: the name as written.
        known: the names that exist; of two that are equally near the one that comes first is taken.
        cutoff: how alike the two have to be, from 0 to 1.

    Returns:
        a known name, or None when none is near.
    """
    names = sorted(known) if isinstance(known, Set) else list(known)
    plain = {_plain(other): other for other in names}
    same = plain.get(_plain(name))
    if same:
        return same
    close = process.extractOne(name, names, scorer=fuzz.ratio, processor=str.lower, score_cutoff=100 * cutoff)
    return close[0] if close else None


def _plain(name: str) -> str:
    """A name without case, separators and plural: `--taskDefinition` and `--task-definition` are the same."""
    return _HUMP.sub("-", name).lower().replace("_", "").replace("-", "").removesuffix("s")
