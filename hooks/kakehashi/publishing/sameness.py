"""Whether two builds of the site have the same files, but for the name of the program that built them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kakehashi.finding import Words

_GENERATOR = re.compile(rb'<meta name="generator" content="[^"<>]*">')
# A packed file holds the time it was packed at, and is made from one that is compared itself.
_PACKED = ".gz"


def differences(one: Path, other: Path) -> Iterator[Words]:
    """Yield what differs between two built sites.

    Args:
        one: The folder of the first.
        other: The folder of the second.
    """
    names = [
        {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file() and path.suffix != _PACKED}
        for root in (one, other)
    ]
    for name in sorted(names[0] ^ names[1]):
        where = one if name in names[0] else other
        yield Words(f"{name} is only in {where}", f"{name} は {where} だけにある")
    if not names[0]:
        yield Words(f"{one} is empty", f"{one} は空である")
    for name in sorted(names[0] & names[1]):
        first, second = (_GENERATOR.sub(b"", (root / name).read_bytes()) for root in (one, other))
        if first != second:
            yield Words(f"{name} differs", f"{name} が異なる")
