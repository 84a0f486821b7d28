"""The project's own map is whole, and its pages show all of it."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import jsonschema
import pytest
import yaml
from tests.comparison.small import view_of

from kakehashi.comparison.concepts import COMMANDS, ConceptMap
from kakehashi.comparison.gain import gains
from kakehashi.comparison.reading import read_map
from kakehashi.comparison.sheets import fill_sheet
from kakehashi.pages.site import read_site

DOCS = Path(__file__).parent.parent.parent / "docs"
FIRST = [f"M{number:03}" for number in range(1, 161)]
COMMAND_ROWS = [f"C{number:02}" for number in range(1, 31)]


@pytest.fixture(scope="module")
def concepts() -> ConceptMap:
    return read_map(DOCS, "map")


def test_every_row_is_there_and_nothing_is_wrong(concepts: ConceptMap) -> None:
    assert concepts.problems == ()
    assert {*FIRST, *COMMAND_ROWS} <= concepts.rows_by_id.keys()
    used = {one for row in concepts.rows for one in (*row.ecs, *row.kubernetes)}
    assert concepts.concepts.keys() == used


@pytest.mark.parametrize("path", sorted((DOCS / "map").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_file_of_the_map_fits_the_schema_editors_use(path: Path) -> None:
    schema = json.loads((DOCS / "map" / "schema.json").read_text("utf-8"))
    data = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    for row in data["relations"]:
        if row.get("trap") == "null":
            row["trap"] = None
    jsonschema.validate(data, schema, cls=jsonschema.Draft202012Validator)
    assert {row["category"] for row in data["relations"]} == {path.stem}


def test_an_unsettled_row_says_what_is_in_doubt(concepts: ConceptMap) -> None:
    for row in concepts.rows:
        if row.confidence == "unverified":
            assert row.trap or row.note, row.id


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_pages_made_of_the_map_show_every_row_and_concept_once(language: str, concepts: ConceptMap) -> None:
    view = view_of(concepts, language)
    pages = {
        name: fill_sheet((DOCS / language / "reference" / f"{name}.md").read_text("utf-8"), view, "map.json")
        for name in ("mapping", "cli-map", "glossary")
    }
    shown = {name: re.findall(r'\bid="(row-[a-z]\d+|term-[a-z0-9-]+)"', page) for name, page in pages.items()}
    expected = Counter(row.anchor for row in concepts.rows if row.category != COMMANDS)
    assert Counter(shown["mapping"]) == expected
    assert Counter(shown["cli-map"]) == Counter(row.anchor for row in concepts.rows if row.category == COMMANDS)
    assert Counter(shown["glossary"]) == Counter(f"term-{one}" for one in concepts.concepts)
    assert not any("<!-- kakehashi: " in page for page in pages.values())
    doubts = sum(row.confidence == "unverified" and row.category != COMMANDS for row in concepts.rows)
    assert pages["mapping"].count("kh-tag--doubt") == doubts


def test_the_founding_page_is_linked_in_full(concepts: ConceptMap) -> None:
    site = read_site(DOCS, "docs/", [DOCS])
    found = {one.path: one for one in gains(site, concepts)}
    for language in ("ja", "en"):
        one = found[f"docs/{language}/concepts/cluster-architecture.md"]
        assert one.rows >= 40 and one.names >= 80 and one.links == one.rows + one.names
