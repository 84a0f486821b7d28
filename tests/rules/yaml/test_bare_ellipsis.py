"""Marks of elision that YAML does not know."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.drawing import drawn, in_fence, places

RULE = "yaml/bare-ellipsis"

WRONG = {
    "a line of its own": ("yaml", "a:\n  ...\nb: 1", [(3, 3)], "no mark of elision"),
    "at the first column": ("yaml", "a: 1\n...", [(3, 1)], "no mark of elision"),
    "between documents of one object": ("yaml", "a: 1\n...\nb: 1", [(3, 1)], "no mark"),
    "a value": ("yaml", "a: ...", [(2, 4)], "a value"),
    "an item": ("yaml", "a:\n  - ...", [(3, 5)], "no mark"),
    "in braces": ("yaml", "a: {...}", [(2, 5)], "a value"),
    "one character": ("yaml", "a: 1\n…", [(3, 1)], "`…`"),
    "a Japanese word": ("yaml", "a: 1\n（中略）\nb: 2", [(3, 1)], "（中略）"),
}

FINE = {
    "a comment": ("yaml", "a:\n  # ...\n  b: 1"),
    "quotes": ("yaml", 'a: "..."'),
    "the end of a value": ("yaml", "a: LS0tLS1..."),
    "a block scalar": ("yaml", "a: |\n  ...\n  b"),
    "the end of a stream": ("yaml", "---\na: 1\n..."),
    "the end of a document before the next": ("yaml", "a: 1\n...\n---\nb: 1"),
    "a template": ('{.yaml check="template"}', "a: ..."),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_defect_is_named_at_its_place(name: str, tmp_path: Path) -> None:
    info, body, expected, words = WRONG[name]
    found = drawn(tmp_path, RULE, in_fence(info, body))
    assert places(found) == expected
    assert words in found[0].message.en
    assert found[0].message.ja


@pytest.mark.parametrize("name", FINE)
def test_correct_text_draws_nothing(name: str, tmp_path: Path) -> None:
    info, body = FINE[name]
    assert drawn(tmp_path, RULE, in_fence(info, body)) == []


def test_the_parser_is_not_blamed_as_well(tmp_path: Path) -> None:
    assert drawn(tmp_path, "yaml/syntax", in_fence("yaml", "a:\n  b: 1\n  ...\nc: 1")) == []


def test_the_correction_makes_it_a_comment(tmp_path: Path) -> None:
    assert drawn(tmp_path, RULE, in_fence("yaml", "a:\n  ...\nb: 1"))[0].fix == "# ..."
