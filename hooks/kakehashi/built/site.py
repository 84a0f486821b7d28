"""The finished site as a whole: which pages are translations of each other, and every file that has to change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from kakehashi.built.article import sections
from kakehashi.built.feed import FEED, FeedItem, feed
from kakehashi.built.language import SiteLanguage, address_of, language_of, twin_of
from kakehashi.built.search_index import SEARCH_INDEX, SearchPage, names_of, search_index
from kakehashi.built.sitemap import SitemapEntry, sitemap
from kakehashi.built.tables import with_relations, with_table_regions
from kakehashi.built.theme_page import (
    PlaceNotFoundError,
    is_indexable,
    is_theme_page,
    properties,
    search_weight,
    text_language,
    with_alternates,
    with_canonical,
    with_named_checkboxes,
    with_named_sections,
    with_other_locales,
    with_properties,
    with_text_language,
)
from kakehashi.finding import Words

Mend = Callable[[str], str]

MAP = "map.json"
"""The published map of names, below the site's root."""

_OG_LOCALE = "og:locale"


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """A file of the finished site: its path below the root, with forward slashes, and its text."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Unmended:
    """A file that could not be mended in one respect, and why."""

    path: str
    message: Words


@dataclass(frozen=True, slots=True)
class SitePlan:
    """What the site's files cannot say themselves.

    Args:
        languages: The languages, each with its folder.
        site_url: The absolute address of the site's root, or empty when it is unknown.
        x_default: The code of the language offered to readers of none of them.
    """

    languages: Sequence[SiteLanguage]
    site_url: str
    x_default: str


@dataclass(frozen=True, slots=True)
class _Page:
    """One page of the theme: its text, what it says of itself, and the language its text is borrowed from, if it is."""

    html: str
    properties: Mapping[str, str]
    borrowed_from: str | None


def mend_site(files: Mapping[str, str], plan: SitePlan) -> Iterator[BuiltFile | Unmended]:
    """Yield every file that has to be written, and a word about each that could not be mended.

    Args:
        files: The text of every HTML file, and of the published map if there is one, by path below the root.
        plan: The languages and the site's address.
    """
    pages = {
        path: _Page(html, properties(html), text_language(html))
        for path, html in sorted(files.items())
        if path.endswith(".html") and is_theme_page(html)
    }
    entries: list[SitemapEntry] = []
    for path, page in pages.items():
        alternates = _alternates(path, pages, plan)
        if _is_listed(page, plan):
            entries.append(SitemapEntry(address_of(path, plan.site_url), alternates))
        mended = page.html
        for mend in _mends(path, alternates, pages, plan):
            try:
                mended = mend(mended)
            except PlaceNotFoundError as missing:
                yield Unmended(
                    path,
                    Words(
                        f"{missing.place.en} was not found; the theme may have changed",
                        f"{missing.place.ja}が見つかりません。テーマが変わった可能性があります",
                    ),
                )
        if mended != page.html:
            yield BuiltFile(path, mended)
    if plan.site_url:
        yield BuiltFile("sitemap.xml", sitemap(entries))
        yield from _feeds(pages, plan)
    yield from _search(pages, files.get(MAP), plan)


def _is_listed(page: _Page, plan: SitePlan) -> bool:
    return bool(plan.site_url) and page.borrowed_from is None and is_indexable(page.html)


def _mends(path: str, alternates: Mapping[str, str], pages: Mapping[str, _Page], plan: SitePlan) -> Iterator[Mend]:
    language = language_of(path, plan.languages)
    yield partial(with_alternates, alternates=alternates)
    yield partial(with_other_locales, locales=_other_locales(path, alternates, pages, plan))
    yield partial(with_table_regions, language=language.code)
    yield with_relations
    yield partial(with_named_checkboxes, language=language.code)
    yield with_named_sections
    borrowed_from = pages[path].borrowed_from
    if borrowed_from is not None:
        yield partial(with_text_language, code=borrowed_from)
        source = next((one for one in plan.languages if one.code == borrowed_from), None)
        if plan.site_url and source is not None:
            twin = twin_of(path, plan.languages, source)
            original = address_of(twin, plan.site_url)
            yield partial(with_canonical, address=original)
            same = {name: pages[twin].properties[name] for name in (_OG_LOCALE,) if twin in pages}
            yield partial(with_properties, changed={"og:url": original, **same})


def _alternates(path: str, pages: Mapping[str, _Page], plan: SitePlan) -> dict[str, str]:
    """Return the page's translations and itself by code; none when it stands alone or is borrowed itself."""
    if pages[path].borrowed_from is not None or not plan.site_url:
        return {}
    twins = {language.code: twin_of(path, plan.languages, language) for language in plan.languages}
    found = {
        code: address_of(twin, plan.site_url)
        for code, twin in twins.items()
        if twin in pages and pages[twin].borrowed_from is None
    }
    if len(found) < 2:
        return {}
    if plan.x_default in found:
        found["x-default"] = found[plan.x_default]
    return found


def _other_locales(path: str, alternates: Mapping[str, str], pages: Mapping[str, _Page], plan: SitePlan) -> list[str]:
    twins = [twin_of(path, plan.languages, language) for language in plan.languages if language.code in alternates]
    return [
        pages[twin].properties[_OG_LOCALE] for twin in twins if twin != path and _OG_LOCALE in pages[twin].properties
    ]


def _feeds(pages: Mapping[str, _Page], plan: SitePlan) -> Iterator[BuiltFile]:
    for language in plan.languages:
        home = pages.get(language.folder + "index.html")
        if home is None:
            continue
        items = [
            FeedItem(
                address_of(path, plan.site_url),
                page.properties.get("og:title", ""),
                page.properties.get("og:description", ""),
                _day(page.properties.get("article:published_time", "")),
            )
            for path, page in pages.items()
            if _is_listed(page, plan) and language_of(path, plan.languages) == language
        ]
        yield BuiltFile(
            language.folder + FEED,
            feed(
                address_of(language.folder + "index.html", plan.site_url),
                language.code,
                home.properties.get("og:site_name", ""),
                home.properties.get("og:description", ""),
                items,
            ),
        )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _search(pages: Mapping[str, _Page], map_text: str | None, plan: SitePlan) -> Iterator[BuiltFile | Unmended]:
    for language in plan.languages:
        own = [
            SearchPage(address_of(path, "")[1 + len(language.folder) :], search_weight(page.html), sections(page.html))
            for path, page in pages.items()
            if page.borrowed_from is None and language_of(path, plan.languages) == language
        ]
        names: list[list[str]] = []
        if map_text is not None:
            try:
                names = names_of(map_text, language.code)
            except ValueError as error:
                yield Unmended(
                    MAP,
                    Words(
                        f"the search knows no other names: {error}",
                        f"検索は別の呼び名を使えません: {error}",
                    ),
                )
        yield BuiltFile(language.folder + SEARCH_INDEX, search_index(own, names))
