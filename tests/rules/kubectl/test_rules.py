"""The rules about commands cover what the knowledge of commands can say, and the corpora cover the rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.rules.kubectl.benchmark import ROOMS, planted

from kakehashi.finding import Severity
from kakehashi.knowledge import commands
from kakehashi.pages.page import scan
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.source import Source
from kakehashi.pages.verdicts import complaints_of, rule_of
from kakehashi.rules import catalogue

KNOWLEDGE = Path(commands.__file__).parent
CORPORA = [Path(__file__).parents[1] / room.rstrip("/") / "data" / "mistakes.md" for room in ROOMS]
NAMED = re.compile(r'"((?:kubectl|aws|curl|openssl|nslookup|jq|journalctl)/[a-z-]+)"|f"\{tool\}/([a-z-]+)"')
# `case.problem(index, "key-value", …)`, `case.at_value(given, "selector", …)`, with arguments on lines of their own.
OF_KUBECTL = re.compile(r'(?:case|self)\.(?:problem|at_value)\(\s*(?:[^",]|\([^)]*\))+,\s*"([a-z-]+)"')


def snippet(text: str, language: str = "bash") -> Snippet:
    return scan(Source("page.md", f"````{language}\n{text.rstrip()}\n````\n")).fences[0]


def ids() -> set[str]:
    found: set[str] = set()
    for path in KNOWLEDGE.rglob("*.py"):
        source = path.read_text("utf-8")
        found |= {one[0] or f"tool/{one[1]}" for one in NAMED.findall(source)}
        if "kubectl" in path.parts:
            found |= {f"kubectl/{one}" for one in OF_KUBECTL.findall(source)}
    return {rule_of(one) for one in found}


def test_everything_the_knowledge_says_has_a_rule() -> None:
    assert len(ids()) > 45
    assert ids() - set(catalogue()) - {"kubectl/x"} == set()


def test_every_rule_stands_in_a_corpus() -> None:
    rules = {rule for rule in catalogue() if rule.startswith(ROOMS)}
    corpus = {one.rule for path in CORPORA for one in planted(path.read_text("utf-8"))[1]}
    assert rules - corpus == set()


def test_a_renamed_flag_is_put_right_without_asking() -> None:
    found = complaints_of(snippet("kubectl drain node-1 --delete-local-data=true"))
    (one,) = found["kubectl/removed-flag"]
    assert (one.fix, one.span.column, one.span.end_column) == ("--delete-emptydir-data", 22, 41)


@pytest.mark.parametrize(
    "text", ["kubectl gett pods", "kubectl drain n '--delete-local-data'", "kubectl version --short"]
)
def test_a_guess_and_a_flag_in_quotes_are_not_put_right_without_asking(text: str) -> None:
    found = [one for some in complaints_of(snippet(text)).values() for one in some]
    assert found and all(one.fix is None for one in found)


def test_what_is_going_away_is_a_warning_and_what_is_gone_an_error() -> None:
    old = complaints_of(snippet("kubectl get componentstatuses\nkubectl get psp"))
    assert old["kubectl/deprecated-resource"][0].severity is Severity.WARNING
    assert old["kubectl/removed-resource"][0].severity is Severity.ERROR


@pytest.mark.parametrize("marking", ['check="template"'])
def test_templates_are_left_alone(marking: str) -> None:
    page = scan(Source("page.md", f"```{{.bash {marking}}}\nkubectl gett pods\n```\n"))
    assert complaints_of(page.fences[0]) == {}


def test_another_language_under_the_name_of_bash_is_left_alone() -> None:
    assert complaints_of(snippet("apiVersion: v1\nkind: Pod\nkubectl: gett")) == {}
