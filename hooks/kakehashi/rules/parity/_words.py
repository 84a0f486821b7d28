"""Code spans, numbers and names in running text, as the rules about twins compare them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kakehashi.finding import Complaint, Words
from kakehashi.pages.inline import Flow, read_inline
from kakehashi.pages.numbers import read_numbers
from kakehashi.pages.shell import PLACEHOLDER

from ._code import JAPANESE
from ._shared import Met, Pair, differences, met, surplus

CODE = Words("the code", "コード")
NUMBER = Words("the number", "数")


def code_spans(flows: Iterable[Flow]) -> Iterator[Met]:
    """Yield the code spans of some texts; placeholders count by their place, not by their name."""
    for flow in flows:
        for piece in read_inline(flow).code:
            yield met(flow, PLACEHOLDER.sub("<>", piece.value), piece.value, piece.start, piece.end)


def _without_translated(ja: list[Met], en: list[Met]) -> tuple[list[Met], list[Met]]:
    """Take away spans that hold Japanese, each with an English one of the same shape."""
    rest = list(en)
    kept = []
    for one in ja:
        if JAPANESE.search(one.key):
            shape = re.compile(".+".join(re.escape(part) for part in JAPANESE.split(one.key)), re.DOTALL)
            twin = next((other for other in rest if shape.fullmatch(other.key)), None)
            if twin is not None:
                rest.remove(twin)
                continue
        kept.append(one)
    return kept, rest


def compare_code(pair: Pair, ja: Sequence[Met], en: Sequence[Met], *, exactly: bool = False) -> Iterator[Complaint]:
    """Complain about code spans that only one language has.

    Args:
        pair: The section.
        ja: The spans in Japanese.
        en: The spans in English.
        exactly: Whether each must also stand as often; else a name may be repeated where a sentence needs it.
    """
    ours, theirs = _without_translated(surplus(ja, en), surplus(en, ja))
    if not exactly and not (len(ours) == len(theirs) == 1 and len(ja) == len(en)):
        known_ja, known_en = {one.key for one in ja}, {one.key for one in en}
        ours = [one for one in ours if one.key not in known_en]
        theirs = [one for one in theirs if one.key not in known_ja]
    yield from differences(pair, _once(ours), _once(theirs), CODE)


def _once(found: list[Met]) -> list[Met]:
    """One of each key: the first."""
    return list({one.key: one for one in reversed(found)}.values())[::-1]


def numbers(flows: Iterable[Flow]) -> tuple[list[Met], list[Met], frozenset[int]]:
    """Return the numbers of some texts: those that must agree, small ones in digits, small ones in words."""
    values: list[Met] = []
    small: list[Met] = []
    words: set[int] = set()
    for flow in flows:
        found = read_numbers(read_inline(flow).visible)
        for kept, pieces in ((values, found.values), (small, found.small)):
            for piece in pieces:
                kept.append(met(flow, piece.value, flow.text[piece.start : piece.end].strip(), piece.start, piece.end))
        words |= found.words
    return values, small, frozenset(words)


def compare_numbers(pair: Pair, ja: Iterable[Flow], en: Iterable[Flow]) -> Iterator[Complaint]:
    """Complain about numbers that only one language has.

    A small number in digits needs the same number in the twin, in digits or in words.
    """
    (ours, few, said), (theirs, few_there, said_there) = numbers(ja), numbers(en)
    yield from differences(pair, surplus(ours, theirs), surplus(theirs, ours), NUMBER)
    known, known_there = {int(one.key) for one in few} | said, {int(one.key) for one in few_there} | said_there
    yield from differences(
        pair,
        _once([one for one in few if int(one.key) not in known_there]),
        _once([one for one in few_there if int(one.key) not in known]),
        NUMBER,
    )
