"""A feed, read back as XML."""

from __future__ import annotations

from datetime import date
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

from kakehashi.built.feed import FeedItem, feed

HOME = "https://example.org/en/"


def _channel(*items: FeedItem) -> ElementTree.Element:
    channel = ElementTree.fromstring(feed(HOME, "en", "A & B", "<About>", items)).find("channel")
    assert channel is not None
    return channel


def test_it_says_what_it_is() -> None:
    channel = _channel()
    assert [channel.findtext(tag) for tag in ("title", "link", "description", "language")] == [
        "A & B",
        HOME,
        "<About>",
        "en",
    ]
    link = channel.find("{http://www.w3.org/2005/Atom}link")
    assert link is not None
    assert link.attrib == {"href": HOME + "feed.xml", "rel": "self", "type": "application/rss+xml"}
    assert channel.find("lastBuildDate") is None


def test_the_newest_come_first_and_the_undated_last() -> None:
    channel = _channel(
        FeedItem(HOME + "c/", "C", "", None),
        FeedItem(HOME + "b/", "B", "about b", date(2026, 1, 2)),
        FeedItem(HOME + "a/", "A", "", date(2026, 1, 2)),
        FeedItem(HOME + "n/", "N", "", date(2026, 11, 24)),
    )
    items = channel.findall("item")
    assert [item.findtext("title") for item in items] == ["N", "A", "B", "C"]
    assert [item.findtext("guid") for item in items] == [item.findtext("link") for item in items]
    assert items[2].findtext("description") == "about b"
    assert items[3].find("pubDate") is None
    assert parsedate_to_datetime(items[0].findtext("pubDate") or "").date() == date(2026, 11, 24)
    assert channel.findtext("lastBuildDate") == items[0].findtext("pubDate")
