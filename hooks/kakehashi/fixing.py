"""Corrections that are certain, written into the files; prose is never touched."""

from __future__ import annotations

from .engine import Report
from .finding import Finding
from .pages.source import Kind


def _apply(text: str, starts: tuple[int, ...], findings: list[Finding]) -> tuple[str, int]:
    done = 0
    reached = len(text) + 1
    for finding in sorted(findings, key=lambda one: one.span, reverse=True):
        start = starts[finding.span.line - 1] + finding.span.column - 1
        end = starts[finding.span.end_line - 1] + finding.span.end_column - 1
        if end <= reached and start <= end and finding.fix is not None:
            text = text[:start] + finding.fix + text[end:]
            reached = start
            done += 1
    return text, done


def apply_fixes(result: Report) -> dict[str, int]:
    """Write every certain correction of a report into its file.

    Args:
        result: The report.

    Returns:
        The number of corrections by path; overlapping ones are left for the next run.

    Raises:
        OSError: A file could not be written.
    """
    fixed: dict[str, int] = {}
    for name, source in result.site.sources.items():
        findings = [one for one in result.findings if one.path == source.path and one.fix is not None]
        if not findings or source.kind is not Kind.TEXT or source.bad_bytes:
            continue
        text, count = _apply(source.text, source.line_starts, findings)
        if count:
            (result.site.root / name).write_bytes(text.encode("utf-8"))
            fixed[source.path] = count
    return fixed
