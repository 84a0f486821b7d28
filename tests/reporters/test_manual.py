"""The manual as pages: one section a rule, in both languages alike, and no example that breaks out of its fence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from kakehashi.engine import check_site
from kakehashi.finding import Language
from kakehashi.pages.page import scan
from kakehashi.pages.source import Source
from kakehashi.reporters.coverage import numbers, section
from kakehashi.reporters.manual import LONGEST, ROOMS, SITE, address, anchor, explain, sections
from kakehashi.rules import catalogue
from kakehashi.settings import Settings

ROOT = Path(__file__).parent.parent.parent
RULES = list(catalogue().values())


def page(language: Language) -> str:
    return "# A {#a}\n\n" + "\n".join(sections(RULES, language))


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_rule_has_a_section_and_every_example_stays_in_its_fence(language: Language) -> None:
    scanned = scan(Source("a.md", page(language)))
    ids = [heading.id for heading in scanned.headings]
    assert None not in ids and len(ids) == len(set(ids))
    assert [identifier for identifier in ids if identifier in {anchor(rule.id) for rule in RULES}] == [
        anchor(rule.id) for rule in RULES
    ]
    assert all(fence.closed and fence.language for fence in scanned.fences)
    assert len(scanned.fences) >= 2 * len(RULES)
    assert not scanned.comments and "kakehashi: manual" not in page(language)
    assert all(len(fence.text) < LONGEST * 2 for fence in scanned.fences)


def test_both_languages_have_the_same_headings_and_code(tmp_path: Path) -> None:
    for language in ("ja", "en"):
        (tmp_path / language).mkdir()
        (tmp_path / language / "a.md").write_text(page("ja" if language == "ja" else "en"), "utf-8")
    found = check_site(tmp_path, settings=Settings(map=None)).findings
    assert [one for one in found if one.rule in ("parity/headings", "parity/code", "parity/tables")] == []


def test_an_include_in_an_example_is_shown_and_not_followed() -> None:
    text = page("en")
    assert ';--8<-- "hallo.txt"' in text
    assert not re.search(r"^[ \t]*-+8<-", text, re.MULTILINE)


def test_every_room_has_a_name() -> None:
    rooms = {rule.id.partition("/")[0] for rule in RULES}
    assert rooms <= ROOMS.keys(), f"give these a name in reporters/manual.py: {sorted(rooms - ROOMS.keys())}"


def test_the_address_is_that_of_this_site() -> None:
    configuration = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    assert configuration["site_url"] == SITE
    assert address("yaml/duplicate-key", "ja") == f"{SITE}reference/checks/#yaml-duplicate-key"
    for language in ("ja", "en"):
        source = (ROOT / "docs" / language / "reference" / "checks.md").read_text("utf-8")
        assert source.count("<!-- kakehashi: manual -->") == 1


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_an_explanation_is_short_enough_to_read_and_safe_to_print(rule: object) -> None:
    for language in ("en", "ja"):
        text = "\n".join(explain(rule, language))  # type: ignore[arg-type]
        assert len(text) < 8000
        assert all(char.isprintable() or char in "\n\t\u3000" for char in text), ascii(text)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_figure_of_coverage_adds_up(language: Language, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        '# A {#a}\n\n```yaml\na: 1\n```\n\n```text\nx\n```\n\n```{.yaml skip="why"}\na: 1\n```\n'
    )
    blocks = check_site(tmp_path).blocks
    text = section(numbers(blocks), language)
    rows = re.findall(r"^\| [^|]+ \| (\d+) \|", text, re.MULTILINE)
    assert sum(map(int, rows)) == len(blocks) == 3
    assert "{" not in text and "–" in section(numbers(()), language)
