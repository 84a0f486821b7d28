"""Long dashes before options and items."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.drawing import drawn, in_fence, places

RULE = "encoding/long-dash"

WRONG = {
    "an en dash before a long option": ("bash", "kubectl apply -f a.yaml –dry-run=client", [(2, 25)], "`–`"),
    "an em dash": ("bash", "kubectl delete pods —all", [(2, 21)], "`—`"),
    "an en dash before a letter": ("bash", "ls –l", [(2, 4)], "`–`"),
    "a dash that stands alone": ("bash", "kubectl exec web — sh", [(2, 18)], "`—`"),
    "a minus sign": ("bash", "ls −l", [(2, 4)], "`−`"),
    "an item": ("yaml", "a:\n  – b: 1", [(3, 3)], "`–`"),
    "an option in a list": ("yaml", "args:\n  - –port=80", [(3, 5)], "`–`"),
}

FINE = {
    "a dash in prose": ("yaml", "a: b – c"),
    "a dash that echo prints": ("bash", "echo a — b"),
    "a comment": ("bash", "ls # – a"),
    "quotes": ("bash", 'echo "–a"'),
    "a string in JSON": ("json", '{"a": "–b"}'),
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


@pytest.mark.parametrize(
    ("command", "fix"),
    [
        ("a –dry-run", "--"),
        ("a —all", "--"),
        ("a –n b", "-"),
        ("a –it", "-"),
        ("a −n b", "-"),
        ("a —", None),
        ("a –abc", None),
    ],
)
def test_the_number_of_hyphens_follows_the_option(command: str, fix: str | None, tmp_path: Path) -> None:
    found = drawn(tmp_path, RULE, in_fence("bash", command))
    assert (found[0].fix if found else None) == fix
