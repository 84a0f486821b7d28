"""The reports for programs: SARIF by its official schema, GitHub's commands, one JSON object a line."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kakehashi.engine import Report, check_site
from kakehashi.finding import Finding, Language, Severity, Span, Words
from kakehashi.reporters import github, json_lines, sarif
from kakehashi.rules import catalogue

SCHEMA = json.loads((Path(__file__).parent / "data" / "sarif-2.1.0.schema.json").read_text("utf-8"))
PAGE = """# A {#a}

```yaml
a: 1
a: 2
```

<!-- kakehashi: allow json/syntax, because of old text -->
text, 100 %: a,b
"""


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Report:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "日本 語.md").write_text(PAGE, "utf-8")
    return check_site(Path("docs"))


def log(report: Report, language: Language = "en") -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads("".join(sarif.report(report, language)))
    jsonschema.validate(loaded, SCHEMA, jsonschema.Draft7Validator)
    return loaded


@pytest.mark.parametrize("language", ["en", "ja"])
def test_sarif_passes_its_schema_and_says_where(report: Report, language: Language) -> None:
    run = log(report, language)["runs"][0]
    assert len(run["results"]) == len(report.findings) == 2
    first = run["results"][0]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "docs/%E6%97%A5%E6%9C%AC%20%E8%AA%9E.md"
    assert place["region"] == {"startLine": 5, "startColumn": 1, "endLine": 5, "endColumn": 2}
    assert first["level"] == "error" and run["results"][1]["level"] == "warning"
    for result in run["results"]:
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert rule["helpUri"].endswith("/reference/checks/#" + rule["id"].replace("/", "-"))
        assert rule["shortDescription"]["text"] == catalogue()[rule["id"]].summary[language]


def test_sarif_passes_its_schema_without_findings_and_with_odd_ones(report: Report) -> None:
    assert log(replace(report, findings=()))["runs"][0]["results"] == []
    odd = Finding(
        "/else where/a.md", Span(1, 1, 2, 1), "engine/rule-crashed", Severity.ERROR, Words("a", "b"), None, "x"
    )
    run = log(replace(report, findings=(odd,)))["runs"][0]
    assert (
        run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "file:///else%20where/a.md"
    )
    assert run["results"][0]["fixes"]


def test_every_rule_can_be_described_in_sarif(report: Report) -> None:
    every = tuple(
        Finding("a.md", Span(1, 1, 1, 2), rule.id, rule.severity, Words("a", "b")) for rule in catalogue().values()
    )
    for language in ("en", "ja"):
        assert len(log(replace(report, findings=every), language)["runs"][0]["tool"]["driver"]["rules"]) == len(every)


def test_the_gravest_ten_come_first_for_github(report: Report) -> None:
    def one(number: int, severity: Severity) -> Finding:
        return Finding("a.md", Span(number, 1, number, 2), "x/y", severity, Words(f"m{number}", "b"))

    findings = [one(number, Severity.ERROR if number % 3 == 0 else Severity.WARNING) for number in range(1, 31)]
    lines = list(github.report(replace(report, findings=tuple(findings)), "en"))
    assert len(lines) == 30
    assert all(line.startswith("::error ") for line in lines[:10]) and lines[10].startswith("::warning ")
    assert lines[0] == "::error file=a.md,line=3,endLine=3,col=1,endColumn=2,title=x/y::m3"


def test_text_that_would_break_a_command_of_github_is_escaped(report: Report) -> None:
    odd = Finding(
        "a,b:c.md", Span(1, 1, 1, 2), "x/y", Severity.ERROR, Words("100 %\nnext", "b"), Words("do\r\nit", "b")
    )
    (line,) = github.report(replace(report, findings=(odd,)), "en")
    assert line == (
        "::error file=a%2Cb%3Ac.md,line=1,endLine=1,col=1,endColumn=2,title=x/y::100 %25%0Anext%0Ado%0D%0Ait"
    )


def test_json_lines_keep_the_order_of_their_keys(report: Report) -> None:
    for line in json_lines.report(report, "ja"):
        assert list(json.loads(line)) == [
            "file", "line", "column", "end_line", "end_column", "rule", "severity", "message", "suggestion",
        ]  # fmt: skip
        assert "\n" not in line
