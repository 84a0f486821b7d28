"""Two objects in one document."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.drawing import drawn, in_fence, places

RULE = "yaml/missing-separator"

WRONG = {
    "two objects": (
        "yaml",
        "apiVersion: v1\nkind: A\nmetadata: {name: a}\napiVersion: v1\nkind: B\nmetadata: {name: b}",
        [(5, 1)],
        "second object",
    ),
    "kind comes first": ("yaml", "kind: A\napiVersion: v1\nkind: B\napiVersion: v1", [(4, 1)], "---"),
    "three objects": (
        "yaml",
        "apiVersion: v1\nkind: A\napiVersion: v1\nkind: B\napiVersion: v1\nkind: C",
        [(4, 1), (6, 1)],
        "---",
    ),
}

FINE = {
    "a separator": ("yaml", "apiVersion: v1\nkind: A\n---\napiVersion: v1\nkind: B"),
    "only kind twice": ("yaml", "apiVersion: v1\nkind: A\nkind: B"),
    "alternatives": ('{.yaml check="alternatives"}', "apiVersion: v1\nkind: A\napiVersion: v1\nkind: B"),
    "objects of a list": ("yaml", "items:\n- apiVersion: v1\n  kind: A\n- apiVersion: v1\n  kind: B"),
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


def test_a_real_duplicate_in_the_second_object_is_still_found(tmp_path: Path) -> None:
    body = "apiVersion: v1\nkind: A\napiVersion: v1\nkind: B\nspec: {}\nspec: {}"
    assert places(drawn(tmp_path, "yaml/duplicate-key", in_fence("yaml", body))) == [(7, 1)]


def test_the_correction_puts_the_separator_above(tmp_path: Path) -> None:
    found = drawn(tmp_path, RULE, in_fence("yaml", "apiVersion: v1\nkind: A\napiVersion: v1\nkind: B"))
    assert found[0].fix is not None and found[0].fix.startswith("---\napiVersion")
