"""What one rule says about a page, for the tests of single rules."""

from __future__ import annotations

from pathlib import Path

from kakehashi.engine import check_site
from kakehashi.finding import Finding
from kakehashi.settings import Settings


def drawn(
    folder: Path, rule: str, page: str | bytes | dict[str, str | bytes], settings: Settings | None = None
) -> list[Finding]:
    """Return what *rule* draws on a page, or on the files of a site.

    Args:
        folder: An empty folder.
        rule: The rule's id.
        page: The page; or the files by their path.
        settings: The settings of the run; by default those of a site without a map.
    """
    for name, content in (page if isinstance(page, dict) else {"page.md": page}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    found = check_site(folder, settings=settings or Settings(map=None), shown="").findings
    return [finding for finding in found if finding.rule == rule]


def in_fence(info: str, body: str) -> str:
    """Return a page that is one fenced block; the first line of *body* is line 2."""
    fence = "````" if "```" in body else "```"
    return f"{fence}{info}\n{body}\n{fence}\n"


def places(found: list[Finding]) -> list[tuple[int, int]]:
    """Return line and column of each finding."""
    return [(finding.span.line, finding.span.column) for finding in found]
