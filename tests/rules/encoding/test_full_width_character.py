"""Full-width letters, digits and punctuation in code."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.drawing import drawn, in_fence, places

RULE = "encoding/full-width-character"

WRONG = {
    "a colon after a key": ("yaml", "spec：\n  a: 1", [(2, 5)], "`：`"),
    "a colon between key and value": ("yaml", "a: 1\nimage：nginx", [(3, 6)], "`：`"),
    "a colon in a list": ("yaml", "- name：web\n  image: a", [(2, 7)], "`：`"),
    "a digit": ("yaml", "replicas: ３", [(2, 11)], "`３`"),
    "a comma between strings": ("yaml", 'a: ["b"，"c"]', [(2, 8)], "`，`"),
    "a comment sign": ("yaml", "＃ note\na: 1", [(2, 1)], "`＃`"),
    "an option": ("bash", "kubectl scale a --replicas=３", [(2, 28)], "`３`"),
    "a pipe": ("bash", "ls ｜ wc", [(2, 4)], "`｜`"),
    "a comment sign in bash": ("bash", "＃ 一覧\nls", [(2, 1)], "`＃`"),
    "a colon in JSON": ("json", '{"a"：1}', [(2, 5)], "`：`"),
    "braces in JSON": ("json", '｛"a": 1｝', [(2, 1)], "`｛ ｝`"),
}

FINE = {
    "a Japanese value": ("yaml", "a: これは（例）です：正しい、値！"),
    "a Japanese list item": ("yaml", "- Pod：最小の単位\n- Node：機械"),
    "a comment": ("yaml", "a: 1 # （例）：３"),
    "quotes": ("yaml", 'a: "３：（例）"'),
    "parentheses in an English title": ("yaml", "title: Deployment（v1）"),
    "an argument with Japanese": ("bash", "cat メモ（案）.txt"),
    "a string in bash": ("bash", 'echo "（例）：３"'),
    "a placeholder": ("bash", "kubectl get pod <名前（例）>"),
    "a comment in JSONC": ("jsonc", '{"a": 1 // （例）\n}'),
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


def test_a_colon_gets_its_space(tmp_path: Path) -> None:
    assert drawn(tmp_path, RULE, in_fence("yaml", "a: 1\nimage：nginx"))[0].fix == ": "
    assert drawn(tmp_path / "b", RULE, in_fence("yaml", "spec：\n  a: 1"))[0].fix == ":"


def test_the_parser_is_not_blamed_as_well(tmp_path: Path) -> None:
    assert drawn(tmp_path, "yaml/syntax", in_fence("yaml", "a: 1\nimage：nginx\nb: 2")) == []
