"""Numbers in prose, in a form that is the same in English and Japanese: versions, dates, amounts.

``2026 年 11 月`` and ``November 2026`` are the same month, ``10,000`` and ``1 万`` the same amount. Small whole numbers
are often written as words, so they are kept apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .inline import Piece

LARGEST_SMALL = 12
"""Up to this number, prose may use words (``three``, ``三つ``) in place of digits."""

_WIDE = str.maketrans("０１２３４５６７８９．，％：／", "0123456789.,%:/")
_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTH = "|".join(f"{name}|{name[:3]}\\.?" for name in _MONTHS)
_DATES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?P<year>\d{4})[ \n]*年[ \n]*(?:(?P<month>\d{1,2})[ \n]*月)?(?:[ \n]*(?P<day>\d{1,2})[ \n]*日)?"),
    re.compile(rf"\b(?P<name>{_MONTH})\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(rf"\b(?P<day>\d{{1,2}})\s+(?P<name>{_MONTH})\s+(?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(rf"\b(?P<name>{_MONTH})\s+(?P<year>\d{{4}})\b", re.IGNORECASE),
)
_VERSION = re.compile(r"(?<![A-Za-z0-9.])v?(?P<value>\d+(?:\.(?:\d+|x(?![A-Za-z])))+)(?![A-Za-z0-9]*\.\d)")
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9_.])(?<![A-Za-z]-)(?P<value>\d{1,3}(?:,\d{3})+|\d+)"
    r"(?P<scale>[ ]?[万億])?[ ]?(?P<percent>%)?(?!\.?\d)"
)
_SCALES = {"万": 10_000, "億": 100_000_000}

_ENGLISH = {
    "two": 2,
    "both": 2,
    "twice": 2,
    "second": 2,
    "pair": 2,
    "half": 2,
    "three": 3,
    "third": 3,
    "four": 4,
    "fourth": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
_JAPANESE = {"二": 2, "両": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "半": 2}
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[A-Za-z]+|[二両三四五六七八九十半]")


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a text.

    Args:
        values: Versions, dates, percentages and whole numbers above twelve: what both languages must share.
        small: Whole numbers from 2 to 12 that stand in digits.
        words: Small numbers that stand in words.
    """

    values: tuple[Piece, ...]
    small: tuple[Piece, ...]
    words: frozenset[int]


def _dates(text: str) -> Iterator[Piece]:
    for pattern in _DATES:
        met = list(pattern.finditer(text))
        # What one form has claimed is no longer there for the next.
        text = _blanked(text, [Piece("", *found.span()) for found in met])
        for found in met:
            parts = found.groupdict()
            month = parts.get("month")
            if parts.get("name"):
                month = str(next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(parts["name"][:3].lower())))
            named = [parts["year"], month, parts.get("day")]
            yield Piece("-".join(part.zfill(2) for part in named if part), found.start(), found.end())


def _blanked(text: str, pieces: Sequence[Piece]) -> str:
    if not pieces:
        return text
    chars = list(text)
    for piece in pieces:
        chars[piece.start : piece.end] = "\0" * (piece.end - piece.start)
    return "".join(chars)


@lru_cache(maxsize=4096)
def read_numbers(text: str) -> Numbers:
    """Return the numbers of a text in which code and markup are already blanked out.

    Args:
        text: The text, for example ``Inline.visible``.

    Returns:
        Its numbers, with their offsets; digits that belong to a name (``EC2``, ``KEP-2221``) are none.
    """
    left = text.translate(_WIDE)
    if not _DIGIT.search(left):
        return Numbers((), (), _words(left))
    values = list(_dates(left))
    left = _blanked(left, values)
    versions = [Piece(match["value"], match.start(), match.end()) for match in _VERSION.finditer(left)]
    left = _blanked(left, versions)
    values += versions
    small: list[Piece] = []
    for match in _NUMBER.finditer(left):
        number = int(match["value"].replace(",", "")) * _SCALES.get((match["scale"] or "").strip(), 1)
        piece = Piece(f"{number}{match['percent'] or ''}", match.start(), match.end())
        if match["percent"] or number > LARGEST_SMALL:
            values.append(piece)
        elif number > 1:
            small.append(piece)
    return Numbers(tuple(sorted(values, key=lambda one: one.start)), tuple(small), _words(left))


def _words(text: str) -> frozenset[int]:
    found = {_ENGLISH.get(word.lower()) or _JAPANESE.get(word) for word in _WORD.findall(text)}
    return frozenset(number for number in found if number)
