"""Lists of a section, and which of them explain the numbers in the code before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kakehashi.pages.blocks import Block, BlockKind, Section
from kakehashi.pages.inline import Flow, read_inline
from kakehashi.pages.numbers import read_numbers
from kakehashi.pages.remarks import remark
from kakehashi.pages.snippet import Snippet

_ANNOTATION = re.compile(r"\((\d{1,3})\)!?")
ENGLISH_LENGTH = 2.0
"""How many characters English takes for one of Japanese, measured on the pages of this project."""

_NAME = re.compile(r"[A-Za-z][\w.+/-]*")


@dataclass(frozen=True, eq=False)
class Items:
    """A list with everything nested in it.

    Args:
        items: Its items, nested ones included.
        code: The code whose annotations it explains, or None.
    """

    items: tuple[Block, ...]
    code: Snippet | None


@lru_cache(maxsize=256)
def annotation_numbers(snippet: Snippet) -> tuple[int, ...]:
    """Return the numbers of the annotations in a block's comments, in order."""
    found = (_ANNOTATION.findall(remark(line.text, snippet.language)) for line in snippet.lines if "(" in line.text)
    return tuple(int(number) for numbers in found for number in numbers)


def _outermost(block: Block) -> Block:
    """The item of the list that *block* belongs to at its outermost level."""
    return _outermost(block.parent) if block.parent is not None and block.parent.kind is BlockKind.ITEM else block


@lru_cache(maxsize=256)
def lists_of(section: Section) -> tuple[Items, ...]:
    """Return the lists of a section in order; an item in a box or tab inside an item starts a list of its own."""
    found: list[tuple[list[Block], Snippet | None]] = []
    known: set[Block] = set()
    parent: Block | None = None
    before: Block | None = None
    for block in section.blocks:
        if block.kind is BlockKind.ITEM:
            outer = _outermost(block)
            follows = before is not None and _outermost_item(before) in known
            if not found or not (outer in known or (outer is block and parent is block.parent and follows)):
                code = before.fence if before is not None and before.parent is block.parent else None
                found.append(([], code if code is not None and annotation_numbers(code) else None))
                known, parent = set(), block.parent
            found[-1][0].append(block)
            known.add(block)
        before = block
    return tuple(Items(tuple(items), code) for items, code in found)


def _outermost_item(block: Block) -> Block | None:
    """The outermost item that *block* is or stands in, through boxes and tabs."""
    item = block if block.kind is BlockKind.ITEM else None
    inside = block.parent
    while inside is not None:
        item = inside if inside.kind is BlockKind.ITEM else item
        inside = inside.parent
    return item


@lru_cache(maxsize=2048)
def item_tokens(block: Block) -> frozenset[str]:
    """What of an item is the same in both languages: code, links, names, numbers."""
    if not block.lines:
        return frozenset()
    inline = read_inline(Flow(block.lines))
    names = (name.lower().rstrip("s") for name in _NAME.findall(inline.visible))
    numbers = (piece.value for piece in read_numbers(inline.visible).values)
    return frozenset((*(piece.value for piece in (*inline.code, *inline.links)), *names, *numbers))


def likeness(ja: Block, en: Block) -> float:
    """How alike an item and one in English are, from 0 to 1: by the names both hold, their level and their length."""
    ours, theirs = item_tokens(ja), item_tokens(en)
    # Latin letters in Japanese text are names; in English text they are everything.
    shared = len(ours & theirs) / len(ours) if ours else 0.3
    lengths = (sum(len(line.text) for line in ja.lines) * ENGLISH_LENGTH, sum(len(line.text) for line in en.lines))
    size = min(lengths) / max(lengths) if max(lengths) else 1.0
    same_level = ja.depth == en.depth and ja.ordered == en.ordered
    return (0.1 + 0.6 * shared + 0.3 * size) * (1.0 if same_level else 0.3)


def list_likeness(one: Items, other: Items) -> float:
    """How alike two lists are, from 0 to 1."""
    ours, theirs = (frozenset[str]().union(*(item_tokens(item) for item in items.items)) for items in (one, other))
    shared = len(ours & theirs) / len(ours | theirs) if ours or theirs else 0.5
    size = min(len(one.items), len(other.items)) / max(len(one.items), len(other.items))
    return shared * 0.6 + size * 0.4


def first_lines(items: Sequence[Items]) -> list[Block]:
    """The first item of each list."""
    return [one.items[0] for one in items]
