"""MkDocs adapter: the map in every page, in the language of its source.

Markdown: comparison tables are linked out, and placeholders give way to what the map says. Page: each linked row opens
its trap, and the first mention of a concept its summary. Once a language is written: each concept's home lists the
tables that compare it. Once the site is: ``map.json``. The map is read anew for every build, so that ``mkdocs serve``
shows an edited map without a restart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from mkdocs.plugins import event_priority
from mkdocs.utils import get_relative_url

from kakehashi.collection import uncollected
from kakehashi.comparison.backlinks import Comparison, fill_places, has_places, homes, with_places
from kakehashi.comparison.concepts import ConceptMap
from kakehashi.comparison.dressing import dress
from kakehashi.comparison.export import export
from kakehashi.comparison.linking import LinkedRow, Linker
from kakehashi.comparison.markup import View
from kakehashi.comparison.reading import read_map
from kakehashi.comparison.sheets import MAP_FILE, fill_sheet, is_sheet
from kakehashi.comparison.terms import Terms
from kakehashi.pages.site import split_language
from kakehashi.settings import read_settings

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


@dataclass
class _Locale:
    """What is known of one language of the site while it is built."""

    addresses: dict[str, str] = field(default_factory=dict)
    rows: dict[str, tuple[LinkedRow, ...]] = field(default_factory=dict)
    sheets: set[str] = field(default_factory=set)
    found: list[Comparison] = field(default_factory=list)
    open_places: list[tuple[Path, str, str]] = field(default_factory=list)


@dataclass
class _Build:
    """What one build knows: the config it belongs to, the map, and its languages."""

    config: MkDocsConfig
    concepts: ConceptMap
    homes: Mapping[str, Mapping[str, tuple[str, ...]]]
    linkers: dict[str, Linker] = field(default_factory=dict)
    terms: dict[str, Terms] = field(default_factory=dict)
    locales: dict[str, _Locale] = field(default_factory=dict)


_BEGINNING = 500
_last: _Build | None = None
"""The last build: a rebuild of ``serve`` brings a new config, the languages of a build share one."""


@lru_cache(maxsize=4096)
def _parts(source: str) -> tuple[str | None, str]:
    """The language of a page and the key it shares with its twin; asked for each page at every event."""
    return split_language(PurePosixPath(source))


def _build(config: MkDocsConfig) -> _Build:
    global _last
    if _last is None or _last.config is not config:
        path = config.config_file_path
        settings, _ = read_settings(Path(path) if path else None)
        concepts = read_map(Path(config.docs_dir), settings.map)
        _last = _Build(config, concepts, homes(concepts))
    return _last


def _locale(build: _Build) -> _Locale:
    i18n: Any = build.config.plugins.get("i18n")
    return build.locales.setdefault(str(getattr(i18n, "current_language", None) or ""), _Locale())


def _address(locale: _Locale, url: str, place: str) -> str | None:
    """Where ``page.md#section`` lies, seen from the page at *url*."""
    key, _, section = place.partition("#")
    target = locale.addresses.get(key)
    if target is None:
        return None
    relative = "" if target == url and section else get_relative_url(target, url)
    return relative + (f"#{section}" if section else "")


def _view(build: _Build, language: str, url: str) -> View:
    return View(build.concepts, language, partial(_address, _locale(build), url))


# Below the language plugin's own, which keeps the pages of the language being built.
@event_priority(-110)
def on_files(files: Files, config: MkDocsConfig) -> None:
    """Note where every page of this language will lie."""
    locale = _locale(_build(config))
    locale.addresses = {_parts(file.src_uri)[1]: file.url for file in files.documentation_pages()}


@event_priority(50)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Link the comparison tables of one page and fill its placeholders."""
    language, key = _parts(page.file.src_uri)
    build = _build(config)
    if language is None or not build.concepts.concepts:
        return markdown
    locale = _locale(build)
    linker = build.linkers.setdefault(language, Linker(build.concepts, language))
    with uncollected():
        linked = linker.link(markdown, key)
    if linked.rows:
        locale.rows[key] = linked.rows
    if not is_sheet(markdown):
        return linked.markdown
    locale.sheets.add(key)
    url = page.file.url
    return fill_sheet(linked.markdown, _view(build, language, url), get_relative_url(MAP_FILE, url))


# After the search plugin has read the content: what opens on demand is not what a page is found by.
def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Complete the linked rows of one page, explain what it names, and keep places for the way back."""
    language, key = _parts(page.file.src_uri)
    build = _build(config)
    content = page.content
    if language is None or not content or not build.concepts.concepts:
        return output
    locale = _locale(build)
    view = _view(build, language, page.file.url)
    for row in locale.rows.get(key, ()):
        locale.found.append(Comparison(key, str(page.title or key), content, row.section, row.anchor, row.row))
    html = dress(content, view)
    if key not in locale.sheets:
        if language not in build.terms:
            build.terms[language] = Terms(build.concepts.concepts, language)
        html = build.terms[language].mark(html, key, view)
    html = with_places(html, key, build.homes)
    if has_places(html):
        locale.open_places.append((Path(page.file.abs_dest_path), page.file.url, language))
    if html is content:
        return output
    # The theme holds the content as it is; its beginning is found faster than the whole.
    at = output.find(content[:_BEGINNING])
    if not output.startswith(content, at):
        at = output.find(content)
    return output[:at] + html + output[at + len(content) :] if at >= 0 else output


# The other languages are built in the language plugin's own event at -100: each comes by here when it is written.
@event_priority(0)
def on_post_build(config: MkDocsConfig) -> None:
    """Fill the places kept in the pages of this language, now that all its tables are known."""
    build = _build(config)
    locale = _locale(build)
    for path, url, language in locale.open_places:
        if path.is_file():
            html = path.read_text("utf-8", "surrogateescape")
            path.write_text(fill_places(html, locale.found, _view(build, language, url)), "utf-8", "surrogateescape")
    _write_map(build)


def _write_map(build: _Build) -> None:
    """Write the map for other tools; the last language to be written finds all addresses known."""
    if build.concepts.concepts:
        addresses = {language: locale.addresses for language, locale in build.locales.items()}
        Path(build.config.site_dir, MAP_FILE).write_text(export(build.concepts, addresses), "utf-8")
