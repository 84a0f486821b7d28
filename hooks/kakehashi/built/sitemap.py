"""The site's map for search engines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """One page of the map.

    Args:
        address: The page's absolute address.
        alternates: hreflang (a code or ``x-default``) to absolute address, the page's own included; empty when the page
            has no translation.
    """

    address: str
    alternates: Mapping[str, str]


def sitemap(entries: Iterable[SitemapEntry]) -> str:
    """Return the map as XML after sitemaps.org 0.9, sorted by address.

    There is no ``lastmod``: the day of the build says nothing about a page.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for entry in sorted(entries, key=lambda one: one.address):
        lines += ["  <url>", f"    <loc>{escape(entry.address)}</loc>"]
        lines += [
            f'    <xhtml:link rel="alternate" hreflang={quoteattr(code)} href={quoteattr(address)}/>'
            for code, address in entry.alternates.items()
        ]
        lines.append("  </url>")
    return "\n".join([*lines, "</urlset>", ""])
