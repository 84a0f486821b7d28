"""What a rule is: one question about one kind of subject.

A rule file holds a docstring (the first line is the summary, the rest the paragraph on the reader it
protects), the same in Japanese as ``JA``, a ``GOOD`` and a ``BAD`` example, and one decorated generator.
Its id is its room and its file name: ``rules/yaml/duplicate_key.py`` is ``yaml/duplicate-key``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .finding import Complaint, Severity, Span
from .pages.lines import Line
from .pages.page import Page
from .pages.site import Site, Twins
from .pages.snippet import Snippet
from .pages.source import Source
from .settings import Settings
from .suppression import Allowance


class Subject(StrEnum):
    """What a rule is shown."""

    SOURCE = "source"
    PAGE = "page"
    SNIPPET = "snippet"
    BATCH = "batch"
    OUTCOME = "outcome"
    TWINS = "twins"
    SITE = "site"


@dataclass(frozen=True)
class Outcome:
    """What a page drew, for rules about marks that are no longer needed.

    Args:
        page: The page.
        drawn: Each fenced block with the ids of the rules it drew, before marks took them away.
        idle: Allowances that took nothing away.
    """

    page: Page
    drawn: tuple[tuple[Snippet, frozenset[str]], ...]
    idle: tuple[Allowance, ...]


Example = str | bytes | dict[str, str | bytes]
"""A page; for rules about twins or sites the files by path."""

Check = Callable[[Any, Settings], Iterator[Any]]


@dataclass(frozen=True)
class Rule:
    """One rule, as the catalogue keeps it.

    Args:
        id: Room and name, for example ``yaml/duplicate-key``.
        subject: What it is shown.
        severity: How grave its findings are unless it says otherwise.
        languages: For snippet rules: the languages it wants to see; empty for all.
        check: The generator.
        summary: One line, by language.
        manual: The paragraph, by language.
        good: An example that draws nothing.
        bad: An example that draws this rule.
    """

    id: str
    subject: Subject
    severity: Severity
    languages: frozenset[str]
    check: Check
    summary: dict[str, str]
    manual: dict[str, str]
    good: Example
    bad: Example


@dataclass(frozen=True)
class Declared:
    """What a decorator leaves in a rule file, before discovery names it."""

    subject: Subject
    severity: Severity
    languages: frozenset[str]
    check: Check


def _declare(subject: Subject, severity: Severity, *languages: str) -> Callable[[Check], Declared]:
    return lambda check: Declared(subject, severity, frozenset(languages), check)


def source_rule(
    severity: Severity = Severity.ERROR,
) -> Callable[[Callable[[Source, Settings], Iterator[Complaint]]], Declared]:
    """Declare a rule about a file as it stands on disk; spans are those of the file."""
    return _declare(Subject.SOURCE, severity)


def page_rule(
    severity: Severity = Severity.ERROR,
) -> Callable[[Callable[[Page, Settings], Iterator[Complaint]]], Declared]:
    """Declare a rule about a page; spans are those of the file."""
    return _declare(Subject.PAGE, severity)


def snippet_rule(
    *languages: str, severity: Severity = Severity.ERROR
) -> Callable[[Callable[[Snippet, Settings], Iterator[Complaint]]], Declared]:
    """Declare a rule about one snippet; spans are those of its body."""
    return _declare(Subject.SNIPPET, severity, *languages)


def batch_rule(
    *languages: str, severity: Severity = Severity.ERROR
) -> Callable[[Callable[[Sequence[Snippet], Settings], Iterator[tuple[Snippet, Complaint]]]], Declared]:
    """Declare a rule that sees all snippets of a run at once, because starting its tool is dear."""
    return _declare(Subject.BATCH, severity, *languages)


def outcome_rule(
    severity: Severity = Severity.ERROR,
) -> Callable[[Callable[[Outcome, Settings], Iterator[Complaint]]], Declared]:
    """Declare a rule about what a page drew; spans are those of the file."""
    return _declare(Subject.OUTCOME, severity)


def twins_rule(
    severity: Severity = Severity.ERROR,
) -> Callable[[Callable[[Twins, Settings], Iterator[Complaint]]], Declared]:
    """Declare a rule about a page in both languages; every complaint names its path."""
    return _declare(Subject.TWINS, severity)


def site_rule(
    severity: Severity = Severity.ERROR,
) -> Callable[[Callable[[Site, Settings], Iterator[Complaint]]], Declared]:
    """Declare a rule about the whole site; every complaint names its path."""
    return _declare(Subject.SITE, severity)


def of_line(line: Line, start: int = 0, end: int | None = None) -> Span:
    """Return the span of a line of a page, from index *start* to *end* of its text (from 0)."""
    stop = len(line.text) if end is None else end
    return Span(line.number, line.column + start, line.number, line.column + max(stop, start + 1))


def in_body(line: int, start: int, end: int | None = None) -> Span:
    """Return a span inside one line of a snippet, all from 1; one character wide where no end is given."""
    return Span(line, start, line, start + 1 if end is None else end)
