"""The sitemap, read back as XML."""

from __future__ import annotations

from xml.etree import ElementTree

from kakehashi.built.sitemap import SitemapEntry, sitemap

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def test_it_is_sorted_and_escaped() -> None:
    odd = "https://example.org/b/?q=\"<&>'"
    root = ElementTree.fromstring(sitemap([SitemapEntry(odd, {"ja": odd}), SitemapEntry("https://example.org/a/", {})]))
    assert [loc.text for loc in root.findall("s:url/s:loc", NAMES)] == ["https://example.org/a/", odd]
    links = root.findall("s:url/x:link", NAMES)
    assert [(link.get("rel"), link.get("hreflang"), link.get("href")) for link in links] == [("alternate", "ja", odd)]


def test_without_pages_it_is_still_a_sitemap() -> None:
    assert len(ElementTree.fromstring(sitemap([]))) == 0
