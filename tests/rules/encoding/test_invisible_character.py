"""Characters nobody can see, in code."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.drawing import drawn, in_fence, places

RULE = "encoding/invisible-character"

WRONG = {
    "a no-break space after a colon": ("yaml", "name:\xa0web", [(2, 6)], "U+00A0 no-break space"),
    "a zero-width space in a word": ("yaml", "image: ng\u200binx", [(2, 10)], "U+200B zero width space"),
    "a no-break space in an indent": ("yaml", "a:\n\xa0\xa0b: 1", [(3, 1)], "no-break"),
    "a no-break space in a command": ("bash", "ls\xa0-l", [(2, 3)], "no-break"),
    "a mark that turns the text": ("bash", "ls \u202ea", [(2, 4)], "right-to-left override"),
    "a soft hyphen in JSON": ("json", '{"a"\xad: 1}', [(2, 5)], "soft hyphen"),
}

FINE = {
    "quotes": ("yaml", 'a: "b\xa0c"'),
    "a comment": ("bash", "ls # a\xa0b"),
    "an emoji of several parts": ("yaml", "a: 👩\u200d💻"),
    "a block scalar": ("yaml", "a: |\n  b\xa0c"),
    "text": ("text", "a\xa0b"),
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


def test_a_space_is_put_in_its_place_and_what_has_no_width_is_deleted(tmp_path: Path) -> None:
    assert drawn(tmp_path, RULE, in_fence("yaml", "a:\u00a0b"))[0].fix == " "
    assert drawn(tmp_path / "b", RULE, in_fence("yaml", "a: b\u200bc"))[0].fix == ""
