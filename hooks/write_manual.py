"""MkDocs adapter: a page's placeholders for generated text in, the text out.

``<!-- kakehashi: manual -->`` becomes the manual of every rule, after the marks of the checker are taken out, so that
examples keep theirs. ``<!-- kakehashi: coverage -->`` becomes the figure of what was checked in this build: its words
are written with the page, its numbers when the check, which runs beside the build, has ended.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from mkdocs.plugins import event_priority

from kakehashi.engine import CannotLook
from kakehashi.finding import Language
from kakehashi.pages.site import split_language
from kakehashi.reporters.coverage import NUMBERS, numbers, section
from kakehashi.reporters.manual import sections
from kakehashi.rules import catalogue
from kakehashi.session import report_for

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

MANUAL = "<!-- kakehashi: manual -->"
COVERAGE = "<!-- kakehashi: coverage -->"
TOKENS = {name: f"KAKEHASHI-NUMBER-{name.upper()}" for name in NUMBERS}
"""What stands in a page for each number until it is known."""

_waiting: set[Path] = set()
"""Files of the site whose numbers are not known yet."""


@event_priority(40)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put generated text in the place of its placeholder, in the language of the page's source."""
    language: Language = "en" if split_language(PurePosixPath(page.file.src_uri))[0] == "en" else "ja"
    if MANUAL in markdown:
        markdown = markdown.replace(MANUAL, "\n".join(sections(catalogue().values(), language)))
    if COVERAGE in markdown:
        markdown = markdown.replace(COVERAGE, section(TOKENS, language))
        _waiting.add(Path(page.file.abs_dest_path))
    return markdown


# After every language has been built, and before the finished site is mended at -200.
@event_priority(-150)
def on_post_build(config: MkDocsConfig) -> None:
    """Write the numbers into the finished pages and the search index."""
    i18n: Any = config.plugins.get("i18n")
    if not _waiting or (i18n is not None and i18n.building):
        return
    docs = Path(config.docs_dir)
    try:
        known = numbers(report_for(config, docs).blocks)
    except CannotLook:
        known = dict.fromkeys(NUMBERS, "–")
    index = Path(config.site_dir) / "search" / "search_index.json"
    for file in (*sorted(_waiting), index):
        if file.is_file():
            text = file.read_bytes().decode("utf-8", "surrogateescape")
            for name, token in TOKENS.items():
                text = text.replace(token, known[name])
            file.write_bytes(text.encode("utf-8", "surrogateescape"))
    _waiting.clear()
