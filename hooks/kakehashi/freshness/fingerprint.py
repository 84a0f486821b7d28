"""What a section says, as short digests of its blocks: equal as long as a reader would read the same.

Line breaks, indents and the marks of lists do not count. Neither does code, since twins must show the same code:
only what is translated in it does, its comments and the prose in ``text``, ``markdown`` and ``mermaid`` blocks.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kakehashi.pages.blocks import Block, BlockKind, Section, sections
from kakehashi.pages.lines import Line
from kakehashi.pages.page import Page
from kakehashi.pages.remarks import remark
from kakehashi.pages.snippet import Snippet

FRONT = ".front"
"""Names what stands before the first heading, title and description of the front matter included."""

TRANSLATED = frozenset({"text", "markdown", "md", "mermaid", ""})
"""Languages of blocks that hold prose."""

_SPACE = re.compile(r"\s+")
_TRANSLATED_KEY = re.compile(r"(?:title|description|summary|subtitle|keywords)\s*:")


@dataclass(frozen=True, slots=True)
class Part:
    """One block of a section.

    Args:
        digest: Eight hexadecimal digits: enough to tell the blocks of one section apart, short enough to be merged.
        text: What it says, in one line.
        line: Where it starts.
    """

    digest: str
    text: str
    line: Line


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a section says.

    Args:
        name: Its id; ``FRONT`` for what precedes the first heading.
        line: Its heading, or the first line of the page; None for a page without lines.
        parts: Its blocks in order.
    """

    name: str
    line: Line | None
    parts: tuple[Part, ...]

    @property
    def digests(self) -> tuple[str, ...]:
        """The digests of its blocks, in order."""
        return tuple(part.digest for part in self.parts)


def _part(text: str, line: Line) -> Part:
    plain = _SPACE.sub("", unicodedata.normalize("NFC", text))
    digest = hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    return Part(digest, _SPACE.sub(" ", text).strip(), line)


def _of_fence(fence: Snippet) -> Iterator[Part]:
    if fence.language in TRANSLATED:
        texts = [line.text for line in fence.lines]
    else:
        own = (line for line in fence.lines if line.path == fence.path)
        texts = [one for line in own if (one := remark(line.text, fence.language))]
    if any(texts):
        yield _part("\n".join(texts), fence.opening.line)


def _of_block(block: Block) -> Iterator[Part]:
    if block.fence is not None:
        yield from _of_fence(block.fence)
    elif block.table is not None:
        for row, line in zip((block.table.header, *block.table.rows), _row_lines(block), strict=True):
            yield _part(" | ".join(cell.text for cell in row), line)
    elif block.lines:
        kind = block.name if block.kind is BlockKind.BOX else ""
        yield _part(f"{kind} " + "\n".join(line.text for line in block.lines), block.line)


def _row_lines(block: Block) -> tuple[Line, ...]:
    lines = block.table.lines if block.table is not None else ()
    return (lines[0], *lines[2:])


def _parts(section: Section, page: Page) -> Iterator[Part]:
    if section.heading is None:
        for line in page.front_matter:
            if _TRANSLATED_KEY.match(line.text):
                yield _part(line.text, line)
    else:
        yield _part(section.heading.text, section.heading.line)
    for block in section.blocks:
        yield from _of_block(block)


@lru_cache(maxsize=64)
def fingerprints(page: Page) -> Mapping[str, Fingerprint]:
    """Return what each section of a page says, by its id, in order.

    Args:
        page: The page.

    Returns:
        The sections that have an explicit id, and ``FRONT``; of two with the same id the first.
    """
    found: dict[str, Fingerprint] = {}
    for section in sections(page):
        name = FRONT if section.heading is None else section.id
        if name is None or name in found:
            continue
        parts = tuple(_parts(section, page))
        line = section.heading.line if section.heading else next(iter(page.lines), None)
        if parts or section.heading is not None:
            found[name] = Fingerprint(name, line, parts)
    return found
