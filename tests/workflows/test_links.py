"""The site's own links, over HTTP, as a reader's browser follows them."""

from __future__ import annotations

from pathlib import Path

from kakehashi.publishing.links import follow, is_internal, missing_anchors, served


def test_no_link_within_the_site_is_broken(built_site: Path) -> None:
    with served(built_site) as base:
        bad = [link for link in follow([base, f"{base}en/"]) if is_internal(link, base)]
    assert bad == []


def test_no_link_within_the_site_names_a_section_that_is_not_there(built_site: Path) -> None:
    assert list(missing_anchors(built_site)) == []


def test_a_preview_keeps_its_readers(built_site: Path) -> None:
    """A preview lies in another folder: what a reader can click within the site is relative to the page."""
    import re

    for path in built_site.rglob("index.html"):
        html = path.read_text("utf-8")
        body = html[html.index("<body") :]
        absolute = re.findall(r'(?:href|src)="((?:https://kakehashi-docs\.github\.io)?/kakehashi/[^"]*)"', body)
        assert absolute == [], path
