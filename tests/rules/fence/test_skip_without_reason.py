"""Blocks taken out without a word."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.drawing import drawn, in_fence, places

RULE = "fence/skip-without-reason"

WRONG = {
    "an empty reason": ('{.json skip=""}', "{", [(1, 11)], "without a reason"),
    "no value": ("{.json skip}", "{", [(1, 11)], "without a reason"),
    "spaces": ('{.json skip="  "}', "{", [(1, 11)], "without a reason"),
}

FINE = {
    "a reason": ('{.json skip="the API answers so"}', "{"),
    "no skip": ("json", "{}"),
    "a plain word": ("json skip", "{}"),
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
