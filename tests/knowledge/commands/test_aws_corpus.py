"""Agreement with the real AWS CLI: commands with the verdicts that its own parser and models gave."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kakehashi.knowledge.commands import aws
from kakehashi.knowledge.commands.model import Context, Problem, words_of

_RECORD: dict[str, Any] = json.loads(Path(__file__).with_name("data").joinpath("aws_corpus.json").read_text("utf-8"))
COMMANDS: list[dict[str, Any]] = _RECORD["commands"]
# The tool leaves these to the service, or does something that nobody wants.
_BEYOND_THE_TOOL = {"aws/unknown-value", "aws/shadowed-parameter"}


def errors(words: list[str]) -> list[Problem]:
    found = aws.check(words_of("aws", *words), Context())
    return [problem for problem in found if problem.severity == "error" and problem.rule not in _BEYOND_THE_TOOL]


def test_the_corpus_is_of_the_snapshot_s_version_and_has_both_kinds() -> None:
    assert _RECORD["version"] == aws.version()
    assert len(COMMANDS) > 500
    assert 0.4 < sum(command["accepted"] for command in COMMANDS) / len(COMMANDS) < 0.6


@pytest.mark.parametrize("command", [c for c in COMMANDS if c["accepted"]], ids=lambda c: " ".join(c["words"])[:90])
def test_no_false_alarm(command: dict[str, Any]) -> None:
    assert errors(command["words"]) == []


def test_agreement() -> None:
    differ = [" ".join(c["words"]) for c in COMMANDS if bool(errors(c["words"])) == c["accepted"]]
    assert 1 - len(differ) / len(COMMANDS) >= 0.995, differ
