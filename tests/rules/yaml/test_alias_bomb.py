"""Aliases that multiply."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.drawing import drawn, in_fence, places

RULE = "yaml/alias-bomb"

ROWS = "\n".join(
    f"{name}: &{name} [{', '.join([f'*{above}'] * 10)}]" for above, name in zip("abcd", "bcde", strict=True)
)
BOMB = f"a: &a [{', '.join('x' * 10)}]\n{ROWS}"

WRONG = {
    "five rows of ten": ("yaml", BOMB, [(5, 4)], "10,000"),
}

FINE = {
    "a few aliases": ("yaml", "a: &a {b: 1}\nc: [*a, *a, *a]"),
    "no alias": ("yaml", 'a: "*"'),
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


def test_a_text_that_is_long_without_aliases_is_fine(tmp_path: Path) -> None:
    body = "a: &a x\n" + "\n".join(f"k{number}: *a" for number in range(12_000))
    assert drawn(tmp_path, RULE, in_fence("yaml", body)) == []


def test_an_alias_inside_its_own_anchor_ends(tmp_path: Path) -> None:
    assert len(drawn(tmp_path, RULE, in_fence("yaml", "a: &a [*a]"))) == 1
