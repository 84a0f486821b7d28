"""White space after a backslash."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.drawing import drawn, in_fence, places

RULE = "shell/space-after-backslash"

WRONG = {
    "a space": ("bash", "ls \\ \n  -l", [(2, 5)], "white space after the backslash"),
    "a tab": ("bash", "ls \\\t\n  -l", [(2, 5)], "white space"),
    "in the second line": ("bash", "ls \\\n  -l \\  \n  a", [(3, 7)], "white space"),
}

FINE = {
    "none": ("bash", "ls \\\n  -l"),
    "an escaped space": ("bash", "ls a\\ b"),
    "a string": ("bash", "echo 'a \\ \nb'"),
    "a comment": ("bash", "# a \\ "),
    "a here-document": ("bash", "cat <<EOF\na \\ \nEOF"),
    "two backslashes": ("bash", "echo a\\\\ "),
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


def test_the_correction_deletes_it(tmp_path: Path) -> None:
    assert drawn(tmp_path, RULE, in_fence("bash", "ls \\ \n  -l"))[0].fix == ""


def test_the_next_line_is_not_blamed_as_well(tmp_path: Path) -> None:
    page = in_fence("bash", "ls \\ \n  -l")
    assert drawn(tmp_path, "shell/shellcheck", page) + drawn(tmp_path, "shell/continuation", page) == []
