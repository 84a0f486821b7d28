"""MkDocs adapter: every error the engine finds becomes a warning, once per build, not once per language.

``mkdocs build --strict`` fails on it, ``mkdocs serve`` shows it and goes on. What the engine itself calls a warning
(a row of the map grown old, say) is shown and fails nothing, as on the command line. The marks that speak to the
checker (``check=``, ``skip=``, ``expect-error=``) are taken out of the Markdown before it is rendered.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from weakref import ref

from kakehashi.engine import CannotLook, check_site
from kakehashi.finding import Severity
from kakehashi.pages.marks import without_marks
from kakehashi.reporters.text import summary
from mkdocs.plugins import event_priority, get_plugin_logger

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

log = get_plugin_logger("kakehashi")
_last: ref[MkDocsConfig] | None = None
"""The config checked last: a rebuild of ``serve`` brings a new one, the languages of a build share one."""


@event_priority(100)
def on_pre_build(config: MkDocsConfig) -> None:
    """Check the pages on disk; the other languages of this build share *config* and find the work done."""
    global _last
    if _last is not None and _last() is config:
        return
    _last = ref(config)
    docs = Path(config.docs_dir)
    try:
        report = check_site(docs, shown=_shown(docs))
    except CannotLook as problem:
        log.warning("%s", problem.words.en)
        return
    for finding in report.findings:
        hint = f" ({finding.suggestion.en})" if finding.suggestion else ""
        place = f"{finding.path}:{finding.span.line}:{finding.span.column}"
        say = log.warning if finding.severity is Severity.ERROR else log.info
        say("%s: %s [%s]%s", place, finding.message.en, finding.rule, hint)
    log.info("%s", summary(report.findings, report.pages, report.seconds, "en"))


@event_priority(90)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Take the checker's own attributes out of fences, so that they leave no trace in the page."""
    return without_marks(markdown)


def _shown(docs: Path) -> str:
    try:
        return f"{docs.relative_to(Path.cwd()).as_posix()}/"
    except ValueError:
        return f"{docs.as_posix()}/"
