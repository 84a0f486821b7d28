"""Attributes nothing understands."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.drawing import drawn, in_fence, places

RULE = "fence/unknown-attribute"

WRONG = {
    "a misspelt title": ('{.yaml titel="a"}', "a: 1", [(1, 11)], "`titel`"),
    "a misspelt check": ('{.yaml chek="patch"}', "a: 1", [(1, 11)], "`chek`"),
    "a made-up name": ('{.yaml colour="red"}', "a: 1", [(1, 11)], "`colour`"),
    "an unknown value": ('{.yaml check="whatever"}', "a: 1", [(1, 11)], "no value of check"),
    "a bad place": ('{.yaml check="fragment:spec"}', "a: 1", [(1, 11)], "no value of check"),
    "a reason in check": ('{.yaml check="skip=why"}', "a: 1", [(1, 11)], "no value of check"),
    "no id of a rule": ('{.yaml expect-error="syntax"}', "a: 1", [(1, 11)], "no id of a rule"),
    "without braces": ('bash chek="patch"', "ls", [(1, 9)], "`chek`"),
}

FINE = {
    "those of this site": ('{.yaml title="a" linenums="1" hl_lines="1" check="fragment:Pod.spec.containers"}', "a: 1"),
    "a class and an id": ("{.yaml .no-copy #x}", "a: 1"),
    "words of other generators": ("yaml {linenos=true}", "a: 1"),
    "lines of other generators": ("yaml {1,3-5}", "a: 1"),
    "plain words": ("yaml Deployment の例", "a: 1"),
    "a switch without a value": ("bash copy", "ls"),
    "data attributes": ('{.yaml data-x="y"}', "a: 1"),
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


def test_a_near_miss_is_suggested(tmp_path: Path) -> None:
    found = drawn(tmp_path, RULE, in_fence('{.yaml check="fragmnt"}', "a: 1"))
    assert found[0].suggestion is not None and "`fragment`" in found[0].suggestion.en
