"""The form of the term file."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.drawing import drawn

from kakehashi.settings import Settings

RULE = "terms/term-file"
GOOD = "terms:\n  - words: [a]\n    language: en\n    write: b\n    why: {ja: 理由, en: reason}\n"
WRONG = {
    "an unknown key": (GOOD + "    wrods: [a]\n", 6, 5, "unknown key `wrods`"),
    "no reason": ("terms:\n  - words: [a]\n    language: en\n    write: b\n", 2, 5, "no `why`"),
    "a reason in one language": (GOOD.replace("{ja: 理由, en: reason}", "{en: reason}"), 5, 10, "both languages"),
    "no word": (
        GOOD.replace("words: [a]", "language: en").replace("    language: en\n", "", 1),
        2,
        5,
        "either `words` or",
    ),
    "words and a pattern": (GOOD + "    pattern: x\n", 2, 5, "either `words` or"),
    "a bad pattern": (GOOD.replace("words: [a]", 'pattern: "("'), 2, 14, "no regular expression"),
    "an unknown language": (GOOD.replace("language: en", "language: fr"), 3, 15, "a language is one of"),
    "no list": ("words: [a]\n", 1, 1, "one key, `terms`"),
    "words that are no list": (GOOD.replace("[a]", "a"), 2, 12, "a list of texts"),
    "broken YAML": ("terms: [\n", 2, 1, "not YAML"),
}


def site(terms: str) -> dict[str, str | bytes]:
    return {"ja/a.md": "# あ {#a}\n", "en/a.md": "# A {#a}\n", "terms/terms.yaml": terms}


@pytest.mark.parametrize("name", WRONG)
def test_a_fault_is_named_at_its_line_in_the_file(name: str, tmp_path: Path) -> None:
    terms, line, column, words = WRONG[name]
    found = drawn(tmp_path, RULE, site(terms))
    assert [(one.path, one.span.line, one.span.column) for one in found][:1] == [("terms/terms.yaml", line, column)]
    assert words in found[0].message.en
    assert found[0].message.ja


def test_a_good_file_draws_nothing(tmp_path: Path) -> None:
    assert drawn(tmp_path, RULE, site(GOOD)) == []


def test_no_file_is_no_fault_unless_the_settings_name_one(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"ja/a.md": "# あ {#a}\n"}
    assert drawn(tmp_path / "a", RULE, files) == []
    found = drawn(tmp_path / "b", RULE, files, Settings(map=None, terms="words.yaml"))
    assert [(one.path, one.span.line) for one in found] == [("words.yaml", 1)]
    assert "cannot be read" in found[0].message.en
