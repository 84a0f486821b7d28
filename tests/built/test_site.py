"""The site as a whole: translations, borrowed pages, and what is written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from xml.etree import ElementTree

from kakehashi.built.language import SiteLanguage
from kakehashi.built.site import BuiltFile, SitePlan, Unmended, mend_site

ROOT = "https://example.org/k/"
PLAN = SitePlan([SiteLanguage("ja", ""), SiteLanguage("en", "en/")], ROOT, "en")
INDEXES = ("search/index.json", "en/search/index.json")
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def _page(borrowed_from: str = "", extra: str = "", locale: str = "ja_JP") -> str:
    meta = f'<meta name="kakehashi:text-language" content="{borrowed_from}">' if borrowed_from else ""
    return (
        f'<html><head><link rel="canonical" href="https://example.org/k/self/">'
        f'<link rel="alternate" href="x" hreflang="en">{meta}{extra}'
        f'<meta property="og:locale" content="{locale}"><meta property="og:url" content="https://example.org/k/self/">'
        '<meta property="og:title" content="T"></head><body>'
        '<article class="md-content__inner md-typeset"><h1>T</h1></article>'
        '<script id="__config" type="application/json">{"base": "."}</script></body></html>'
    )


def _mend(files: Mapping[str, str], plan: SitePlan = PLAN) -> dict[str, str]:
    results = list(mend_site(files, plan))
    assert [result for result in results if isinstance(result, Unmended)] == []
    return {result.path: result.text for result in results if isinstance(result, BuiltFile)}


def _locations(written: Mapping[str, str]) -> list[str | None]:
    return [loc.text for loc in ElementTree.fromstring(written["sitemap.xml"]).iter(LOC)]


def test_twins_name_each_other_and_x_default() -> None:
    written = _mend({"a/index.html": _page(), "en/a/index.html": _page()})
    for path in ("a/index.html", "en/a/index.html"):
        for code, address in (("ja", "a/"), ("en", "en/a/"), ("x-default", "en/a/")):
            assert f'<link rel="alternate" hreflang="{code}" href="{ROOT}{address}">' in written[path]
    assert _locations(written) == [ROOT + "a/", ROOT + "en/a/"]


def test_a_page_alone_announces_no_translation() -> None:
    written = _mend({"a/index.html": _page(), "en/b/index.html": _page()})
    assert "hreflang" not in written["a/index.html"] + written["en/b/index.html"] + written["sitemap.xml"]


def test_a_borrowed_page_points_to_its_source_and_is_no_translation() -> None:
    written = _mend({"a/index.html": _page(), "en/a/index.html": _page("ja")})
    borrowed = written["en/a/index.html"]
    assert f'<link rel="canonical" href="{ROOT}a/">' in borrowed
    assert '<article class="md-content__inner md-typeset" lang="ja">' in borrowed
    assert "hreflang" not in borrowed + written["a/index.html"]
    assert _locations(written) == [ROOT + "a/"]


def test_a_borrowed_page_shares_as_its_source() -> None:
    borrowed = _mend({"a/index.html": _page(), "en/a/index.html": _page("ja", locale="en_US")})["en/a/index.html"]
    assert f'<meta property="og:url" content="{ROOT}a/">' in borrowed
    assert '<meta property="og:locale" content="ja_JP">' in borrowed
    assert "og:locale:alternate" not in borrowed


def test_twins_name_each_others_locale() -> None:
    written = _mend({"a/index.html": _page(), "en/a/index.html": _page(locale="en_US")})
    assert '<meta property="og:locale:alternate" content="en_US">' in written["a/index.html"]
    assert '<meta property="og:locale:alternate" content="ja_JP">' in written["en/a/index.html"]


def test_each_language_has_its_feed_of_its_own_pages() -> None:
    dated = '<meta property="article:published_time" content="2026-11-24">'
    undated = '<meta property="article:published_time" content="soon">'
    written = _mend(
        {
            "index.html": _page(extra=undated),
            "a/index.html": _page(extra=dated),
            "en/index.html": _page(),
            "en/a/index.html": _page("ja"),
            "b/index.html": _page(extra='<meta name="robots" content="noindex">'),
        }
    )
    links = {
        path: [link.text for link in ElementTree.fromstring(written[path]).iter("link")]
        for path in ("feed.xml", "en/feed.xml")
    }
    assert links == {"feed.xml": [ROOT, ROOT + "a/", ROOT], "en/feed.xml": [ROOT + "en/", ROOT + "en/"]}


def test_a_language_without_a_first_page_has_no_feed() -> None:
    assert "en/feed.xml" not in _mend({"index.html": _page(), "en/a/index.html": _page()})


def test_each_language_searches_its_own_pages() -> None:
    written = _mend(
        {
            "index.html": _page(),
            "a/index.html": _page(extra='<meta name="kakehashi:search-weight" content="0">'),
            "en/b/index.html": _page(extra='<meta name="kakehashi:search-weight" content="0.4">'),
            "en/c/index.html": _page("ja"),
            "404.html": "<html></html>",
        }
    )
    found = {path: [page[:2] for page in json.loads(written[path])["pages"]] for path in INDEXES}
    assert found == {"search/index.json": [["", 1.0]], "en/search/index.json": [["b/", 0.4]]}


def test_the_search_knows_the_names_of_the_map() -> None:
    concept = {"name": {"ja": "Pod", "en": "Pod"}, "aliases": {"ja": ["ポッド"]}, "code": []}
    written = _mend({"index.html": _page(), "map.json": json.dumps({"concepts": {"pod": concept}})})
    assert json.loads(written["search/index.json"])["names"] == [["Pod", "ポッド"]]


def test_a_broken_map_is_reported_and_the_search_works_without_it() -> None:
    results = list(mend_site({"index.html": _page(), "map.json": "{"}, PLAN))
    unmended = [result for result in results if isinstance(result, Unmended)]
    assert {result.path for result in unmended} == {"map.json"}
    assert "呼び名" in unmended[0].message.ja
    assert any(isinstance(result, BuiltFile) and result.path == "search/index.json" for result in results)


def test_x_default_needs_a_page_of_that_language() -> None:
    plan = SitePlan(PLAN.languages, ROOT, "fr")
    written = _mend({"index.html": _page(), "en/index.html": _page()}, plan)
    assert 'hreflang="en"' in written["index.html"]
    assert "x-default" not in written["index.html"]


def test_pages_kept_from_search_engines_are_not_in_the_sitemap() -> None:
    written = _mend({"index.html": _page(extra='<meta name="robots" content="noindex">'), "b/index.html": _page()})
    assert _locations(written) == [ROOT + "b/"]


def test_without_a_site_address_nothing_absolute_is_made_up() -> None:
    written = _mend({"index.html": _page(), "en/index.html": _page("ja")}, SitePlan(PLAN.languages, "", "en"))
    assert "sitemap.xml" not in written
    assert "hreflang" not in written["index.html"]
    assert 'lang="ja"' in written["en/index.html"]


def test_files_the_theme_did_not_make_are_left_alone() -> None:
    raw = '<html><head><link rel="alternate" href="x" hreflang="en"></head></html>'
    assert list(_mend({"404.html": raw, "raw.html": raw})) == ["sitemap.xml", *INDEXES]


def test_mending_twice_changes_nothing_more() -> None:
    files = {"index.html": _page(), "en/index.html": _page(), "en/b/index.html": _page("ja"), "b/index.html": _page()}
    once = {**files, **_mend(files)}
    again = _mend({path: once[path] for path in files})
    assert set(again) == {"sitemap.xml", "feed.xml", "en/feed.xml", *INDEXES}
    assert all(once[path] == text for path, text in again.items())


def test_a_changed_theme_is_reported_and_the_rest_is_still_mended() -> None:
    broken = _page("ja").replace("<article", "<section").replace('rel="canonical"', 'rel="home"')
    results = list(mend_site({"en/a/index.html": broken}, PLAN))
    messages = [(result.path, result.message.en) for result in results if isinstance(result, Unmended)]
    assert len(messages) == 2
    assert all(path == "en/a/index.html" and "theme may have changed" in message for path, message in messages)
    assert any(isinstance(result, BuiltFile) and f'content="{ROOT}a/"' in result.text for result in results)
