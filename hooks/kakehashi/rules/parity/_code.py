"""Code as the rules about twins compare it: without comments, placeholders and text that is meant to be translated."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from functools import lru_cache

from kakehashi.finding import Span, Words
from kakehashi.pages.blocks import BlockKind
from kakehashi.pages.pairing import LONG, align
from kakehashi.pages.remarks import without_remark
from kakehashi.pages.shell import PLACEHOLDER
from kakehashi.pages.snippet import Snippet

from ._shared import Pair, Place, of_kind, section_place

TRANSLATED = frozenset({"text", "markdown", "md", ""})
"""Languages whose lines may hold prose: what stands in Japanese letters is free, the rest is not."""

JAPANESE = re.compile(r"[぀-ヿ㐀-鿿々〆ー、。「」（）・：]+")
_LABEL = re.compile(
    r"\"[^\"\n]*\"|(?<=\|)[^|\n]+(?=\|)|\[(?![\[(\"/\\])[^\]\n]+(?=\])|\((?![(\[\"])[^)\n]+(?=\))|(?<=\{)[^{}\n\"]+(?=\})"
)
_END = r"(?:[\w-]+|\[\])"  # a participant, a state, or `[*]` without what stands in its brackets
_MESSAGE = re.compile(rf"^(\s*(?:{_END}\s*(?:<<)?-{{1,2}}[->x)]+>?\s*[+-]?{_END}|Note\s[^:]+|[\w-]+)\s*:)(?!::).*$")
_KEYWORD_TEXT = re.compile(
    r"^(\s*(?:loop|alt|else|opt|par|and|critical|option|break|title|section|participant\s+\w+\s+as|actor\s+\w+\s+as))\s.*$"
)
_LANGUAGE_FOLDER = re.compile(r"(?<![\w-])(?:ja|en)(?=/)")
_DIGITS = re.compile(r"\d+(?:\.\d+)*")


def _diagram(lines: Sequence[str]) -> list[tuple[int, str]]:
    """The structure of a diagram: nodes and arrows without their labels, and no text alternative."""
    kept, described = [], False
    for number, text in enumerate(lines, 1):
        if described:
            described = "}" not in text
            continue
        stripped = text.strip()
        if re.match(r"acc(?:Title|Descr)\b", stripped):
            described = stripped.startswith("accDescr") and "{" in stripped and "}" not in stripped
            continue
        if not stripped or (stripped.startswith("%%") and not stripped.startswith("%%{")):
            continue
        plain = _LABEL.sub(lambda match: match.group()[0] if match.group()[0] in "[(" else '"', stripped)
        plain = _MESSAGE.sub(r"\1", _KEYWORD_TEXT.sub(r"\1", plain))
        kept.append((number, plain))
    return kept


def _free_line(text: str) -> str:
    """A line of output or prose: where it holds Japanese only its numbers count, else all of it but white space."""
    folded = _LANGUAGE_FOLDER.sub("*", PLACEHOLDER.sub("<>", text))
    return re.sub(r"\s+", " ", folded).strip()


def _same_free_line(ja: str, en: str) -> bool:
    """Whether a line in which words may be translated agrees with its twin."""
    if JAPANESE.search(ja):
        return sorted(_DIGITS.findall(ja)) == sorted(_DIGITS.findall(en))
    return ja == en


@lru_cache(maxsize=512)
def code_lines(snippet: Snippet) -> tuple[tuple[int, str], ...]:
    """Return the lines of a block that count, with their number in the body (from 1), as they are compared."""
    lines = [line.text for line in snippet.lines]
    if snippet.language == "mermaid":
        return tuple(_diagram(lines))
    if snippet.language in TRANSLATED:
        kept = ((number, _free_line(text)) for number, text in enumerate(lines, 1))
    else:
        kept = (
            (number, PLACEHOLDER.sub("<>", without_remark(text, snippet.language)))
            for number, text in enumerate(lines, 1)
        )
    return tuple((number, text) for number, text in kept if text)


def line_opcodes(ja: Snippet, en: Snippet) -> list[tuple[int, int, int, int]]:
    """Return where the lines of two blocks differ: from and to in ``code_lines`` of the first and of the second."""
    left, right = ([text for _, text in code_lines(one)] for one in (ja, en))
    if ja.language in TRANSLATED and len(left) == len(right):
        return [
            (n, n + 1, n, n + 1)
            for n, (one, other) in enumerate(zip(left, right, strict=True))
            if not _same_free_line(one, other)
        ]
    if ja.language in TRANSLATED:
        pairs = align(left, right, lambda one, other: float(_same_free_line(one, other)) + _ratio(one, other))
        found, here, there = [], 0, 0
        for one, other in pairs:
            here, there = (one if one is not None else here), (other if other is not None else there)
            if one is None or other is None:
                found.append((here, here + (one is not None), there, there + (other is not None)))
        return found
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=len(left) > LONG)
    return [(a, b, c, d) for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal"]


@lru_cache(maxsize=4096)
def _ratio(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one[:2000], other[:2000], autojunk=False).quick_ratio()


def _alike(one: Snippet, other: Snippet) -> float:
    left, right = ("\n".join(text for _, text in code_lines(snippet)) for snippet in (one, other))
    return (1.0 if left == right else 0.5 * _ratio(left, right)) * (1.0 if one.language == other.language else 0.5)


def fence_pairs(pair: Pair) -> list[tuple[Snippet | None, Snippet | None, Place, Place]]:
    """Return the blocks of a section with their twins, and where each stands or would stand."""
    ja = [block.fence for block in of_kind(pair.ja, BlockKind.FENCE) if block.fence is not None]
    en = [block.fence for block in of_kind(pair.en, BlockKind.FENCE) if block.fence is not None]

    def place(found: list[Snippet], index: int | None, before: int, anchor: Place) -> Place:
        if index is not None:
            return fence_place(found[index])
        return fence_place(found[min(before, len(found) - 1)]) if found else anchor

    anchors = section_place(pair.ja_page, pair.ja), section_place(pair.en_page, pair.en)
    result = []
    here = there = 0
    for one, other in align(ja, en, _alike):
        result.append(
            (
                ja[one] if one is not None else None,
                en[other] if other is not None else None,
                place(ja, one, here, anchors[0]),
                place(en, other, there, anchors[1]),
            )
        )
        here, there = here + (one is not None), there + (other is not None)
    return result


def fence_place(snippet: Snippet) -> Place:
    """The fence that opens a block."""
    opening = snippet.opening
    span = Span(opening.line.number, opening.column, opening.line.number, opening.column + len(opening.fence))
    return Place(opening.line.path, span)


def body_place(snippet: Snippet, number: int | None) -> Place:
    """A line of a block, by its number in the body; the fence where the line comes from an included file."""
    if number is None or not snippet.lines:
        return fence_place(snippet)
    line = snippet.lines[min(number, len(snippet.lines)) - 1]
    if line.path != snippet.path:
        return fence_place(snippet)
    lead = len(line.text) - len(line.text.lstrip())
    start = line.column + lead
    return Place(line.path, Span(line.number, start, line.number, max(start + 1, line.column + len(line.text))))


THIS_BLOCK = Words("this block", "このブロック")
