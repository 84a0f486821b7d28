"""MkDocs adapter: each checked snippet carries a mark that says what it was checked against, each titled one its file.

In the Markdown every fence gets a number, before the checker's own attributes are taken out. The check runs beside the
build, so that the marks come last: in the finished pages the numbers become marks and links. A snippet that is one
included file links to that file, which the site holds anyway; other titled snippets are written into the site as
``files/<page>/<title>``, in the folder of their language, so that ``kubectl apply -f`` works with the address.
``<page>`` is the page's path without ``.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from mkdocs.plugins import event_priority
from mkdocs.utils import get_relative_url

from kakehashi.coverage import Block
from kakehashi.engine import CannotLook, Report
from kakehashi.finding import Language, Severity
from kakehashi.marking import Links, Marked, RawFile, dress, label_of, number, numbered, raw_files
from kakehashi.pages.page import Page as Scanned
from kakehashi.pages.site import Site, split_language
from kakehashi.pages.snippet import Snippet
from kakehashi.session import report_for

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

EXPLANATION = "reference/checks.md"
"""The page a mark leads to, in the language of the page it stands on."""


@dataclass(frozen=True)
class _Numbered:
    """A page whose fences have numbers.

    Args:
        source: Its file, relative to the documentation folder.
        address: Its address below the root of the site.
        finished: The file of the site.
        openings: The first lines of its fences.
        root: The folder of the language it is built for, as addresses have it.
        explanation: The address of the page on the checks as seen from it; empty where there is none.
    """

    source: str
    address: str
    finished: Path
    openings: tuple[str, ...]
    root: str
    explanation: str


_pages: dict[Path, _Numbered] = {}
"""Pages of this build that wait for their marks."""


# Before the checker's attributes are taken out, and before generated text brings fences nobody checked.
@event_priority(95)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give every fence its number."""
    text, openings = number(markdown)
    if openings:
        finished = Path(page.file.abs_dest_path)
        language = split_language(PurePosixPath(page.file.src_uri))[0]
        target = files.get_file_from_path(f"{language}/{EXPLANATION}" if language else EXPLANATION)
        explanation = get_relative_url(target.url, page.url) if target is not None else ""
        _pages[finished] = _Numbered(page.file.src_uri, page.url, finished, openings, _root(page), explanation)
    return text


# After every language has been built, and before the finished site is mended at -200.
@event_priority(-150)
def on_post_build(config: MkDocsConfig) -> None:
    """Put marks and links where the numbers stand, and write the files they lead to."""
    i18n: Any = config.plugins.get("i18n")
    if not _pages or (i18n is not None and i18n.building):
        return
    try:
        known: _Known | None = _Known(report_for(config, Path(config.docs_dir)))
    except CannotLook:
        known = None
    for one in _pages.values():
        if not one.finished.is_file():  # of a build that failed
            continue
        language: Language = "en" if split_language(PurePosixPath(one.source))[0] == "en" else "ja"
        marked = known.marked(one, language) if known else {}
        addresses = {}
        for index, snippet in marked.items():
            if snippet.file is not None:
                path = _path(snippet.file, one.root)
                addresses[index] = get_relative_url(path, one.address)
                if snippet.file.text is not None:
                    _write(Path(config.site_dir, path), snippet.file.text)
        html = one.finished.read_bytes().decode("utf-8", "surrogateescape")
        html = dress(html, marked, Links(one.explanation, addresses), language)
        one.finished.write_bytes(html.encode("utf-8", "surrogateescape"))
    _pages.clear()


class _Known:
    """A report by place."""

    def __init__(self, report: Report) -> None:
        self._sites = report.sites
        self._blocks: Mapping[tuple[str, int], Block] = {(block.path, block.line): block for block in report.blocks}
        self._faults: dict[str, list[int]] = {}
        for finding in report.findings:
            if finding.severity is Severity.ERROR:
                self._faults.setdefault(finding.path, []).append(finding.span.line)

    def marked(self, one: _Numbered, language: Language) -> dict[int, Marked]:
        """What the snippets of a page carry, by their number."""
        found = self._scanned(one.source)
        if found is None:
            return {}
        site, page = found
        key = split_language(PurePosixPath(one.source))[1]
        files = raw_files(page.fences, key, site.prefix)
        marked = {}
        for index, at in numbered(one.openings, page).items():
            fence = page.fences[index]
            block = None if self._is_bad(fence) else self._blocks.get((fence.path, fence.opening.line.number))
            marked[at] = Marked(label_of(block, language) if block else None, files.get(index))
        return marked

    def _scanned(self, name: str) -> tuple[Site, Scanned] | None:
        for site in self._sites:
            page = site.pages.get(name)
            if page is not None:
                return site, page
        return None

    def _is_bad(self, fence: Snippet) -> bool:
        """Whether a snippet shows a mistake, on purpose or not."""
        if fence.expect_error is not None:
            return True
        first = fence.opening.line.number
        last = fence.closing.number if fence.closing is not None else first + len(fence.lines)
        return any(first <= line <= last for line in self._faults.get(fence.path, ())) or any(
            line.number in self._faults.get(line.path, ()) for line in fence.lines if line.path != fence.path
        )


def _root(page: Page) -> str:
    locale = str(getattr(page.file, "locale", None) or "")
    return f"{locale}/" if locale and page.url.startswith(f"{locale}/") else ""


def _path(file: RawFile, root: str) -> str:
    return file.path if file.text is None else f"{root}{file.path}"


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
