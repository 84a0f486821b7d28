"""Blocks that could be checked."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.drawing import drawn, in_fence, places

RULE = "fence/needless-skip"

WRONG = {
    "correct JSON": ('{.json skip="a reason"}', "{}", [(1, 11)], "nothing in this block"),
    "a language without checks": ('{.hcl skip="a reason"}', "a = 1", [(1, 10)], "hcl are not checked"),
}

FINE = {
    "a broken block": ('{.json skip="a reason"}', "{"),
    "no skip": ("json", "{}"),
    "no reason, which another rule names": ('{.json skip=""}', "{}"),
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
