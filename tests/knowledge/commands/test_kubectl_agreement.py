"""The checker against a real kubectl: its own help examples, and recorded verdicts on right and wrong commands."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
from typing import Any

from kakehashi.knowledge.commands import Context, Word, check, words_of

Split = Callable[[str], Iterator[tuple[list[Word], bool]]]
Recorded = Callable[[str], Any]


def _errors(line: str) -> list[str]:
    piped = line.startswith("stdin | ")
    words = words_of(*shlex.split(line.removeprefix("stdin | ")))
    return [problem.en for problem in check(words, Context(reads_stdin=piped)).problems if problem.severity == "error"]


def test_help_examples_are_accepted(recorded: Recorded, commands_in: Split) -> None:
    seen = 0
    for line in recorded("kubectl-examples.json")["commands"]:
        if "$(" in line:
            continue  # splitting substitutions is not this test's business
        for words, piped in commands_in(line):
            if words and words[0].text == "kubectl":
                seen += 1
                verdict = check(words, Context(reads_stdin=piped or "cat" in line))
                assert verdict.status == "checked"
                assert not verdict.problems, (line, verdict.problems)
    assert seen > 300


# The binary lets these pass where a cluster's answer hides the slip or comes first; they are mistakes all the same.
MISTAKES_THAT_PASS = {
    "kubectl get pods --sort-by='{.a'",  # the path is read only when there is more than one row to sort
    "kubectl run a --image=x --dry-run client",  # "client" becomes the container's argument
    "kubectl port-forward web 80:80:80",  # ports are read after the connection is made
}


def test_agreement_with_the_binary(recorded: Recorded) -> None:
    rows = recorded("kubectl-verdicts.json")["verdicts"]
    wrong = [(row["command"], row["said"]) for row in rows if bool(_errors(row["command"])) == row["ok"]]
    assert len(rows) > 1000
    assert len(wrong) <= 0.01 * len(rows), wrong


def test_no_false_alarm_on_accepted_commands(recorded: Recorded) -> None:
    rows = [row for row in recorded("kubectl-verdicts.json")["verdicts"] if row["ok"]]
    assert len(rows) > 500
    alarms = {row["command"] for row in rows if _errors(row["command"])}
    assert alarms == MISTAKES_THAT_PASS
