"""Full-width spaces in code."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.drawing import drawn, in_fence, places

RULE = "encoding/full-width-space"

WRONG = {
    "after a colon": ("yaml", "name:\u3000web", [(2, 6)], "U+3000"),
    "in an indent": ("yaml", "spec:\n\u3000a: 1", [(3, 1)], "U+3000"),
    "before a comment": ("yaml", "a: 1\u3000# b", [(2, 5)], "U+3000"),
    "at the end of a line": ("yaml", "a: b\u3000", [(2, 5)], "U+3000"),
    "between two words of a command": ("bash", "kubectl get\u3000pods", [(2, 12)], "U+3000"),
    "two in a line are one finding": ("bash", "kubectl\u3000get\u3000pods", [(2, 8)], "U+3000"),
    "before a placeholder": ("bash", "kubectl drain\u3000<ノード名>", [(2, 14)], "U+3000"),
    "in JSON": ("json", '{\n\u3000"a": 1}', [(3, 1)], "U+3000"),
}

FINE = {
    "a comment": ("yaml", "a: 1 # 全角\u3000の空白"),
    "quotes": ("yaml", 'a: "東京\u3000大阪"'),
    "a Japanese value": ("yaml", "a: 東京\u3000大阪"),
    "a block scalar": ("yaml", "a: |\n  b\u3000c"),
    "a string in JSON": ("json", '{"a": "b\u3000c"}'),
    "a string in bash": ("bash", "echo 'a\u3000b' # c\u3000d"),
    "Japanese words of echo": ("bash", "echo 完了\u3000です"),
    "a here-document": ("bash", "cat <<EOF\na\u3000b\nEOF"),
    "text": ("text", "a\u3000b"),
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


def test_the_correction_is_certain(tmp_path: Path) -> None:
    found = drawn(tmp_path, RULE, in_fence("yaml", "name:\u3000web"))
    assert found[0].fix == " "
