"""UTF-8 that was once read as another encoding, and what it said.

A run of characters is suspected only where its bytes in the old encoding are UTF-8 again, and only where that UTF-8
says something a writer of this documentation would write.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Garbled:
    """A garbled piece of a line.

    Args:
        start: Its first character, from 0.
        end: The character after it.
        original: What it most likely said.
        encoding: What the text was read as.
    """

    start: int
    end: int
    original: str
    encoding: str


@cache
def _bytes_of() -> dict[str, int]:
    """Characters above ASCII and their byte in cp1252, cp1254 or latin-1, which disagree in no character."""
    table: dict[str, int] = {chr(value): value for value in range(0x80, 0x100)}
    for encoding in ("cp1254", "cp1252"):
        for value in range(0x80, 0x100):
            char = bytes([value]).decode(encoding, "ignore")
            if char:
                table[char] = value
    return table


_RUN = re.compile(
    "[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201a"
    "\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122\u011e\u011f\u0130\u0131\u015e\u015f]{2,}"
)
_KANA = re.compile("[\u3040-\u30ff\u3000-\u3003\u3005-\u301f\uff01-\uff9f]")
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")
_CERTAIN = re.compile(
    "[\u00a0-\u00ff\u2010-\u2027\u2030-\u205e\u20ac\u2122\u2190-\u21ff\u2200-\u22ff\u2500-\u27bf"
    "\U0001f300-\U0001faff\ufeff\ufffd]"
)
_TURKISH = frozenset("\u011e\u011f\u0130\u0131\u015e\u015f")
_ONLY_LATIN_1 = frozenset(map(chr, range(0x80, 0xA0))) - frozenset("\x81\x8d\x8f\x90\x9d")
_OPENERS = frozenset("\u201c\u2018\u00ab\u201e\u2039")
_CLOSERS = frozenset("\u201d\u2019\u00bb\u2026\u2013\u2014\u00a0\u203a")


def _decode(data: bytes) -> Iterator[tuple[int, int, str]]:
    """Yield every valid sequence of two or more bytes: start, end, character."""
    at = 0
    while at < len(data):
        lead = data[at]
        size = 2 if 0xC2 <= lead <= 0xDF else 3 if 0xE0 <= lead <= 0xEF else 4 if 0xF0 <= lead <= 0xF4 else 0
        if size:
            try:
                char = data[at : at + size].decode("utf-8")
            except UnicodeDecodeError:
                char = ""
            if char:
                yield at, at + size, char
                at += size
                continue
        at += 1


def _western(text: str) -> Iterator[Garbled]:
    table = _bytes_of()
    for run in _RUN.finditer(text):
        data = bytes(table[char] for char in run.group())
        found = list(_decode(data))
        kana = sum(bool(_KANA.match(char)) for _, _, char in found)
        ideographs = sum(bool(_IDEOGRAPH.match(char)) for _, _, char in found)
        good = []
        for start, end, char in found:
            if _KANA.match(char):
                good.append((start, end, char))
            elif _IDEOGRAPH.match(char):
                if kana or ideographs > 1:
                    good.append((start, end, char))
            elif _CERTAIN.match(char):
                garbled = run.group()[start:end]
                before = text[run.start() + start - 1 : run.start() + start]
                word = before.isalpha() and before != "\u00c3"
                if end - start == 2 and (
                    (word and (before.isupper() or garbled[1] in _CLOSERS))
                    or (before in _OPENERS and garbled[1] in _CLOSERS)
                ):
                    continue
                good.append((start, end, char))
        if good:
            first, last = good[0][0], good[-1][1]
            original = data[first:last].decode("utf-8", "replace")
            piece = set(run.group()[first:last])
            encoding = "cp1254" if _TURKISH & piece else "latin-1" if piece & _ONLY_LATIN_1 else "cp1252"
            yield Garbled(run.start() + first, run.start() + last, original, encoding)


_SJIS_RUN = re.compile("[^\x00-\x7f]{2,}[\x40-\x7e]?")
_SJIS_QUOTE = re.compile("窶")
_HALF_WIDTH = re.compile("(?<=[A-Za-z])[ﾂﾃ][｡-ｿﾀ]")


def _shift_jis(text: str) -> Iterator[Garbled]:
    for run in _SJIS_RUN.finditer(text):
        data = run.group().encode("cp932", "ignore")
        original = data.decode("utf-8", "replace")
        told = sum(
            bool(_KANA.match(char) or _IDEOGRAPH.match(char)) and not "\uff61" <= char <= "\uff9f" for char in original
        )
        strict = "\ufffd" not in original
        quote = _SJIS_QUOTE.search(run.group()) and strict and any("\u2010" <= char <= "\u203f" for char in original)
        if (told >= 2 and told * 3 >= len(data) * (0.8 if told < 4 else 0.7)) or quote:
            yield Garbled(run.start(), run.end(), original.replace("\ufffd", "?"), "Shift_JIS")
    for match in _HALF_WIDTH.finditer(text):
        yield Garbled(match.start(), match.end(), match.group().encode("cp932").decode("utf-8", "replace"), "Shift_JIS")


_SUSPECT = re.compile(
    "[\u00c2\u00c3\u00c4\u00c5\u00e2-\u00e9\u00ef\u00f0\u011f][^\\x00-\x7f]|[縺繧繝縲窶]|(?<=[A-Za-z])[ﾂﾃ]"
)
"""What nearly every garbled line holds and few others do; looked for first, because it is cheap."""


def garbled(text: str) -> list[Garbled]:
    """Find the garbled pieces of a line.

    Args:
        text: The line.

    Returns:
        The pieces, in order; garbled twice, a piece is read twice.
    """
    if text.isascii() or not _SUSPECT.search(text):
        return []
    found = []
    for one in (*_western(text), *_shift_jis(text)):
        original, encoding = one.original, one.encoding
        for _ in range(2):
            again = list(_western(original))
            if not again:
                break
            for inner in reversed(again):
                original = original[: inner.start] + inner.original + original[inner.end :]
        found.append(Garbled(one.start, one.end, original, encoding))
    return sorted(found, key=lambda one: one.start)


def repaired(text: str, pieces: list[Garbled]) -> str:
    """Return what *text* said from its first to its last garbled piece, whole words included."""
    start, end = pieces[0].start, max(piece.end for piece in pieces)
    while start and text[start - 1].isascii() and (text[start - 1].isalnum() or text[start - 1] == "'"):
        start -= 1
    while end < len(text) and text[end].isascii() and text[end].isalnum():
        end += 1
    out, at = [], start
    for piece in pieces:
        if piece.start < at:
            continue
        out += [text[at : piece.start], piece.original]
        at = piece.end
    return "".join([*out, text[at:end]])
