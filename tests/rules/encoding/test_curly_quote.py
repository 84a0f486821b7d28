"""Curly quotes that are meant to quote."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.drawing import drawn, in_fence, places

RULE = "encoding/curly-quote"

WRONG = {
    "a value": ("yaml", "image: “nginx”", [(2, 8)], "“ ”"),
    "items of a list": ("yaml", "args: [“-c”, ‘x’]", [(2, 8)], "“ ” ‘ ’"),
    "an argument": ("bash", "ls “a b”", [(2, 4)], "“ ”"),
    "a patch": ("bash", 'kubectl patch deploy a -p ‘{"a": 1}’', [(2, 27)], "‘ ’"),
    "after an equals sign": ("bash", "kubectl get pods --selector=“a”", [(2, 29)], "“ ”"),
    "keys in JSON": ("json", "{“a”: 1}", [(2, 2)], "“ ”"),
}

FINE = {
    "an apostrophe in a value": ("yaml", "a: it’s fine"),
    "a quotation inside prose": ("yaml", "a: this is “fine” prose"),
    "prose that starts with a quotation": ("yaml", "a: “本番”の設定"),
    "quotes around quotes": ("yaml", 'a: "“b”"'),
    "an apostrophe in bash": ("bash", "echo it’s"),
    "a string in JSON": ("json", '{"a": "“b”"}'),
    "a comment": ("bash", "ls # “a”"),
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


def test_the_correction_keeps_what_is_quoted(tmp_path: Path) -> None:
    found = drawn(tmp_path, RULE, in_fence("yaml", "image: “nginx:1.27”"))
    assert found[0].fix == '"nginx:1.27"'
