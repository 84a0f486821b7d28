"""GitHub workflow commands: annotations at the lines of a pull request.

GitHub shows at most ten errors and ten warnings of a step, so the gravest come first.
Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections.abc import Iterator

from kakehashi.engine import Report
from kakehashi.finding import Language, Severity


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def report(result: Report, language: Language) -> Iterator[str]:
    """Yield one workflow command per finding, errors first."""
    for finding in sorted(result.findings, key=lambda one: (one.severity is not Severity.ERROR, one.sort_key)):
        span = finding.span
        end = f",endColumn={span.end_column}" if span.end_line == span.line else ""
        text = finding.message.for_reader(language)
        if finding.suggestion:
            text += f"\n{finding.suggestion.for_reader(language)}"
        yield (
            f"::{finding.severity.value} file={_property(finding.path)},line={span.line},endLine={span.end_line},"
            f"col={span.column}{end},title={_property(finding.rule)}::{_data(text)}"
        )
