"""MkDocs adapter: a reader of a section whose twin is newer is told so, with a link to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import ref

from mkdocs.plugins import event_priority
from mkdocs.utils import get_relative_url

from kakehashi.freshness.notice import StaleSection, stale_sections, with_notices
from kakehashi.pages.site import read_site

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

_last: tuple[ref[MkDocsConfig], dict[str, tuple[StaleSection, ...]]] | None = None
"""The config of this build and its stale sections; the languages of a build share both."""


def _stale(config: MkDocsConfig) -> dict[str, tuple[StaleSection, ...]]:
    global _last
    if _last is None or _last[0]() is not config:
        docs = Path(config.docs_dir)
        _last = (ref(config), stale_sections(read_site(docs, "", [docs])))
    return _last[1]


# Below the marks of the checker, which are taken out first, and above everything that adds text of its own.
@event_priority(80)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put the notices into one page; a page shown for want of a translation has no twin to be behind."""
    file: Any = page.file
    stale = _stale(config).get(file.src_uri, ())
    if not stale or getattr(file, "locale", None) != getattr(file, "locale_alternate_of", None):
        return markdown
    twin = next((one for one in file.alternates.values() if one.src_uri != file.src_uri), None)
    return markdown if twin is None else with_notices(markdown, stale, get_relative_url(twin.url, file.url))
