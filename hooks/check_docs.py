"""MkDocs adapter: every error the engine finds becomes a warning, once per build, not once per language.

``mkdocs build --strict`` fails on it, ``mkdocs serve`` shows it and goes on. What the engine itself calls a warning
(a row of the map grown old, say) is shown and fails nothing, as on the command line. The check starts with the build,
runs beside it, and its report is shown at the end. The marks that speak to the checker (``check=``, ``skip=``,
``expect-error=``) are taken out of the Markdown before it is rendered.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import ref

from mkdocs.plugins import event_priority, get_plugin_logger

from kakehashi.engine import CannotLook
from kakehashi.finding import Severity
from kakehashi.pages.marks import without_marks
from kakehashi.reporters.text import summary
from kakehashi.session import begin, report_for

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

log = get_plugin_logger("kakehashi")
_unsaid: ref[MkDocsConfig] | None = None
"""The config whose report was not shown yet: all languages of a build share it, and each rebuild brings a new one."""
_seen: ref[MkDocsConfig] | None = None
"""The config seen last."""


@event_priority(100)
def on_pre_build(config: MkDocsConfig) -> None:
    """Start to check the pages on disk; the other languages of this build share *config* and find it under way."""
    global _seen, _unsaid
    if _seen is None or _seen() is not config:
        _seen = _unsaid = ref(config)
        begin(config, Path(config.docs_dir))


@event_priority(90)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Take the checker's own attributes out of fences, so that they leave no trace in the page."""
    return without_marks(markdown)


# The other languages are built inside the language plugin's own event at -100.
@event_priority(-150)
def on_post_build(config: MkDocsConfig) -> None:
    """Show the report, when every language has been built."""
    i18n: Any = config.plugins.get("i18n")
    if i18n is None or not i18n.building:
        _show()


def on_build_error(error: Exception) -> None:
    """Show the report of a build that failed, too: it may say why."""
    _show()


def _show() -> None:
    global _unsaid
    config = _unsaid() if _unsaid is not None else None
    _unsaid = None
    if config is None:
        return
    try:
        report = report_for(config, Path(config.docs_dir))
    except CannotLook as problem:
        log.warning("%s", problem.words.en)
        return
    for finding in report.findings:
        hint = f" ({finding.suggestion.en})" if finding.suggestion else ""
        place = f"{finding.path}:{finding.span.line}:{finding.span.column}"
        say = log.warning if finding.severity is Severity.ERROR else log.info
        say("%s: %s [%s]%s", place, finding.message.en, finding.rule, hint)
    log.info("%s", summary(report.findings, report.pages, None, "en"))
