"""What the rules about twins share: which page is which, and findings at both places."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...finding import Complaint, Span, Words
from ...pages.page import Page
from ...pages.site import LANGUAGES, Twins

NAMES = {"ja": Words("the Japanese page", "日本語のページ"), "en": Words("the English page", "英語のページ")}


@dataclass(frozen=True, slots=True)
class Place:
    """A span in one of the twins."""

    path: str
    span: Span


def both(twins: Twins) -> tuple[Page, Page] | None:
    """Return the page in the default language and its twin, or None where one is missing."""
    pages = [twins.pages.get(language) for language in LANGUAGES]
    return (pages[0], pages[1]) if pages[0] is not None and pages[1] is not None else None


def page_place(page: Page) -> Place:
    """The first character of a page."""
    return Place(page.path, Span(1, 1, 1, 2))


def at_both(
    ja: Place, en: Place, message: Words, suggestion: Words | None = None
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
            path=here.path,
        )


def changes(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield the places where two sequences differ, as difflib's opcodes without the equal ones."""
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    yield from (code for code in matcher.get_opcodes() if code[0] != "equal")
