"""What the rules about style share: the language of a page, and its text as a reader sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import PurePosixPath

from kakehashi.finding import Complaint, Span, Words
from kakehashi.pages.blocks import Block, BlockKind, blocks
from kakehashi.pages.inline import CODE, HIDDEN, Flow, read_inline
from kakehashi.pages.page import Page
from kakehashi.pages.site import LANGUAGES

JAPANESE = "ぁ-ゖァ-ヺー一-鿿々〆〇"
"""Letters of Japanese, for use in a character class."""

PUNCTUATION = "、。「」『』（）【】：；！？"
"""Full-width punctuation, which brings its own space."""

RUNNING = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.DEFINITION, BlockKind.NOTE, BlockKind.QUOTE)
"""Blocks that hold running text."""


def language_of(page: Page) -> str | None:
    """Return the language a page's path names, by its nearest folder or its suffix; other pages are left alone."""
    path = PurePosixPath(page.path)
    suffix = path.stem.rpartition(".")[2]
    if "." in path.stem and suffix in LANGUAGES:
        return suffix
    return next((part for part in reversed(path.parts[:-1]) if part in LANGUAGES), None)


@dataclass(frozen=True, eq=False)
class Text:
    """A text as a reader sees it, in which every character knows its place.

    Args:
        flow: The text as written.
        block: The block it stands in.
    """

    flow: Flow
    block: Block

    @cached_property
    def _kept(self) -> tuple[int, ...]:
        return tuple(at for at, char in enumerate(read_inline(self.flow).visible) if char != HIDDEN)

    @cached_property
    def seen(self) -> str:
        """The text without markup; code stands as ``CODE``, a line break as LF."""
        return read_inline(self.flow).visible.replace(HIDDEN, "")

    def span(self, start: int, end: int) -> tuple[str, Span]:
        """Return the file and range of a part of ``seen``."""
        return self.flow.span(self._kept[start], self._kept[max(start, end - 1)] + 1)

    def in_link(self, at: int) -> bool:
        """Whether a character of ``seen`` belongs to the text of a link: what follows it is the link's own markup."""
        following = self._kept[at] + 1
        return self.flow.text[following : following + 1] == "]"

    def complaint(self, start: int, end: int, message: Words, suggestion: Words | None = None) -> Complaint:
        """Return a complaint about a part of ``seen``."""
        path, span = self.span(start, end)
        return Complaint(span, message, suggestion, path=path)


@lru_cache(maxsize=4)
def texts(page: Page) -> tuple[Text, ...]:
    """Return every text of a page: headings, running text, titles, cells; no code and no raw HTML."""
    return tuple(_texts(page))


def _texts(page: Page) -> Iterator[Text]:
    for block in blocks(page):
        if block.table is not None:
            for row in (block.table.header, *block.table.rows):
                yield from (Text(Flow((cell,)), block) for cell in row if cell.text)
        elif block.lines and block.kind not in (BlockKind.LITERAL, BlockKind.HTML):
            yield Text(Flow(block.lines), block)


def running_texts(page: Page) -> Iterator[Text]:
    """Yield the running text of a page: paragraphs, items, definitions, footnotes, quotations."""
    yield from (text for text in texts(page) if text.block.kind in RUNNING)


_JAPANESE_END = re.compile(r"[。！？]+[」』）]*")
_ENGLISH_END = re.compile(r"[.!?][\"”')]*(?=\s+[A-Z\"“(\[\x01]|\s*$)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that has an end.

    Args:
        text: Its text, without the space before it.
        start: Where it starts.
        end: Where it ends.
    """

    text: str
    start: int
    end: int


def sentences(text: str, language: str) -> Iterator[Sentence]:
    """Yield every sentence of a text that has an end."""
    at = 0
    for found in (_JAPANESE_END if language == "ja" else _ENGLISH_END).finditer(text):
        said = text[at : found.end()].lstrip()
        if said:
            yield Sentence(said, found.end() - len(said), found.end())
        at = found.end()


def without_code(text: str) -> str:
    """Return a text in which each run of code is one letter."""
    return re.sub(f"{CODE}+", "x", text)
