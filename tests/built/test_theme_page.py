"""Mending one page: each repair alone, and on pages that are not what was expected."""

from __future__ import annotations

import re
import time

import pytest

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

PAGE = """<!doctype html>
<html lang="ja"><head>
<link rel="canonical" href="https://example.org/a/">
<link rel="alternate" href="./" hreflang="ja">
<link rel="alternate" href="../en/a/" hreflang="en">
<link rel="alternate" type="application/rss+xml" href="feed.xml">
<meta property="og:title" content="甲 &amp; 乙">
<meta property="og:locale" content="ja_JP">
</head><body>
<article class="md-content__inner md-typeset"><p>&lt;link rel="alternate" hreflang="ja"&gt;</p></article>
<script id="__config" type="application/json">{"base": "..", "features": []}</script>
</body></html>
"""


def test_alternates_replace_the_relative_ones_and_nothing_else() -> None:
    mended = with_alternates(PAGE, {"ja": "https://example.org/a/?b=1&c", "x-default": "https://example.org/en/a/"})
    assert 'href="./" hreflang="ja"' not in mended
    assert '<link rel="alternate" hreflang="ja" href="https://example.org/a/?b=1&amp;c">' in mended
    assert '<link rel="alternate" hreflang="x-default" href="https://example.org/en/a/">' in mended
    assert 'type="application/rss+xml" href="feed.xml"' in mended
    assert '<p>&lt;link rel="alternate" hreflang="ja"&gt;</p>' in mended
    assert mended.index("x-default") < mended.index("</head>")


def test_no_alternates_leave_none() -> None:
    assert "hreflang" not in with_alternates(PAGE, {}).partition("</head>")[0]


def test_alternates_twice_are_alternates_once() -> None:
    alternates = {"ja": "https://example.org/a/", "en": "https://example.org/en/a/"}
    once = with_alternates(PAGE, alternates)
    assert with_alternates(once, alternates) == once


def test_properties_are_read_and_changed() -> None:
    assert properties(PAGE) == {"og:title": "甲 & 乙", "og:locale": "ja_JP"}
    changed = with_properties(PAGE, {"og:locale": "en_US", "og:title": 'A "B"', "og:url": "missing"})
    assert properties(changed) == {"og:title": 'A "B"', "og:locale": "en_US"}


def test_locales_of_translations() -> None:
    once = with_other_locales(PAGE, ["en_US"])
    assert once.count('<meta property="og:locale:alternate" content="en_US">') == 1
    assert with_other_locales(once, ["en_US"]) == once
    assert with_other_locales(once, []) == PAGE


def test_canonical() -> None:
    mended = with_canonical(PAGE, "https://example.org/b/\\1")
    assert '<link rel="canonical" href="https://example.org/b/\\1">' in mended
    assert mended.count("canonical") == 1
    with pytest.raises(PlaceNotFoundError, match="canonical"):
        with_canonical("<html><head></head></html>", "https://example.org/b/")


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


@pytest.mark.parametrize(("said", "weight"), [("0", 0), ("0.4", 0.4), ("1.2.3", 1), ("much", 1), ("-1", 1)])
def test_weight_in_the_search(said: str, weight: float) -> None:
    assert search_weight(PAGE) == 1
    assert search_weight(f'<head><meta name="kakehashi:search-weight" content="{said}"></head>') == weight


@pytest.mark.parametrize(
    "page",
    [
        "",
        "</head>",
        "<head>" * 20_000,
        "<link rel=" * 20_000,
        '<meta property="' * 20_000,
    ],
)
def test_hostile_pages_neither_crash_nor_hang(page: str) -> None:
    start = time.process_time()
    assert with_alternates(page, {}) == page
    assert with_other_locales(page, []) == page
    assert with_properties(page, {"a": "b"}) == page
    assert with_named_checkboxes(page, "en") == page
    with pytest.raises(PlaceNotFoundError):
        with_canonical(page, "https://example.org/")
    assert time.process_time() - start < 2


def test_the_list_of_a_section_with_a_page_has_its_name() -> None:
    def section(number: str, label: str) -> str:
        return (
            '<div class="md-nav__link md-nav__container"> <a href="x/" class="md-nav__link "><span>A &amp; <b>b</b>\n'
            f'</span></a> <label class="md-nav__link " for="{number}" id="{number}_label" tabindex="0">{label}</label>'
            f'</div><nav class="md-nav" data-md-level="1" aria-labelledby="{number}_label" aria-expanded="false">'
        )

    icon = '<span class="md-nav__icon md-icon"></span>'
    mended = with_named_sections(section("__nav_2", icon) + section("__nav_3_1", "words"))
    assert 'data-md-level="1" aria-label="A &amp; b" aria-expanded' in mended
    assert 'aria-labelledby="__nav_3_1_label"' in mended and 'aria-labelledby="__nav_2_label"' not in mended
    assert with_named_sections(mended) == mended


def test_sections_that_never_end_cost_little() -> None:
    start = time.process_time()
    with_named_sections('<div class="md-nav__link md-nav__container"><a>' * 20_000)
    assert time.process_time() - start < 2
