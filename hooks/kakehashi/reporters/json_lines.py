"""One JSON object a line, for editors and other tools."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kakehashi.engine import Report
from kakehashi.finding import Language


def report(result: Report, language: Language) -> Iterator[str]:
    """Yield one line per finding: file, line, column, end_line, end_column, rule, severity, message, suggestion."""
    for finding in result.findings:
        yield json.dumps(
            {
                "file": finding.path,
                "line": finding.span.line,
                "column": finding.span.column,
                "end_line": finding.span.end_line,
                "end_column": finding.span.end_column,
                "rule": finding.rule,
                "severity": finding.severity.value,
                "message": finding.message.for_reader(language),
                "suggestion": finding.suggestion.for_reader(language) if finding.suggestion else None,
            },
            ensure_ascii=False,
        )
