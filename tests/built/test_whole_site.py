"""Every page of the project's own site, as built: languages, twins, addresses, sitemap, feeds, 404."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = "https://kakehashi-docs.github.io/kakehashi/"
LOCALES = {"ja": "ja_JP", "en": "en_US"}
SITE_NAMES = {"ja": "架け橋", "en": "Kakehashi"}
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}

Pages = Mapping[str, str]


@pytest.fixture(scope="module")
def pages(built_site: Path) -> Pages:
    """The head and body of every page, by address below the root."""
    found = {
        path.relative_to(built_site).as_posix().removesuffix("index.html"): path.read_text("utf-8")
        for path in sorted(built_site.rglob("*.html"))
        if path.name != "404.html"
    }
    assert len(found) >= 6
    return found


def _language(address: str) -> str:
    return "en" if address.startswith("en/") else "ja"


def _twin(address: str) -> str:
    return address.removeprefix("en/") if _language(address) == "en" else f"en/{address}"


def _links(html: str, pattern: str) -> list[str]:
    head = html.partition("</head>")[0]
    return [unescape(one) for one in re.findall(pattern, head)]


def _meta(html: str, name: str) -> list[str]:
    return _links(html, rf'<meta property="{re.escape(name)}" content="([^"]*)">')


def test_every_page_has_its_twin(pages: Pages) -> None:
    assert {address for address in pages if _twin(address) not in pages} == set()


def test_every_page_says_its_language(pages: Pages) -> None:
    for address, html in pages.items():
        assert re.search(r'<html lang="([^"]*)"', html)[1] == _language(address), address  # type: ignore[index]
        assert '<meta name="kakehashi:text-language"' not in html, address


def test_every_page_names_its_address(pages: Pages) -> None:
    for address, html in pages.items():
        assert _links(html, r'<link rel="canonical" href="([^"]*)">') == [ROOT + address]


def test_twins_name_each_other_and_a_default(pages: Pages) -> None:
    for address, html in pages.items():
        found = re.findall(r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">', html.partition("</head>")[0])
        both = {_language(one): ROOT + one for one in (address, _twin(address))}
        assert dict(found) == {**both, "x-default": both["en"]}, address
        assert len(found) == 3, address


def test_every_page_can_be_shared(pages: Pages) -> None:
    for address, html in pages.items():
        language = _language(address)
        other = _language(_twin(address))
        assert _meta(html, "og:type") == ["website" if address in ("", "en/") else "article"], address
        assert _meta(html, "og:site_name") == [SITE_NAMES[language]], address
        assert _meta(html, "og:url") == [ROOT + address], address
        assert _meta(html, "og:locale") == [LOCALES[language]], address
        assert _meta(html, "og:locale:alternate") == [LOCALES[other]], address
        assert all(_meta(html, "og:title")), address
        assert all(_meta(html, "og:description")), address


def test_titles_and_descriptions_are_in_the_pages_language(pages: Pages) -> None:
    for address, html in pages.items():
        description = _meta(html, "og:description")[0]
        assert bool(re.search("[ぁ-んァ-ヶ]", description)) == (_language(address) == "ja"), address


def test_the_switch_and_the_offer_lead_to_the_twin_without_scripts(pages: Pages) -> None:
    for address, html in pages.items():
        twin = _twin(address)
        links = re.findall(r'<a (?:class="kh-language__link" )?href="([^"]*)"[^<>]*data-kh-language>', html)
        assert len(links) == 2, address
        for link in links:
            assert _resolve(address, link) == twin, address


def _resolve(address: str, link: str) -> str:
    parts = address.split("/")[:-1]
    for part in link.split("/")[:-1]:
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "".join(f"{part}/" for part in parts)


def test_the_sitemap_lists_every_page_with_its_twin(pages: Pages, built_site: Path) -> None:
    xml = (built_site / "sitemap.xml").read_bytes()
    listed = {
        url.findtext("s:loc", "", SITEMAP): {
            str(link.get("hreflang")): str(link.get("href")) for link in url.findall("x:link", SITEMAP)
        }
        for url in ElementTree.fromstring(xml).findall("s:url", SITEMAP)
    }
    expected = {}
    for address in pages:
        both = {_language(one): ROOT + one for one in (address, _twin(address))}
        expected[ROOT + address] = {**both, "x-default": both["en"]}
    assert listed == expected
    assert gzip.decompress((built_site / "sitemap.xml.gz").read_bytes()) == xml


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_feed_lists_every_page_of_its_language(language: str, pages: Pages, built_site: Path) -> None:
    folder = "" if language == "ja" else "en/"
    channel = ElementTree.parse(built_site / folder / "feed.xml").getroot().find("channel")
    assert channel is not None
    assert channel.findtext("language") == language
    assert channel.findtext("title") == SITE_NAMES[language]
    items = channel.findall("item")
    own = {address for address in pages if _language(address) == language}
    assert sorted(item.findtext("link", "") for item in items) == sorted(ROOT + address for address in own)
    for item in items:
        assert item.findtext("title")
        assert item.findtext("description")


def test_every_page_names_the_feed_of_its_language(pages: Pages) -> None:
    pattern = r'<link rel="alternate" type="application/rss\+xml" title="[^"]*" href="([^"]*)">'
    for address, html in pages.items():
        (link,) = _links(html, pattern)
        folder = "en/" if _language(address) == "en" else ""
        assert _resolve(address, link) + link.rpartition("/")[2] == folder + "feed.xml", address


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_search_index_holds_every_page_of_its_language_and_no_other(
    language: str, pages: Pages, built_site: Path
) -> None:
    folder = "" if language == "ja" else "en/"
    data = json.loads((built_site / folder / "search" / "index.json").read_text("utf-8"))
    own = {address.removeprefix(folder) for address in pages if _language(address) == language}
    assert {address for address, _, _ in data["pages"]} == own
    for address, weight, sections in data["pages"]:
        html = pages[folder + address]
        assert 0 < weight <= 1, address
        assert len(sections) >= 1, address
        for anchor, _, heading, _ in sections:
            assert heading, (address, anchor)
            assert not anchor or f'id="{anchor}"' in html, (address, anchor)
    assert data["names"]
    if language == "en":
        assert not re.search("[ぁ-んァ-ヶ]", json.dumps(data["names"], ensure_ascii=False))


def test_the_404_page_speaks_both_languages_without_scripts(built_site: Path) -> None:
    html = (built_site / "404.html").read_text("utf-8")
    for language, home in (("ja", "/kakehashi/"), ("en", "/kakehashi/en/")):
        section = re.search(rf'<section lang="{language}".*?</section>', html, re.DOTALL)
        assert section
        assert f'action="{home}"' in section[0]
        assert f'href="{home}"' in section[0]
    assert "noindex" in html
