"""Output that a page shows against output that came: ages, hashes, addresses and names may differ."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ALPHABET = "bcdfghjklmnpqrstvwxz2456789"
_SUBSTITUTES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"<(?!none>|pending>|unset>|unknown>|nil>)[^<>\s]+>", r"\S+"),
        (r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?", r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S*"),
        (r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.{1,30}?\d{4}\b", r".{8,40}"),
        (r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", r"[0-9a-f-]{36}"),
        (r"sha256:[0-9a-f]{8,64}", r"sha256:[0-9a-f]{8,64}"),
        (rf"-[{_ALPHABET}]{{8,10}}-[{_ALPHABET}]{{5}}(?![\w-])", rf"-[{_ALPHABET}]{{5,10}}-[{_ALPHABET}]{{5}}"),
        (rf"-[{_ALPHABET}]{{8,10}}(?![\w-])", rf"-[{_ALPHABET}]{{5,10}}"),
        (rf"-(?=[a-z]*\d)[{_ALPHABET}]{{5}}(?![\w-])", rf"-[{_ALPHABET}]{{5}}"),
        (r"-\d{8}(?![\w])", r"-\d{8,10}"),
        (r"\b\d{1,3}(?:\.\d{1,3}){3}\b", r"\d{1,3}(?:\.\d{1,3}){3}"),
        (r"\bv\d+\.\d+\.\d+\S*", r"v\d+\.\d+\.\d+\S*"),
        (r"(?<=:)3[0-2]\d{3}(?=/TCP|/UDP)", r"\d+"),
        (r"\b(?:\d+(?:\.\d+)?(?:ms|[smhdy]))+\b(?! replicas)", r"(?:\d+(?:\.\d+)?(?:ms|[smhdy]))+"),
        (r"\b\d+(?:Mi|Ki|Gi|m)\b|\b\d+%", r"\d+(?:Mi|Ki|Gi|m|%)?"),
        (r"\.\.\.(?!\S)|…", r".*"),
    )
)
"""What may differ from run to run, and the pattern that stands for it."""

_ELISION = re.compile(r"\s*(?:\.\.\.|…|# \.\.\.)\s*")


def pattern(line: str) -> re.Pattern[str]:
    """Return the pattern of a shown line."""
    pieces: list[str] = [line.strip()]
    fixed: list[str] = []
    for form, replacement in _SUBSTITUTES:
        parts: list[str] = []
        for piece in pieces:
            if piece.startswith("\0"):
                parts.append(piece)
                continue
            last = 0
            for match in form.finditer(piece):
                parts += [piece[last : match.start()], f"\0{len(fixed)}"]
                fixed.append(replacement)
                last = match.end()
            parts.append(piece[last:])
        pieces = parts
    shown = [
        fixed[int(piece[1:])] if piece.startswith("\0") else re.sub(r"(?:\\?\s)+", r"\\s+", re.escape(piece))
        for piece in pieces
    ]
    return re.compile("".join(shown))


def unmatched(shown: Iterable[str], real: str) -> list[str]:
    """Return the shown lines that do not come, in order, in the real output.

    Args:
        shown: The lines of the page.
        real: The output of the commands before them.
    """
    rest = [line.strip() for line in real.splitlines()]
    missing = []
    for line in shown:
        if not line.strip() or _ELISION.fullmatch(line):
            continue
        form = pattern(line)
        hit = next((index for index, one in enumerate(rest) if form.fullmatch(one)), None)
        if hit is None:
            missing.append(line)
        else:
            rest = rest[hit + 1 :]
    return missing
