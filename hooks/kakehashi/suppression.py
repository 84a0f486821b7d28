"""``<!-- kakehashi: allow RULE, because REASON -->``: a writer's word that a finding is known.

It covers the line it stands in and the block that follows it. The reason is required.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .finding import Span
from .pages.page import Comment, Page

_MARK = re.compile(r"\s*kakehashi\s*:(?!\s*(?:manual|coverage)\s*$)", re.IGNORECASE)
"""A comment to the checker; the placeholders of generated text speak to the build instead."""

PLACEHOLDERS = ("map", "commands", "glossary", "manual", "coverage")
"""Words after ``kakehashi:`` that mark a place the build fills in, and allow nothing."""

_PLACEHOLDER = re.compile(rf"\s*kakehashi\s*:\s*(?:{'|'.join(PLACEHOLDERS)})(?:\s+[\w-]+)*\s*$")
_ALLOW = re.compile(r"\s*kakehashi\s*:\s*allow\s+(?P<rule>[a-z][\w/-]*)\s*,\s*because\s+(?P<reason>\S.*)", re.S)


@dataclass(frozen=True, slots=True)
class Allowance:
    """One allowed rule.

    Args:
        rule: The rule's id.
        reason: Why it is allowed here.
        comment: The comment that says so.
        first: The first line it covers.
        last: The last line it covers.
    """

    rule: str
    reason: str
    comment: Comment
    first: int
    last: int


def marks(page: Page) -> Iterator[tuple[Comment, Allowance | None]]:
    """Yield every comment that speaks to the checker, with what it allows; None where it cannot be understood."""
    for comment in page.comments:
        if _MARK.match(comment.text) and not _PLACEHOLDER.match(comment.text):
            match = _ALLOW.match(comment.text)
            allowed = None
            if match:
                first, last = comment.line.number, _end_of_block(page, comment)
                allowed = Allowance(match["rule"], match["reason"].strip(), comment, first, last)
            yield comment, allowed


def _end_of_block(page: Page, comment: Comment) -> int:
    """The last line of the block after *comment*: a whole fence, or everything up to an empty line."""
    after = comment.end_number
    numbers = [
        line.number for line in page.lines if line.path == page.path and line.number > after and line.text.strip()
    ]
    if not numbers:
        return after
    start = numbers[0]
    for fence in page.fences:
        if fence.opening.line.path == page.path and fence.opening.line.number == start:
            if fence.closing is not None and fence.closing.path == page.path:
                return fence.closing.number
            return max([line.number for line in fence.lines if line.path == page.path], default=start)
    last = start
    for number in numbers[1:]:
        if number != last + 1:
            break
        last = number
    return last


def covers(allowance: Allowance, rule: str, span: Span) -> bool:
    """Whether *allowance* takes a finding of *rule* at *span* away."""
    return allowance.rule == rule and allowance.first <= span.line <= allowance.last
