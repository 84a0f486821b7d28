"""Faults of JSON, at the line that has to change."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.drawing import drawn, in_fence, places

RULE = "json/syntax"

WRONG = {
    "a comma after the last item": ("json", '{\n  "a": 1,\n}', [(3, 9)], "a comma after the last item"),
    "no comma": ("json", '{\n  "a": 1\n  "b": 2\n}', [(3, 8)], "a comma is missing after this"),
    "no colon": ("json", '{\n  "a" 1\n}', [(3, 5)], "a colon is missing"),
    "no quotes around a key": ("json", "{\n  a: 1\n}", [(3, 3)], "`a` stands without quotes"),
    "single quotes": ("json", "{'a': 1}", [(2, 2)], "double quotes only"),
    "a comment": ("json", '{\n  // b\n  "a": 1\n}', [(3, 3)], "no comments"),
    "an elision": ("json", '{\n  "a": 1,\n  ...\n}', [(4, 3)], "no mark of elision"),
    "an open string": ("json", '{\n  "a": "b,\n  "c": 1\n}', [(3, 8)], "not closed in its line"),
    "an open bracket": ("json", '{"a": [1, 2}', [(2, 7)], "`[` that opens here"),
    "an open brace at the end": ("json", '{\n  "a": {"b": 1\n}', [(3, 8)], "`{` that opens here"),
    "a word of Python": ("json", '{"a": True}', [(2, 7)], "no `True`"),
    "a second value": ("json", "{}\n{}", [(3, 1)], "a second value"),
    "a bracket too many": ("json", "{}}", [(2, 3)], "closes nothing"),
    "a bad escape": ("json", '{"a": "\\d"}', [(2, 8)], "no escape"),
    "no value": ("json", '{"a": }', [(2, 5)], "has no value"),
    "a bare word": ("json", '{"a": web}', [(2, 7)], "`web` is no value"),
    "no comma in JSONC": ("jsonc", '{\n  // b\n  "a": 1\n  "c": 2\n}', [(4, 8)], "a comma is missing"),
}

FINE = {
    "a value": ("json", '"a"'),
    "placeholders": ("json", '{"a": <b>, "c": "<d>"}'),
    "variables": ("json", '{"a": ${B}, "c": "$D"}'),
    "a template": ('{.json check="template"}', "{{ .a }}"),
    "a fragment": ('{.json check="fragment"}', '"a": 1'),
    "JSONC": ("jsonc", '{\n  // b\n  "a": [1, 2,], /* c */\n}'),
    "JSON5": ("json5", "{a: 'b'}"),
    "nothing": ("json", ""),
    "another language": ("json", "aws ecs list-clusters"),
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


def test_certain_corrections(tmp_path: Path) -> None:
    assert drawn(tmp_path / "a", RULE, in_fence("json", '{"a": 1,}'))[0].fix == ""
    assert drawn(tmp_path / "b", RULE, in_fence("json", '{"a": None}'))[0].fix == "null"
    assert drawn(tmp_path / "c", RULE, in_fence("json", "{a: 1}"))[0].fix == '"a"'
