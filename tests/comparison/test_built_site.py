"""The map over the built site: every row an anchor, every link of the map answered, in both languages."""

from __future__ import annotations

import json
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest

from kakehashi.comparison.concepts import COMMANDS, ConceptMap
from kakehashi.comparison.reading import read_map

DOCS = Path(__file__).parent.parent.parent / "docs"
LANGUAGES = ("ja", "en")
HEAVIEST = 400_000
"""Bytes of HTML the page of the whole map may weigh."""


class Page(HTMLParser):
    """The ids, links and openers of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.targets: list[str] = []
        self.pops: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(given["id"] or "")
        if "popover" in given:
            self.pops.add(given.get("id") or "")
        if given.get("popovertarget"):
            self.targets.append(given["popovertarget"] or "")
        if tag == "a" and given.get("href"):
            self.links.append(given["href"] or "")


@cache
def page(path: Path) -> Page:
    return Page(path.read_text("utf-8"))


def folder(site: Path, language: str) -> Path:
    return site if language == "ja" else site / language


@pytest.fixture(scope="module")
def concepts() -> ConceptMap:
    return read_map(DOCS, "map")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_row_is_one_anchor_on_its_page(language: str, built_site: Path, concepts: ConceptMap) -> None:
    reference = folder(built_site, language) / "reference"
    for row in concepts.rows:
        name = "cli-map" if row.category == COMMANDS else "mapping"
        assert page(reference / name / "index.html").ids.count(row.anchor) == 1, row.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_concept_is_one_anchor_of_the_glossary(language: str, built_site: Path, concepts: ConceptMap) -> None:
    ids = page(folder(built_site, language) / "reference" / "glossary" / "index.html").ids
    assert sorted(one for one in ids if one.startswith("term-")) == sorted(f"term-{one}" for one in concepts.concepts)


def test_ids_are_unique_and_every_opener_opens_something(built_site: Path) -> None:
    for path in built_site.rglob("index.html"):
        found = page(path)
        doubled = {one for one in found.ids if found.ids.count(one) > 1 and not one.startswith("__")}
        assert not doubled, f"{path}: {doubled}"
        assert set(found.targets) == found.pops, path


def test_every_link_inside_the_site_leads_to_an_anchor(built_site: Path) -> None:
    seen = 0
    for path in built_site.rglob("index.html"):
        base = "https://site/" + path.relative_to(built_site).as_posix()
        for link in page(path).links:
            whole, _, section = urljoin(base, link).partition("#")
            if not whole.startswith("https://site/") or not section:
                continue
            target = built_site / unquote(whole.removeprefix("https://site/"))
            target = target / "index.html" if whole.endswith("/") else target
            assert target.is_file(), f"{path}: {link}"
            if target.suffix == ".html" and not section.startswith("__"):
                assert unquote(section) in page(target).ids, f"{path}: {link}"
                seen += 1
    assert seen > 1000


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_and_a_home_lead_to_each_other(language: str, built_site: Path, concepts: ConceptMap) -> None:
    site = folder(built_site, language)
    html = (site / "concepts" / "cluster-architecture" / "index.html").read_text("utf-8")
    tables = [
        one for one in page(site / "concepts" / "cluster-architecture" / "index.html").ids if one.startswith("row-")
    ]
    assert len(tables) >= 40
    mapping = (site / "reference" / "mapping" / "index.html").read_text("utf-8")
    commands = (site / "reference" / "cli-map" / "index.html").read_text("utf-8")
    for anchor in tables:
        row = concepts.rows_by_id[anchor.split("-")[1].upper()]
        card = html[html.index(f'id="about-{anchor}"') :]
        card = card[: card.index("</div>")]
        assert f"#{row.anchor}" in card
        whole = commands if row.category == COMMANDS else mapping
        item = whole[whole.index(f'id="{row.anchor}"') :]
        assert "concepts/cluster-architecture/#" + row.anchor in item[: item.index("<summary>")]
    for concept in concepts.concepts.values():
        if concept.home and concept.home.startswith("concepts/cluster-architecture.md#"):
            section = html[html.index(f'id="{concept.home.partition("#")[2]}"') :]
            box = section[
                section.index('class="kh-compared"') : section.index("</details>", section.index("kh-compared"))
            ]
            for row in concepts.rows_by_concept[concept.id]:
                assert f"#{row.anchor}" in box, (concept.id, row.id)


def test_rows_name_the_page_that_explains_them_where_it_exists(built_site: Path, concepts: ConceptMap) -> None:
    for language in LANGUAGES:
        site = folder(built_site, language)
        html = (site / "reference" / "mapping" / "index.html").read_text("utf-8")
        for row in concepts.rows:
            if row.category == COMMANDS or row.owner == "reference/cli-map":
                continue
            item = html[html.index(f'id="{row.anchor}"') :]
            item = item[: item.index("</li>\n")]
            exists = (site / row.owner / "index.html").is_file()
            assert bool(re.search(rf'<a href="\.\./\.\./{row.owner}/[^"]*">(?:解説|Explained)</a>', item)) == exists, (
                row.id
            )


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_place_is_left_open_and_the_map_stays_light(language: str, built_site: Path) -> None:
    site = folder(built_site, language)
    for path in site.rglob("index.html"):
        assert not re.search(r"<!-- kakehashi(?: home| row|: (?:map|commands|glossary)) ", path.read_text("utf-8")), (
            path
        )
    assert (site / "reference" / "mapping" / "index.html").stat().st_size < HEAVIEST


def test_the_file_for_other_tools_leads_to_the_pages(built_site: Path) -> None:
    data = json.loads((built_site / "map.json").read_text("utf-8"))
    assert data["version"] == 1
    places = [row["url"] for row in data["rows"]] + [one["glossary"] for one in data["concepts"].values()]
    places += [one["home"] for one in data["concepts"].values() if one["home"]]
    for place in places:
        assert set(place) == set(LANGUAGES)
        for address in place.values():
            path, _, section = address.partition("#")
            assert section in page(built_site / path / "index.html").ids, address


@pytest.mark.parametrize("language", LANGUAGES)
def test_cards_are_no_part_of_what_a_page_is_found_by(language: str, built_site: Path) -> None:
    found = list((folder(built_site, language) / "search").glob("*.json"))
    assert found
    for path in found:
        text = path.read_text("utf-8")
        assert "この行へのリンク" not in text and "Link to this row" not in text and "kakehashi home" not in text
