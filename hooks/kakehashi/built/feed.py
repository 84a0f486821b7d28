"""A feed of the pages of one language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

FEED = "feed.xml"
"""Where a language's feed lies below its folder."""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One page.

    Args:
        address: The page's absolute address.
        title: Its title.
        description: What it is about; may be empty.
        published: The day it was published, or None when nobody knows.
    """

    address: str
    title: str
    description: str
    published: date | None


def feed(address: str, language: str, title: str, description: str, items: Iterable[FeedItem]) -> str:
    """Return the feed as RSS 2.0, newest first; pages without a date come last and carry none.

    No clock is read: the same pages make the same feed.

    Args:
        address: The absolute address of the language's first page; the feed lies beside it.
        language: The code of the language.
        title: The site's name in that language.
        description: What the site is about.
        items: The pages.
    """
    ordered = sorted(items, key=lambda one: (-(one.published or date.min).toordinal(), one.address))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">',
        "  <channel>",
        f"    <title>{escape(title)}</title>",
        f"    <link>{escape(address)}</link>",
        f"    <description>{escape(description)}</description>",
        f"    <language>{escape(language)}</language>",
        f'    <atom:link href={quoteattr(address + FEED)} rel="self" type="application/rss+xml"/>',
    ]
    if ordered and ordered[0].published:
        lines.append(f"    <lastBuildDate>{_rfc822(ordered[0].published)}</lastBuildDate>")
    for item in ordered:
        lines += [
            "    <item>",
            f"      <title>{escape(item.title)}</title>",
            f"      <link>{escape(item.address)}</link>",
            f"      <guid>{escape(item.address)}</guid>",
        ]
        if item.description:
            lines.append(f"      <description>{escape(item.description)}</description>")
        if item.published:
            lines.append(f"      <pubDate>{_rfc822(item.published)}</pubDate>")
        lines.append("    </item>")
    return "\n".join([*lines, "  </channel>", "</rss>", ""])


def _rfc822(day: date) -> str:
    return format_datetime(datetime(day.year, day.month, day.day, tzinfo=UTC))
