"""The search finds what readers look for, in their language alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.search import measure

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DOCS = Path(__file__).parent.parent.parent / "docs"
LEAST = {"ja": 40, "en": 20}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_queries_find_their_pages(language: str, browser: Browser, served_site: str) -> None:
    asked = measure.outcomes(browser, served_site, language)
    assert len(asked) >= LEAST[language]
    found, first = measure.AIMS[language]
    report = measure.table(language, asked)
    assert sum(one.found for one in asked) >= found * len(asked), report
    assert sum(one.rank == 1 for one in asked) >= first * len(asked), report
    assert [one.strays for one in asked if one.strays] == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_target_exists(language: str, built_site: Path) -> None:
    for entry in measure.queries(language):
        for target in entry["find"]:
            page, _, anchor = target.partition("#")
            file = built_site / measure.FOLDERS[language] / ("" if page == "index" else page) / "index.html"
            assert file.is_file(), target
            assert not anchor or f'id="{anchor}"' in file.read_text("utf-8"), target


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_is_asked_for(language: str) -> None:
    asked = {target.partition("#")[0] for entry in measure.queries(language) for target in entry["find"]}
    folder = DOCS / language
    pages = {path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.md")}
    assert {page.removesuffix("/index") for page in pages} <= asked
