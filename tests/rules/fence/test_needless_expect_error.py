"""Bad examples that are not bad."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.drawing import drawn, in_fence, places

RULE = "fence/needless-expect-error"

WRONG = {
    "correct YAML": ('{.yaml expect-error="yaml/syntax"}', "a: 1", [(1, 11)], "does not draw yaml/syntax"),
    "another finding": ('{.yaml expect-error="yaml/syntax"}', "a: 1\na: 2", [(1, 11)], "but yaml/duplicate-key"),
    "a rule that does not exist": (
        '{.yaml expect-error="yaml/sintax"}',
        "a: [",
        [(1, 11)],
        "does not draw yaml/sintax",
    ),
}

FINE = {
    "the finding it announces": ('{.yaml expect-error="yaml/syntax"}', "a: ["),
    "a finding of the whole run": ('{.bash expect-error="shell/syntax"}', "ls 'a"),
    "none announced": ("yaml", "a: 1"),
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


def test_the_announced_finding_is_not_reported(tmp_path: Path) -> None:
    page = in_fence('{.yaml expect-error="yaml/duplicate-key"}', "a: 1\na: 2")
    assert drawn(tmp_path, "yaml/duplicate-key", page) == []
