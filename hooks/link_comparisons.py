"""MkDocs adapter: a page's Markdown in, the same with its ECS ↔ Kubernetes tables linked out.

The map is read anew for every build, so that ``mkdocs serve`` shows an edited map without a restart.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from weakref import ref

from kakehashi.comparison.linking import Linker
from kakehashi.comparison.reading import read_map
from kakehashi.pages.site import split_language
from kakehashi.settings import read_settings
from mkdocs.plugins import event_priority

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

_last: tuple[ref[MkDocsConfig], dict[str, Linker]] | None = None
"""The config of this build and its linkers; the languages of a build share both."""


def _linker(config: MkDocsConfig, language: str) -> Linker:
    global _last
    if _last is None or _last[0]() is not config:
        _last = (ref(config), {})
    linkers = _last[1]
    if language not in linkers:
        path = config.config_file_path
        settings, _ = read_settings(Path(path) if path else None)
        linkers[language] = Linker(read_map(Path(config.docs_dir), settings.map), language)
    return linkers[language]


@event_priority(50)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Link the comparison tables of one page, in the language of its source."""
    language, key = split_language(PurePosixPath(page.file.src_uri))
    if language is None:
        return markdown
    linked, _ = _linker(config, language).link(markdown, key)
    return linked
