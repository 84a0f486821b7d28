"""Faults of YAML, at the line that has to change."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.drawing import drawn, in_fence, places

RULE = "yaml/syntax"

WRONG = {
    "no colon after a key": ("yaml", "a: 1\nmetadata\n  name: b", [(3, 1)], "`metadata` has no `:`"),
    "no colon between key and value": ("yaml", "a: 1\nkind Pod\nb: 2", [(3, 1)], "`kind` has no `:`"),
    "no space after the colon": ("yaml", "a: 1\nimage:nginx\nb: 2", [(3, 6)], "no space after the colon"),
    "an equals sign": ("yaml", "a: 1\nreplicas = 3\nb: 2", [(3, 1)], "`=` stands after"),
    "too deep": ("yaml", "spec:\n  a: 1\n   b: 2\n  c: 3", [(4, 4)], "does not fit"),
    "too shallow": ("yaml", "spec:\n  a: 1\n b: 2\n  c: 3", [(4, 2)], "does not fit"),
    "an open double quote": ("yaml", 'a: "b\nc: d\ne: "f"', [(2, 4)], "never closed"),
    "an open single quote": ("yaml", "a: 'b\nc: d", [(2, 4)], "never closed"),
    "mixed quotes": ("yaml", "a: \"b'\nc: d", [(2, 4)], "opened by `\"` and closed by `'`"),
    "a quote inside its own kind": ("yaml", "a: 'it's'\nb: 1", [(2, 8)], "more text stands after"),
    "an open bracket": ("yaml", "a: [1, 2\nb: 3", [(2, 4)], "`[` that opens here"),
    "the wrong bracket": ("yaml", "a: [1, 2}\nb: 3", [(2, 9)], "`[` is closed by `}`"),
    "a bracket too many": ("yaml", "a: [1]]\nb: 3", [(2, 7)], "closes nothing"),
    "a missing comma": ("yaml", "a: {b: 1 c: 2}", [(2, 10)], "a comma is missing"),
    "two commas": ("yaml", "a: [1,, 2]", [(2, 7)], "two commas"),
    "no space after a dash": ("yaml", "a:\n  - b: 1\n  -c: 2\n    d: 3", [(4, 3)], "after the `-`"),
    "an item without a dash": (
        "yaml",
        "ports:\n  port: 1\n    name: b\n  - port: 2\n    name: c",
        [(3, 3)],
        "has no `-`",
    ),
    "a dash among keys": ("yaml", "spec:\n  a: 1\n  - b: 2", [(4, 3)], "among the keys"),
    "a second colon": ("yaml", "a: b: c\nd: 1", [(2, 5)], "a second `: `"),
    "an at sign": ("yaml", "a: @b\nc: 1", [(2, 4)], "may not start with `@`"),
    "an asterisk": ("yaml", "a: *.b\nc: 1", [(2, 4)], "may not start with `*`"),
    "a bad escape": ("yaml", 'a: "\\d"\nb: 1', [(2, 5)], "`\\d` is no escape"),
    "block text at the indent of its key": ("yaml", "a:\n  b: |\n  line\n  two\nc: 1", [(4, 3)], "indented deeper"),
    "a comment of another language": ("yaml", "a: 1\n// b\nc: 1", [(3, 1)], "another language"),
    "a ruler": ("yaml", "a: 1\n----\na: 2", [(3, 1)], "`----` does not separate"),
    "prose": ("yaml", "a: 1\nThis is the rest\nb: 2", [(3, 1)], "neither a key"),
    "a control character": ("yaml", "a: 1\nb: \x07", [(3, 4)], "control character"),
    "two faults": ("yaml", 'a: "b\nc: d\ne: [1\nf: 2', [(2, 4), (4, 4)], "never closed"),
    "a patch": ("bash", 'kubectl patch a b -p \'{"c": {"d": 1}\'', [(2, 23)], "`{` that opens here"),
    "a here-document in a list": (
        "bash",
        "cat <<EOF | kubectl apply -f -\na: 1\nb\n  c: 1\nEOF",
        [(4, 1)],
        "`b` has no `:`",
    ),
}

FINE = {
    "KYAML": ("yaml", '{\n  a: "b",\n  c: [1, 2,],\n}'),
    "a Helm template": ("yaml", "a: {{ .b }}\n{{- if .c }}\nd: 1\n{{- end }}"),
    "a marked template": ('{.yaml check="template"}', "a: ["),
    "an expression of GitHub Actions": ("yaml", "a: ${{ b.c }}"),
    "variables and placeholders": ("yaml", "a: ${B}\nc: <d>\ne: <名前>"),
    "another language": ("yaml", 'resource "a" "b" {\n  c = 1\n}'),
    "comments only": ("yaml", "# a: ["),
    "nothing": ("yaml", ""),
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


def test_a_column_counts_characters(tmp_path: Path) -> None:
    assert places(drawn(tmp_path, RULE, in_fence("yaml", "日本語: 値\n説明: @だれか"))) == [(3, 5)]


def test_a_place_in_an_indented_block_is_that_of_the_page(tmp_path: Path) -> None:
    page = "1. 項目\n\n    ```yaml\n    a: 1\n    b 2\n    c: 3\n    ```\n"
    assert places(drawn(tmp_path, RULE, page)) == [(5, 5)]


def test_a_long_broken_text_ends_in_time(tmp_path: Path) -> None:
    import time

    body = "\n".join(f"k{number}: {{a: [1, 2" for number in range(400))
    start = time.perf_counter()
    assert drawn(tmp_path, RULE, in_fence("yaml", body))
    assert time.perf_counter() - start < 10
