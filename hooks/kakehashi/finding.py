"""The value every check ends in: what is wrong, where, and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Language = Literal["en", "ja"]


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages of the project.

    Args:
        en: The English text.
        ja: The Japanese text.
    """

    en: str
    ja: str

    def for_reader(self, language: Language) -> str:
        """Return the text in *language*."""
        return self.ja if language == "ja" else self.en


class Severity(StrEnum):
    """How grave a finding is: an error breaks what a reader does, a warning will."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A range of text: lines and columns start at 1, columns count characters, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a writer should know, at its place in the file on disk.

    Args:
        path: The file, as a path with forward slashes relative to where the check was started.
        span: The range in that file.
        rule: The id of the rule, for example ``yaml/duplicate-key``.
        severity: Error or warning.
        message: What is wrong and what was expected.
        suggestion: What to write instead, when that is known.
        fix: The exact text that may replace the span without asking, or None.
        excerpt: The text of the line at ``span.line``.
    """

    path: str
    span: Span
    rule: str
    severity: Severity
    message: Words
    suggestion: Words | None = None
    fix: str | None = None
    excerpt: str = ""

    @property
    def sort_key(self) -> tuple[str, Span, str, str]:
        """The order of a report: by file, then place, then rule."""
        return (self.path, self.span, self.rule, self.message.en)


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a rule says, in the coordinates of what it was shown; the engine adds who and where.

    Args:
        span: The range inside the subject (page, snippet or file), lines and columns from 1.
        message: What is wrong and what was expected.
        suggestion: What to write instead, when that is known.
        fix: The exact text that may replace the span without asking, or None.
        severity: Overrides the rule's own severity where one rule knows both.
        path: Set by rules that see several files: the file the span belongs to.
    """

    span: Span
    message: Words
    suggestion: Words | None = None
    fix: str | None = None
    severity: Severity | None = None
    path: str | None = None
