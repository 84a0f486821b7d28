"""The finished site as a whole: which pages are translations of each other, and every file that has to change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from kakehashi.built.language import SiteLanguage, address_of, language_of, twin_of
from kakehashi.built.search_index import SEARCH_INDEX, split_search_index
from kakehashi.built.sitemap import SitemapEntry, sitemap
from kakehashi.built.tables import with_relations, with_table_regions
from kakehashi.built.theme_page import (
    PlaceNotFoundError,
    is_indexable,
    is_theme_page,
    text_language,
    with_alternates,
    with_canonical,
    with_named_checkboxes,
    with_named_search,
    with_search_root,
    with_text_language,
)
from kakehashi.finding import Words

Mend = Callable[[str], str]


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


def mend_site(files: Mapping[str, str], plan: SitePlan) -> Iterator[BuiltFile | Unmended]:
    """Yield every file that has to be written, and a word about each that could not be mended.

    Args:
        files: The text of every HTML file, and of the merged search index if there is one, by path below the root.
        plan: The languages and the site's address.
    """
    pages = {path: html for path, html in files.items() if path.endswith(".html") and is_theme_page(html)}
    borrowed = {path: code for path, html in pages.items() if (code := text_language(html)) is not None}
    entries: list[SitemapEntry] = []
    for path, html in sorted(pages.items()):
        alternates = _alternates(path, pages, borrowed, plan)
        if plan.site_url and path not in borrowed and is_indexable(html):
            entries.append(SitemapEntry(address_of(path, plan.site_url), alternates))
        mended = html
        for mend in _mends(path, alternates, borrowed.get(path), plan):
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
        if mended != html:
            yield BuiltFile(path, mended)
    if plan.site_url:
        yield BuiltFile("sitemap.xml", sitemap(entries))
    if SEARCH_INDEX in files:
        yield from _search(files[SEARCH_INDEX], borrowed, plan)


def _mends(path: str, alternates: Mapping[str, str], text_code: str | None, plan: SitePlan) -> Iterator[Mend]:
    language = language_of(path, plan.languages)
    yield partial(with_alternates, alternates=alternates)
    yield partial(with_search_root, path=path, folder=language.folder)
    yield with_named_search
    yield partial(with_table_regions, language=language.code)
    yield with_relations
    yield partial(with_named_checkboxes, language=language.code)
    if text_code is not None:
        yield partial(with_text_language, code=text_code)
        source = next((one for one in plan.languages if one.code == text_code), None)
        if plan.site_url and source is not None:
            original = address_of(twin_of(path, plan.languages, source), plan.site_url)
            yield partial(with_canonical, address=original)


def _alternates(path: str, pages: Mapping[str, str], borrowed: Mapping[str, str], plan: SitePlan) -> dict[str, str]:
    """Return the page's translations and itself by code; none when it stands alone or is borrowed itself."""
    if path in borrowed or not plan.site_url:
        return {}
    twins = {language.code: twin_of(path, plan.languages, language) for language in plan.languages}
    found = {
        code: address_of(twin, plan.site_url) for code, twin in twins.items() if twin in pages and twin not in borrowed
    }
    if len(found) < 2:
        return {}
    if plan.x_default in found:
        found["x-default"] = found[plan.x_default]
    return found


def _search(text: str, borrowed: Mapping[str, str], plan: SitePlan) -> Iterator[BuiltFile | Unmended]:
    left_out = {address_of(path, "").lstrip("/") for path in borrowed}
    try:
        parts = split_search_index(text, plan.languages, left_out)
    except ValueError as error:
        yield Unmended(
            SEARCH_INDEX,
            Words(f"the search index could not be split: {error}", f"検索索引を言語別に分けられません: {error}"),
        )
        return
    for path, part in parts.items():
        yield BuiltFile(path, part)
