"""The notice a reader sees at a section whose twin is newer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from kakehashi.pages.page import scan
from kakehashi.pages.site import Site
from kakehashi.pages.source import Source

from .record import FOLDER, SIDES, read_record, record_name
from .state import standings

_NEWER = {
    "ja": "この節は、英語版のほうが新しくなっています。",
    "en": "The Japanese version of this section is newer.",
}
_READ = {"ja": "Read the English version", "en": "日本語版を読む"}
"""The words of the link, in the language it leads to; by the language of the page it stands on."""


@dataclass(frozen=True, slots=True)
class StaleSection:
    """A section that fell behind its twin.

    Args:
        name: Its id.
        language: The language that fell behind.
    """

    name: str
    language: str


def stale_sections(site: Site) -> dict[str, tuple[StaleSection, ...]]:
    """Return the sections of a site that fell behind, by the path of their page below the documentation folder."""
    found: dict[str, list[StaleSection]] = {}
    if not (site.root / FOLDER).is_dir():
        return {}
    for twins in site.twins:
        source = site.includes.load(record_name(twins.key))
        if source is None or not set(SIDES) <= twins.names.keys():
            continue
        for standing in standings(twins.pages["ja"], twins.pages["en"], read_record(source)):
            if standing.stale is not None:
                found.setdefault(twins.names[standing.stale], []).append(StaleSection(standing.name, standing.stale))
    return {name: tuple(sections) for name, sections in found.items()}


def notice(language: str, address: str) -> str:
    """Return the notice as one block of HTML.

    Args:
        language: The language of the page that fell behind.
        address: Where its twin's section is, relative to the page.
    """
    other = next(side for side in SIDES if side != language)
    return (
        f'<p class="kh-notice kh-notice--stale" role="note" lang="{language}" data-search-exclude>{_NEWER[language]} '
        f'<a href="{escape(address)}" lang="{other}" hreflang="{other}">{_READ[language]}</a></p>'
    )


def with_notices(markdown: str, stale: Iterable[StaleSection], address: str) -> str:
    """Return a page's Markdown with a notice below the heading of every section that fell behind.

    Args:
        markdown: The Markdown of a page, without front matter.
        stale: Its sections that fell behind; one without a heading is passed over.
        address: Where its twin is, relative to the page.
    """
    wanted = {one.name: one for one in stale}
    if not wanted:
        return markdown
    lines = markdown.split("\n")
    # The last heading first, so that the numbers of the others stay true.
    for heading in reversed(scan(Source("", markdown)).headings):
        one = wanted.pop(heading.id or "", None)
        if one is None or heading.line.path != "" or not heading.line.text.startswith("#"):
            continue
        lines[heading.line.number : heading.line.number] = ["", notice(one.language, f"{address}#{one.name}"), ""]
    return "\n".join(lines)
