"""Every internal link of the built site holds, by LinkChecker over HTTP, and every anchor it names exists."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

BASE = "https://kakehashi-docs.github.io/kakehashi/"


class _Page(HTMLParser):
    """The ids and links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name in ("id", "name") and value:
                self.ids.add(value)
            if tag == "a" and name == "href" and value:
                self.links.append(value)


def _pages(site: Path) -> dict[str, _Page]:
    found = {}
    for file in sorted(site.rglob("*.html")):
        if file.name == "404.html":
            continue
        page = _Page()
        page.feed(file.read_text("utf-8"))
        found[urljoin(BASE, file.relative_to(site).as_posix().removesuffix("index.html"))] = page
    return found


def test_every_anchor_that_a_link_names_exists(built_site: Path) -> None:
    pages = _pages(built_site)
    assert len(pages) >= 16
    checked, broken = 0, []
    for address, page in pages.items():
        for link in page.links:
            target = urlsplit(urljoin(address, link))
            place = target._replace(query="", fragment="").geturl()
            if target.fragment and place in pages:
                checked += 1
                if unquote(target.fragment) not in pages[place].ids:
                    broken.append(f"{address}: {link}")
    assert checked > 500
    assert broken == []


def test_linkchecker_finds_no_broken_internal_link(served_site: str, tmp_path: Path) -> None:
    settings = tmp_path / "linkcheckerrc"
    settings.write_text("[filtering]\nignorewarnings=http-redirected,url-effective-url\n", "utf-8")
    program = Path(sys.executable).parent / "linkchecker"
    done = subprocess.run(
        [str(program), f"--config={settings}", "--threads=4", "--no-status", "--output=text/utf-8", served_site],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    summary = re.search(
        r"(\d+) links? in (\d+) URLs? checked\. (\d+) warnings? found\. (\d+) errors? found", done.stdout
    )
    assert summary, done.stdout[-2000:] + done.stderr[-2000:]
    assert int(summary[2]) > 100
    assert (done.returncode, summary[3], summary[4]) == (0, "0", "0"), done.stdout
