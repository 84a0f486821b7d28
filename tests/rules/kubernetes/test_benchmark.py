"""How much of what writers get wrong is caught, at the right line, and how often correct snippets are accused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest
from tests.rules.kubernetes.correct import CORRECT
from tests.rules.kubernetes.mistakes import MISTAKES, Mistake

from kakehashi.engine import check_site
from kakehashi.finding import Finding, Severity
from kakehashi.settings import Settings

RECALL, RIGHT_LINE, FALSE_ALARMS = 0.95, 0.98, 0.01
OPENING = 3
"""Lines of a page above the body of its snippet."""


def _checked(folder: Path, snippets: Sequence[tuple[str, str, str]]) -> Mapping[int, list[Finding]]:
    """The findings on each of some (language, marking, text), each on a page of its own."""
    for number, (language, check, text) in enumerate(snippets):
        mark = f'{{.{language} check="{check}"}}' if check else language
        (folder / f"{number:04}.md").write_text(f"# x {{#x}}\n\n```{mark}\n{text}```\n", encoding="utf-8")
    found: dict[int, list[Finding]] = defaultdict(list)
    for finding in check_site(folder, settings=Settings(), shown="").findings:
        found[int(finding.path[:4])].append(finding)
    return found


@cache
def _broken(folder: Path) -> Mapping[int, list[Finding]]:
    return _checked(folder, [(one.language, one.check, one.text) for one in MISTAKES])


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Mapping[int, list[Finding]]:
    """The findings on each mistake."""
    return _broken(tmp_path_factory.mktemp("broken"))


def _told(mistake: Mistake, found: Sequence[Finding]) -> list[Finding]:
    return [one for one in found if one.rule in mistake.rules]


def test_mistakes_are_caught_at_their_line(
    broken: Mapping[int, list[Finding]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(MISTAKES) >= 250
    missed, misplaced = [], []
    for number, mistake in enumerate(MISTAKES):
        told = _told(mistake, broken.get(number, []))
        written = mistake.text.split("\n")[mistake.line - 1]
        if not told:
            missed.append(f"{sorted(mistake.rules)}: {written}")
        elif all(one.span.line != mistake.line + OPENING for one in told):
            misplaced.append(f"{sorted(mistake.rules)}: {written}")
    caught = len(MISTAKES) - len(missed)
    recall, right = caught / len(MISTAKES), 1 - len(misplaced) / caught
    with capsys.disabled():
        print(f"\n{len(MISTAKES)} mistakes: recall {recall:.3f}, right line {right:.3f}")
    assert recall >= RECALL, "\n".join(missed)
    assert right >= RIGHT_LINE, "\n".join(misplaced)


def test_every_rule_is_measured() -> None:
    from kakehashi.rules import catalogue

    measured = {rule for mistake in MISTAKES for rule in mistake.rules}
    # These three are proven by their examples: what they speak of is rare by nature.
    rare = {"kubernetes/too-large", "kubernetes/newer-api", "kubernetes/newer-field"}
    assert {rule for rule in catalogue() if rule.startswith("kubernetes/")} - measured <= rare


def test_correct_snippets_are_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(CORRECT) >= 200
    found = _checked(tmp_path, [(one.language, one.check, one.text) for one in CORRECT])
    findings = [one for several in found.values() for one in several if one.rule != "kubernetes/image-tag"]
    shown = "\n".join(f"{one.path}:{one.span.line - OPENING}: {one.rule}: {one.message.en}" for one in findings)
    with capsys.disabled():
        print(f"\n{len(CORRECT)} correct snippets: {len(findings)} false alarms")
    assert not [one for one in findings if one.severity is Severity.ERROR], shown
    assert len({one.path for one in findings}) <= FALSE_ALARMS * len(CORRECT), shown


def test_corrections_heal(tmp_path: Path, broken: Mapping[int, list[Finding]]) -> None:
    """A correction that is applied without asking leaves nothing of its finding behind."""
    healed: list[tuple[str, str, str]] = []
    rules: list[str] = []
    for number, mistake in enumerate(MISTAKES):
        for one in _told(mistake, broken.get(number, [])):
            if one.fix is None or one.span.line != mistake.line + OPENING:
                continue
            lines = mistake.text.split("\n")
            line = lines[mistake.line - 1]
            lines[mistake.line - 1] = line[: one.span.column - 1] + one.fix + line[one.span.end_column - 1 :]
            healed.append((mistake.language, mistake.check, "\n".join(lines)))
            rules.append(one.rule)
    assert len(healed) >= 40
    found = _checked(tmp_path, healed)
    left = [
        (rule, healed[number][2]) for number, rule in enumerate(rules) if rule in {one.rule for one in found[number]}
    ]
    assert left == []
