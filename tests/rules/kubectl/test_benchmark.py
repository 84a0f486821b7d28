"""The room's corpora: whole snippets that are right, and mistakes planted in such snippets."""

from __future__ import annotations

from pathlib import Path

from tests.rules.kubectl.benchmark import blocks, checked, missed, planted

DATA = Path(__file__).parent / "data"


def test_right_snippets_draw_nothing_from_any_rule(tmp_path: Path) -> None:
    text = (DATA / "clean.md").read_text("utf-8")
    findings = checked(tmp_path, text).findings
    print(f"kubectl: {blocks(text)} right snippets, {len(findings)} findings")
    assert [f"{one.span.line}: {one.rule}: {one.message.en}" for one in findings] == []


def test_planted_mistakes_are_found_at_the_exact_word_with_the_right_rule_and_suggestion(tmp_path: Path) -> None:
    text, mistakes = planted((DATA / "mistakes.md").read_text("utf-8"))
    lacking, extra = missed(mistakes, iter(checked(tmp_path, text).findings))
    recall = 1 - len(lacking) / len(mistakes)
    print(f"kubectl: {len(mistakes)} mistakes, recall {recall:.3f}, {len(extra)} false alarms")
    assert [f"{one.span.line}: {one.rule}: {one.message.en}" for one in extra] == []
    assert recall >= 0.98, lacking
