"""Tabs in the indent of YAML."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.drawing import drawn, in_fence, places

RULE = "yaml/tabs"

WRONG = {
    "one tab": ("yaml", "a:\n\tb: 1", [(3, 1)], "a tab indents"),
    "a tab after spaces": ("yaml", "a:\n  b: 1\n  \tc: 2", [(4, 3)], "a tab indents"),
    "every line is named": ("yaml", "a:\n\tb: 1\n\tc: 2", [(3, 1), (4, 1)], "spaces only"),
    "after a dash": ("yaml", "a:\n  -\tb: 1\n    c: 2", [(3, 4)], "a tab"),
}

FINE = {
    "a tab in a value": ("yaml", 'a: "b\tc"'),
    "a tab before a comment": ("yaml", "a: 1\t# b"),
    "a tab in a block scalar": ("yaml", "a: |\n  b\n  \tc"),
    "JSON with tabs": ("yaml", '{\n\t"a": 1\n}'),
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


def test_the_correction_makes_it_yaml(tmp_path: Path) -> None:
    assert drawn(tmp_path, RULE, in_fence("yaml", "a:\n\tb: 1"))[0].fix == "  "


def test_the_parser_is_not_blamed_as_well(tmp_path: Path) -> None:
    assert drawn(tmp_path, "yaml/syntax", in_fence("yaml", "a:\n\tb: 1\n\tc:\n\t\td: 1")) == []
