"""Keys that stand twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.drawing import drawn, in_fence, places

RULE = "yaml/duplicate-key"

WRONG = {
    "at the top": ("yaml", "a: 1\nb: 2\na: 3", [(4, 1)], "line 2"),
    "in a flow mapping": ("yaml", "x: {a: 1, a: 2}", [(2, 11)], "`a`"),
    "three times": ("yaml", "a: 1\na: 2\na: 3", [(3, 1), (4, 1)], "line 2"),
    "in the second document": ("yaml", "a: 1\n---\nb: 1\nb: 2", [(5, 1)], "`b`"),
    "with and without quotes": ("yaml", 'a: 1\n"a": 2', [(3, 1)], "`a`"),
    "in JSON": ("json", '{"a": 1,\n "a": 2}', [(3, 2)], "line 2"),
    "in a here-document": ("bash", "kubectl apply -f - <<'EOF'\na: 1\na: 2\nEOF", [(4, 1)], "line 3"),
}

FINE = {
    "the same key in two items": ("yaml", "- a: 1\n- a: 2"),
    "two merges": ("yaml", "x: &x {a: 1}\ny: &y {b: 1}\nz:\n  <<: *x\n  <<: *y"),
    "alternatives": ('{.yaml check="alternatives"}', "a: 1\na: 2"),
    "a template": ("yaml", "{{ if .a }}\na: 1\n{{ else }}\na: 2\n{{ end }}"),
    "two objects without a separator": ("yaml", "apiVersion: v1\nkind: A\napiVersion: v1\nkind: B"),
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
