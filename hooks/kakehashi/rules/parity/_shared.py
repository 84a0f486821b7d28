"""What the rules about twins share: which section belongs to which, and findings at both places."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kakehashi.finding import Complaint, Severity, Span, Words
from kakehashi.pages.blocks import Block, BlockKind, Section
from kakehashi.pages.inline import Flow
from kakehashi.pages.lines import Line
from kakehashi.pages.page import Page
from kakehashi.pages.pairing import LONG, pair_sections
from kakehashi.pages.site import LANGUAGES, Twins
from kakehashi.rule import of_line

NAMES = {"ja": Words("the Japanese page", "日本語のページ"), "en": Words("the English page", "英語のページ")}


@dataclass(frozen=True, slots=True)
class Place:
    """A span in one of the twins."""

    path: str
    span: Span


@dataclass(frozen=True, eq=False)
class Pair:
    """A section of the Japanese page and its twin in English."""

    ja_page: Page
    en_page: Page
    ja: Section
    en: Section

    def anchors(self) -> tuple[Place, Place]:
        """Where each section starts."""
        return section_place(self.ja_page, self.ja), section_place(self.en_page, self.en)


def both(twins: Twins) -> tuple[Page, Page] | None:
    """Return the page in the default language and its twin, or None where one is missing."""
    pages = [twins.pages.get(language) for language in LANGUAGES]
    return (pages[0], pages[1]) if pages[0] is not None and pages[1] is not None else None


def section_pairs(twins: Twins) -> Iterator[Pair]:
    """Yield every section that stands in both languages; none where a page is missing."""
    pages = both(twins)
    if pages is not None:
        for ja, en in pair_sections(*pages):
            yield Pair(*pages, ja, en)


def page_place(page: Page) -> Place:
    """The first character of a page."""
    return Place(page.path, Span(1, 1, 1, 2))


def line_place(line: Line) -> Place:
    """A whole line without its indent."""
    lead = len(line.text) - len(line.text.lstrip())
    return Place(line.path, of_line(line, min(lead, max(len(line.text) - 1, 0))))


def section_place(page: Page, section: Section) -> Place:
    """The heading of a section, or the first character of the page."""
    return line_place(section.heading.line) if section.heading else page_place(page)


def block_place(page: Page, section: Section, found: Sequence[Block], index: int) -> Place:
    """The block at *index*, or the last one before it, or where the section starts."""
    if not found:
        return section_place(page, section)
    return line_place(found[min(index, len(found) - 1)].line)


def of_kind(section: Section, kind: BlockKind) -> list[Block]:
    """The blocks of one kind in a section."""
    return [block for block in section.blocks if block.kind is kind]


def texts(section: Section) -> Iterator[Flow]:
    """Yield the texts of a section: heading, paragraphs, items, titles; tables have rules of their own."""
    if section.heading is not None:
        line = section.heading.line
        start = line.text.find(section.heading.text)
        if section.heading.text and start >= 0:
            yield Flow((line.from_column(start, start + len(section.heading.text)),))
    for block in section.blocks:
        if block.lines and block.kind is not BlockKind.LITERAL:
            yield Flow(block.lines)


def cells(section: Section) -> Iterator[Flow]:
    """Yield the cells of every table of a section."""
    for block in section.blocks:
        if block.table is not None:
            for row in (block.table.header, *block.table.rows):
                yield from (Flow((cell,)) for cell in row)


def at_both(
    ja: Place, en: Place, message: Words, suggestion: Words | None = None, severity: Severity | None = None
) -> Iterator[Complaint]:
    """Say the same at both places, each naming the other."""
    for here, other, name in ((ja, en, NAMES["en"]), (en, ja, NAMES["ja"])):
        yield Complaint(
            here.span,
            Words(
                f"{message.en} ({name.en}: {other.path}:{other.span.line})",
                f"{message.ja}（{name.ja}: {other.path}:{other.span.line}）",
            ),
            suggestion,
            severity=severity,
            path=here.path,
        )


def changes(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield the places where two sequences differ, as difflib's opcodes without the equal ones."""
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=len(left) > LONG)
    yield from (code for code in matcher.get_opcodes() if code[0] != "equal")


@dataclass(frozen=True, slots=True)
class Met:
    """Something met in a text, to be looked for in the twin.

    Args:
        key: What must be the same in both languages.
        shown: What the writer wrote.
        place: Where.
    """

    key: str
    shown: str
    place: Place


def met(flow: Flow, key: str, shown: str, start: int, end: int) -> Met:
    """Return what stands from *start* to *end* of a flow."""
    path, span = flow.span(start, end)
    return Met(key, shown, Place(path, span))


def surplus(ours: Iterable[Met], theirs: Iterable[Met]) -> list[Met]:
    """Return what stands here more often than there: of each key the last ones."""
    left = Counter(one.key for one in theirs)
    over = []
    for one in ours:
        left[one.key] -= 1
        if left[one.key] < 0:
            over.append(one)
    return over


def differences(
    pair: Pair, ja: Sequence[Met], en: Sequence[Met], thing: Words, suggestion: Words | None = None
) -> Iterator[Complaint]:
    """Complain about what stands in one language of a section and not in the other.

    Args:
        pair: The section.
        ja: What stands there too often in Japanese.
        en: What stands there too often in English.
        thing: What it is: ``the link``, ``リンク``.
        suggestion: What to do about it.
    """
    if not ja and not en:
        return
    for here, there in zip(ja, en, strict=False):
        words = Words(
            f"{thing.en} differs: `{here.shown}` in Japanese, `{there.shown}` in English",
            f"{thing.ja}が違います。日本語は `{here.shown}`、英語は `{there.shown}` です",
        )
        yield from at_both(here.place, there.place, words, suggestion)
    ja_anchor, en_anchor = pair.anchors()
    for one in ja[len(en) :]:
        words = Words(
            f"{thing.en} `{one.shown}` is missing from this section in English",
            f"{thing.ja} `{one.shown}` が、英語のこの節にありません",
        )
        yield from at_both(one.place, en_anchor, words, suggestion)
    for one in en[len(ja) :]:
        words = Words(
            f"{thing.en} `{one.shown}` is missing from this section in Japanese",
            f"{thing.ja} `{one.shown}` が、日本語のこの節にありません",
        )
        yield from at_both(ja_anchor, one.place, words, suggestion)


def lonely(ja: Place, en: Place, thing: Words, *, in_japanese: bool) -> Iterator[Complaint]:
    """Complain about a block that stands in one language only."""
    if in_japanese:
        words = Words(f"{thing.en} has no twin in English", f"{thing.ja}は英語のページにありません")
    else:
        words = Words(f"{thing.en} has no twin in Japanese", f"{thing.ja}は日本語のページにありません")
    yield from at_both(ja, en, words)
