"""Correct snippets draw nothing, broken ones are named at the line that has to change: measured, with a bar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from kakehashi.engine import check_site
from kakehashi.finding import Finding
from kakehashi.settings import Settings

DATA = Path(__file__).parent / "data"
ROOMS = ("encoding/", "fence/", "yaml/", "json/", "shell/")
MARK = re.compile(r"⟦(?:U\+(?P<code>[0-9A-F]{4,6})|(?P<name>SP|TAB))⟧")
"""How the data files write characters that no reader of them could see."""

RECALL, RIGHT_LINE, FALSE_ALARMS = 0.95, 0.98, 0.01


@dataclass(frozen=True)
class Case:
    """One snippet, the rule it must draw and the line of its body that has to change; 0 is the fence itself."""

    name: str
    info: str
    body: str
    rule: str = ""
    line: int = 0


def _character(match: re.Match[str]) -> str:
    return chr(int(match["code"], 16)) if match["code"] else {"SP": " ", "TAB": "\t"}[match["name"]]


def read(name: str) -> Iterator[Case]:
    """Yield the cases of a data file: ``=== info string of the fence`` (``| rule line`` where broken), then a body."""
    for file in sorted(DATA.glob(f"{name}_*.txt")):
        head, body = "", []
        number = 0
        lines = file.read_text("utf-8").split("\n")
        for line in [*lines[:-1], "=== end"]:
            if not line.startswith("=== "):
                body.append(line)
                continue
            if head:
                number += 1
                info, _, expected = head.partition(" | ")
                rule, _, at = expected.partition(" ")
                text = MARK.sub(_character, "\n".join(body))
                yield Case(f"{file.stem}#{number}", info, text, rule, int(at or 0))
            head, body = line[4:], []


def findings(folder: Path, cases: list[Case]) -> dict[str, list[Finding]]:
    """Check every case on a page of its own, whose body starts in line 2; the file name is the case."""
    for case in cases:
        fence = "````" if "```" in case.body else "```"
        page = f"{fence}{case.info}\n{case.body}\n{fence}\n"
        (folder / f"{case.name.replace('#', '-')}.md").write_text(page, "utf-8")
    found: dict[str, list[Finding]] = {case.name: [] for case in cases}
    for finding in check_site(folder, settings=Settings(map=None), shown="").findings:
        if finding.rule.startswith(ROOMS):
            found[finding.path.removesuffix(".md").replace("-", "#")].append(finding)
    return found


@cache
def cases(name: str) -> list[Case]:
    return list(read(name))


def _told(found: list[Finding]) -> str:
    return "; ".join(f"{one.rule} at {one.span.line - 1}: {one.message.en}" for one in found) or "nothing"


def test_correct_snippets_draw_nothing(tmp_path: Path) -> None:
    correct = cases("correct")
    assert len(correct) >= 150
    found = findings(tmp_path, correct)
    wrong = [f"{case.name} ({case.info}): {_told(found[case.name])}" for case in correct if found[case.name]]
    share = len(wrong) / len(correct)
    print(f"\n{len(correct)} correct snippets, false alarms {share:.1%}")
    assert share <= FALSE_ALARMS, "\n".join(wrong)


def test_broken_snippets_are_named_at_their_line(tmp_path: Path) -> None:
    broken = cases("broken")
    assert len(broken) >= 150
    found = findings(tmp_path, broken)
    caught = [case for case in broken if any(one.rule == case.rule for one in found[case.name])]
    right = [
        case
        for case in caught
        if next(one.span.line - 1 for one in found[case.name] if one.rule == case.rule) == case.line
    ]
    more = [case for case in broken if any(one.rule != case.rule for one in found[case.name])]
    recall, lines = len(caught) / len(broken), len(right) / len(caught)
    print(f"\n{len(broken)} broken snippets, recall {recall:.1%}, right line {lines:.1%}, with other rules {len(more)}")
    missed = [
        f"{case.name} wants {case.rule} at {case.line}: {_told(found[case.name])}"
        for case in broken
        if case not in right
    ]
    assert recall >= RECALL, "\n".join(missed)
    assert lines >= RIGHT_LINE, "\n".join(missed)


@pytest.mark.parametrize("room", ["encoding/", "fence/", "yaml/", "json/", "shell/"])
def test_every_room_has_its_share_of_broken_snippets(room: str) -> None:
    assert sum(case.rule.startswith(room) for case in cases("broken")) >= 10
