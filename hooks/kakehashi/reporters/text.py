"""The report a person reads in a terminal."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from kakehashi.engine import Report
from kakehashi.finding import Finding, Language, Severity, Words

_STYLES = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "place": "\x1b[1m", "hint": "\x1b[36m", "dim": "\x1b[2m"}
_RESET = "\x1b[0m"
_LABELS = {Severity.ERROR: Words("error", "エラー"), Severity.WARNING: Words("warning", "警告")}
WIDEST = 160
"""Longest part of a source line that is shown, in columns."""


def width(text: str) -> int:
    """Return how many terminal columns *text* takes; East Asian wide characters take two."""
    if text.isascii():
        return len(text)
    return sum(map(_char_width, text))


def _char_width(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def printable(text: str) -> str:
    """Return *text* with characters escaped that would steer a terminal."""
    return "".join(
        " " if char == "\t" else char if char.isprintable() or char == "\u3000" else f"\\u{ord(char):04x}"
        for char in text
    )


def _excerpt(finding: Finding) -> tuple[str, str]:
    """The source line and the carets below it, cut to what a terminal shows."""
    line, span = finding.excerpt, finding.span
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    end = max(start + 1, min(end, max(len(line), start + 1)))
    cut = 0
    if width(line[:start]) > WIDEST // 2:
        cut = max(0, start - WIDEST // 4)
    shown = printable(line[cut:])[: WIDEST * 2]
    while width(shown) > WIDEST:
        shown = shown[:-1]
    lead = width(printable(line[cut:start]))
    carets = max(1, width(printable(line[start:end])))
    return shown, " " * lead + "^" * min(carets, max(1, WIDEST - lead))


def render(finding: Finding, language: Language, *, colour: bool = False) -> Iterator[str]:
    """Yield the lines that show one finding."""

    def paint(style: str, text: str) -> str:
        return f"{_STYLES[style]}{text}{_RESET}" if colour else text

    span = finding.span
    label = _LABELS[finding.severity].for_reader(language)
    place = paint("place", f"{finding.path}:{span.line}:{span.column}:")
    message = printable(finding.message.for_reader(language))
    yield f"{place} {paint(finding.severity.value, label)} [{finding.rule}] {message}"
    if finding.excerpt:
        source, carets = _excerpt(finding)
        number = str(span.line)
        yield paint("dim", f"  {number} | ") + source
        yield paint("dim", f"  {' ' * len(number)} | ") + paint(finding.severity.value, carets)
    if finding.suggestion:
        yield paint("hint", f"  = {printable(finding.suggestion.for_reader(language))}")


def summary(findings: Sequence[Finding], pages: int, seconds: float | None, language: Language) -> str:
    """Return the last line of a report; without a time where *seconds* is None."""
    counts = Counter(finding.severity for finding in findings)
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    took = "" if seconds is None else f" ({seconds:.1f} s)" if language == "en" else f"（{seconds:.1f} 秒）"
    if language == "ja":
        if not findings:
            return f"{pages} ページを検査しました。指摘はありません{took}"
        return f"{pages} ページを検査しました。エラー {errors} 件、警告 {warnings} 件{took}"
    pages_word = "page" if pages == 1 else "pages"
    if not findings:
        return f"{pages} {pages_word} checked, nothing to report{took}"
    return (
        f"{pages} {pages_word} checked: {errors} {'error' if errors == 1 else 'errors'}, "
        f"{warnings} {'warning' if warnings == 1 else 'warnings'}{took}"
    )


def report(
    result: Report, language: Language, *, colour: bool = False, summarised: bool = True, timed: bool = True
) -> Iterator[str]:
    """Yield the lines of the whole report.

    Args:
        result: The report.
        language: The language of its words.
        colour: Whether a terminal will show it that knows colours.
        summarised: Whether the last line counts what was found.
        timed: Whether it says how long that took.
    """
    for finding in result.findings:
        yield from render(finding, language, colour=colour)
        yield ""
    if summarised:
        yield summary(result.findings, result.pages, result.seconds if timed else None, language)
