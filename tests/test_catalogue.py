"""Every rule keeps the form of a rule, and its own examples prove it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kakehashi.rule import Rule
from kakehashi.rules import catalogue
from tests.examples import check_example

RULES = list(catalogue().values())
JAPANESE = re.compile("[぀-ヿ一-鿿]")


def test_there_are_rules() -> None:
    assert len(RULES) >= 15


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_explains_itself_in_both_languages(rule: Rule) -> None:
    for language in ("en", "ja"):
        assert rule.summary[language] and len(rule.summary[language]) < 140, f"{rule.id}: no summary in {language}"
        assert len(rule.manual[language]) > 30, f"{rule.id}: no paragraph in {language}"
    assert JAPANESE.search(rule.summary["ja"]) and JAPANESE.search(rule.manual["ja"])
    assert not JAPANESE.search(rule.summary["en"])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_good_example_draws_nothing(rule: Rule, tmp_path: Path) -> None:
    findings = check_example(tmp_path, rule, rule.good).findings
    assert [f"{one.rule}: {one.message.en}" for one in findings] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_bad_example_draws_this_rule_alone_with_words_in_both_languages(rule: Rule, tmp_path: Path) -> None:
    report = check_example(tmp_path, rule, rule.bad)
    assert {one.rule for one in report.findings} == {rule.id}, [
        f"{one.rule}: {one.message.en}" for one in report.findings
    ]
    for finding in report.findings:
        assert finding.message.en and finding.message.ja
        assert finding.severity is not None
