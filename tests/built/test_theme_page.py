"""Mending one page: each repair alone, and on pages that are not what was expected."""

from __future__ import annotations

import json
import re
import time

import pytest

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

PAGE = """<!doctype html>
<html lang="ja"><head>
<link rel="canonical" href="https://example.org/a/">
<link rel="alternate" href="./" hreflang="ja">
<link rel="alternate" href="../en/a/" hreflang="en">
<link rel="alternate" type="application/rss+xml" href="feed.xml">
</head><body>
<div class="md-search" data-md-component="search" role="dialog">
<input type="text" class="md-search__input" name="query" aria-label="検索 &amp; more" placeholder="検索">
</div>
<article class="md-content__inner md-typeset"><p>&lt;link rel="alternate" hreflang="ja"&gt;</p></article>
<script id="__config" type="application/json">{"base": "..", "features": []}</script>
</body></html>
"""


def _config(html: str) -> dict[str, object]:
    found = re.search(r'<script id="__config" type="application/json">(.*?)</script>', html, re.DOTALL)
    assert found
    data = json.loads(found[1])
    assert isinstance(data, dict)
    return data


def test_alternates_replace_the_relative_ones_and_nothing_else() -> None:
    mended = with_alternates(PAGE, {"ja": "https://example.org/a/?b=1&c", "x-default": "https://example.org/en/a/"})
    assert 'href="./" hreflang="ja"' not in mended
    assert '<link rel="alternate " hreflang="ja" href="https://example.org/a/?b=1&amp;c">' in mended
    assert '<link rel="alternate " hreflang="x-default" href="https://example.org/en/a/">' in mended
    assert 'type="application/rss+xml" href="feed.xml"' in mended
    assert '<p>&lt;link rel="alternate" hreflang="ja"&gt;</p>' in mended
    assert mended.index("x-default") < mended.index("</head>")


def test_no_alternates_leave_none() -> None:
    assert "hreflang" not in with_alternates(PAGE, {}).partition("</head>")[0]


def test_alternates_twice_are_alternates_once() -> None:
    alternates = {"ja": "https://example.org/a/", "en": "https://example.org/en/a/"}
    once = with_alternates(PAGE, alternates)
    assert with_alternates(once, alternates) == once


def test_the_theme_script_finds_no_alternate() -> None:
    mended = with_alternates(PAGE, {"en": "https://example.org/en/a/"}).partition("</head>")[0]
    assert 'hreflang="en"' in mended
    assert not re.search(r'rel="alternate"[^>]*hreflang', mended)


def test_canonical() -> None:
    mended = with_canonical(PAGE, "https://example.org/b/\\1")
    assert '<link rel="canonical" href="https://example.org/b/\\1">' in mended
    assert mended.count("canonical") == 1
    with pytest.raises(PlaceNotFoundError, match="canonical"):
        with_canonical("<html><head></head></html>", "https://example.org/b/")


@pytest.mark.parametrize(
    ("path", "folder", "base"),
    [
        ("index.html", "", "."),
        ("a/b/index.html", "", "../.."),
        ("en/index.html", "en/", "."),
        ("en/a/b/index.html", "en/", "../.."),
        ("en/a.html", "en/", "."),
    ],
)
def test_search_looks_below_the_language(path: str, folder: str, base: str) -> None:
    assert _config(with_search_root(PAGE, path, folder)) == {"base": base, "features": []}


def test_settings_cannot_end_their_script() -> None:
    page = PAGE.replace('"features": []', '"features": ["<\\/script>"]')
    mended = with_search_root(page, "index.html", "")
    assert mended.count("</script>") == 1
    assert _config(mended)["features"] == ["</script>"]


@pytest.mark.parametrize("settings", ["", "{", "[]", '{"base": 1}', "{}"])
def test_changed_settings_are_reported(settings: str) -> None:
    page = re.sub(r"(application/json\">).*?(</script>)", lambda m: m[1] + settings + m[2], PAGE)
    with pytest.raises(PlaceNotFoundError, match="__config"):
        with_search_root(page, "index.html", "")


def test_the_search_dialog_takes_its_fields_name() -> None:
    mended = with_named_search(PAGE)
    assert '<div class="md-search" data-md-component="search" role="dialog" aria-label="検索 &amp; more">' in mended
    assert with_named_search(mended) == mended


def test_a_page_without_search_stays() -> None:
    assert with_named_search("<p>no search</p>") == "<p>no search</p>"


def test_a_dialog_without_a_field_is_reported() -> None:
    with pytest.raises(PlaceNotFoundError, match="label"):
        with_named_search('<div class="md-search" role="dialog"></div>')


def test_text_language_is_read_from_the_head_only() -> None:
    tag = '<meta name="kakehashi:text-language" content="ja">'
    assert text_language(f"<head>{tag}</head><body></body>") == "ja"
    assert text_language(f"<head></head><body>{tag}</body>") is None


def test_the_article_is_marked() -> None:
    assert '<article class="md-content__inner md-typeset" lang="ja">' in with_text_language(PAGE, "ja")
    with pytest.raises(PlaceNotFoundError, match="article"):
        with_text_language("<main></main>", "ja")


def test_task_list_boxes_get_names_once() -> None:
    box = '<label class="task-list-control"><input type="checkbox" disabled{}/><span></span></label>'
    page = box.format(" checked") + box.format("")
    mended = with_named_checkboxes(page, "ja")
    assert re.findall(r'aria-label="([^"]*)"', mended) == ["完了", "未完了"]
    assert with_named_checkboxes(mended, "ja") == mended
    assert re.findall(r'aria-label="([^"]*)"', with_named_checkboxes(page, "fr")) == ["done", "to do"]


def test_what_is_a_page_and_may_be_listed() -> None:
    assert is_theme_page(PAGE)
    assert not is_theme_page("<html><head></head></html>")
    assert is_indexable(PAGE)
    assert not is_indexable('<head><meta name="robots" content="noindex"></head>')


@pytest.mark.parametrize(
    "page",
    [
        "",
        "</head>",
        "<head>" * 20_000,
        "<link rel=" * 20_000,
        '<input class="' * 20_000,
        '<div class="md-search" ' * 20_000,
    ],
)
def test_hostile_pages_neither_crash_nor_hang(page: str) -> None:
    start = time.process_time()
    assert with_alternates(page, {}) == page
    assert with_named_search(page) == page
    assert with_named_checkboxes(page, "en") == page
    with pytest.raises(PlaceNotFoundError):
        with_search_root(page, "index.html", "")
    assert time.process_time() - start < 2
