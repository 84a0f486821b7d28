"""Corrections that are certain, written into the files; prose is never touched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .engine import CannotLook, Report
from .finding import Finding, Words
from .pages.page import Page
from .pages.site import Site
from .pages.source import Kind, Source

_BYTE_ORDER_MARK = "\ufeff"


def _offsets(source: Source, finding: Finding) -> tuple[int, int]:
    starts, span = source.line_starts, finding.span
    return starts[span.line - 1] + span.column - 1, starts[span.end_line - 1] + span.end_column - 1


def _in_code(page: Page, finding: Finding) -> bool:
    """Whether a span lies inside one fenced block, its fences included."""
    for fence in page.fences:
        numbers = [fence.opening.line.number, *(line.number for line in fence.lines if line.path == page.path)]
        if fence.closing is not None:
            numbers.append(fence.closing.number)
        if min(numbers) <= finding.span.line and finding.span.end_line <= max(numbers):
            return True
    return False


def _corrections(source: Source, page: Page | None, findings: list[Finding]) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and new text of every correction that may be made, the last in the file first."""
    reached = len(source.text) + 1
    for finding in sorted(findings, key=lambda one: one.span, reverse=True):
        if finding.fix is None or finding.span.end_line > len(source.line_starts):
            continue
        start, end = _offsets(source, finding)
        mark_only = start == 0 and source.text[start:end] == _BYTE_ORDER_MARK and not finding.fix
        allowed = page is None or mark_only or _in_code(page, finding)
        if allowed and start <= end <= reached and source.text[start:end] != finding.fix:
            yield start, end, finding.fix
            reached = start


def _files(site: Site) -> Iterator[tuple[Path, Source, Page | None]]:
    """Yield every file that was read: pages, and what they include, which is code as a whole."""
    for name, page in site.pages.items():
        yield site.root / name, page.source, page
    pages = {source.path for source in site.sources.values()}
    for file, source in site.includes.read():
        if source.path not in pages and file.suffix != ".md":
            yield file, source, None


def apply_fixes(result: Report) -> dict[str, int]:
    """Write every certain correction of a report into its file.

    Args:
        result: The report.

    Returns:
        The number of corrections by path; overlapping ones are left for the next run.

    Raises:
        CannotLook: A file could not be written.
    """
    by_path: dict[str, list[Finding]] = {}
    for finding in result.findings:
        if finding.fix is not None:
            by_path.setdefault(finding.path, []).append(finding)
    fixed: dict[str, int] = {}
    if not by_path:
        return fixed
    for site in result.sites:
        for file, source, page in _files(site):
            if source.path not in by_path or source.kind is not Kind.TEXT or source.bad_bytes:
                continue
            text, count = source.text, 0
            for start, end, new in _corrections(source, page, by_path.pop(source.path)):
                text, count = text[:start] + new + text[end:], count + 1
            if count:
                _write(file, text, source.path)
                fixed[source.path] = count
    return fixed


def _write(file: Path, text: str, shown: str) -> None:
    try:
        file.write_bytes(text.encode("utf-8"))
    except OSError as error:
        reason = error.strerror or str(error)
        raise CannotLook(
            Words(f"{shown}: cannot be written ({reason})", f"{shown}: 書き込めません（{reason}）")
        ) from None
