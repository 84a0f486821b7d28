"""Verdicts on the commands of a snippet: asked once, quickly, and unknown tools are named."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from kakehashi.coverage import Status
from kakehashi.coverage.classes import classify
from kakehashi.pages.page import scan
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.source import Source
from kakehashi.pages.verdicts import verdicts_of
from kakehashi.rules import catalogue
from kakehashi.settings import Settings

CORPORA = sorted((Path(__file__).parents[1] / "rules").glob("*/data/clean.md"))


def snippets() -> list[Snippet]:
    pages = [scan(Source(str(path), path.read_text("utf-8"))) for path in CORPORA]
    return [fence for page in pages for fence in page.fences if fence.language == "bash" and fence.skip is None]


@pytest.mark.parametrize(
    ("text", "tools"),
    [
        ("argocd app list", ["argocd"]),
        ("kubectl get pods | stern web", ["stern"]),
        ("kubectl ctx prod", ["kubectl ctx"]),
        ("aws glue get-tables", ["aws glue"]),
        ("helm diff upgrade web ./chart", ["helm diff"]),
        ("docker scout cves web", ["docker scout"]),
        ("sudo -E terraform plan", ["terraform"]),
        ("./deploy.sh prod", ["deploy.sh"]),
        ("kubectl get pods\nls -la | grep x", []),
        ("f() {\n  ls\n}\nf", []),
    ],
)
def test_unknown_tools_are_named_and_never_passed_in_silence(text: str, tools: list[str]) -> None:
    fence = scan(Source("p.md", f"```bash\n{text}\n```\n")).fences[0]
    assert [verdict.tool for _, verdict in verdicts_of(fence) if verdict.status == "unchecked"] == tools
    block = classify(fence, Settings())
    assert block.status is (Status.PARTLY if tools else Status.CHECKED)
    assert [gap.en for gap in block.gaps] == [f"no grammar of `{tool}` here" for tool in tools]


def test_coverage_names_the_versions_it_checked_against() -> None:
    text = "aws ecr get-login-password | docker login -u AWS --password-stdin x\nkubectl get pods"
    fence = scan(Source("p.md", f"```bash\n{text}\n```\n")).fences[0]
    against = classify(fence, Settings()).against
    assert against[0] == "shellcheck"
    assert [one.split(".")[0] for one in against[1:]] == ["aws 2", "docker 28", "kubectl 1"]


def test_the_rules_see_twenty_thousand_commands_a_second_once_warm() -> None:
    rules = [rule for rule in catalogue().values() if rule.id.startswith(("kubectl/", "aws/", "tools/"))]

    def check() -> tuple[int, float]:
        fences = snippets()
        start = time.process_time()
        for fence in fences:
            for rule in rules:
                assert not list(rule.check(fence, Settings()))
        taken = time.process_time() - start
        return sum(len(verdicts_of(fence)) for fence in fences), taken

    check()
    count, seconds = min((check() for _ in range(3)), key=lambda one: one[1])
    print(f"{count / seconds:,.0f} commands a second through {len(rules)} rules")
    assert count > 400
    assert count / seconds >= 20_000
