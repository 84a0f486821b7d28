"""The report as a person reads it, word for word, in both languages.

``site/`` holds pages with planted defects of every kind; ``rules.*.txt`` what the bad example of every rule draws.
After a change that is meant, ``UPDATE_GOLDEN=1 pytest tests/golden`` writes the files anew; read their diff.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from tests.examples import check_example

from kakehashi.engine import check_site
from kakehashi.finding import Language
from kakehashi.reporters import text
from kakehashi.rules import catalogue
from kakehashi.settings import Settings

HERE = Path(__file__).parent
UPDATE = os.environ.get("UPDATE_GOLDEN") == "1"


def same(name: str, report: str) -> None:
    file = HERE / name
    if UPDATE:
        file.write_text(report, "utf-8")
    assert file.is_file(), f"no golden file {name}; write it with UPDATE_GOLDEN=1"
    assert report == file.read_text("utf-8"), f"{name} differs; if that is meant: UPDATE_GOLDEN=1 pytest tests/golden"


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_report_of_a_site_with_planted_defects(
    language: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(HERE / "site", tmp_path / "site")
    monkeypatch.chdir(tmp_path / "site")
    lines = text.report(check_site(Path("docs"), cached=False), language, timed=False)
    same(f"site.{language}.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_every_rule_says_about_its_bad_example(language: Language, tmp_path: Path) -> None:
    parts = []
    for number, rule in enumerate(catalogue().values()):
        folder = tmp_path / str(number)
        folder.mkdir()
        for finding in check_example(folder, rule, rule.bad, Settings()).findings:
            parts += text.render(finding, language)
        parts.append("")
    # Ages of rows are counted from today.
    same(f"rules.{language}.txt", re.sub(r"\b\d{3,}(?= days| 日)", "N", "\n".join(parts)))
