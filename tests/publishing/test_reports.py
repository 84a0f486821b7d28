"""Reports for a job's summary: one count everywhere, and text of strangers only shown."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kakehashi.publishing.archive import RefusedError
from kakehashi.publishing.reports import MOST_BYTES, Found, counts, findings, summary

ROOT = Path(__file__).parent.parent.parent
BAD = "# A {#a}\n\n```yaml\na: 1\na: 2\n```\n\n```yaml\nb: [1\n```\n\n```\nx\n```\n"
COVERAGE = {"total": {"blocks": 1, "checked": 1, "partly": 0, "skipped": 0, "shown": 0}, "pages": []}


def line(**values: object) -> str:
    return json.dumps({"file": "docs/en/a.md", "line": 3, "severity": "error", "rule": "a/b", "message": "m", **values})


def kakehashi(folder: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "kakehashi", *words, "docs"], cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "LANG": "C.UTF-8"},
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def test_every_report_of_one_site_counts_the_same(tmp_path: Path) -> None:
    for language in ("en", "ja"):
        (tmp_path / "docs" / language).mkdir(parents=True)
        (tmp_path / "docs" / language / "a.md").write_text(BAD, "utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nsite_url: https://example.org/x/\n", "utf-8")
    reports = {
        "findings.jsonl": kakehashi(tmp_path, "check", "--format", "json"),
        "log.sarif": kakehashi(tmp_path, "check", "--format", "sarif"),
        "coverage.json": kakehashi(tmp_path, "coverage", "--format", "json"),
    }
    annotations = kakehashi(tmp_path, "check", "--format", "github").splitlines()
    for name, text in reports.items():
        (tmp_path / name).write_text(text, "utf-8")
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "hooks"),
        "GITHUB_REPOSITORY": "o/r",
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_SHA": "c" * 40,
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
    }
    words = [sys.executable, "-m", "kakehashi.publishing", "summary", "findings.jsonl", "coverage.json", "log.sarif"]
    done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = findings(reports["findings.jsonl"])
    count = counts(found)
    assert count["error"] >= 4
    assert count["error"] == sum(one.startswith("::error ") for one in annotations)
    assert count["warning"] == sum(one.startswith("::warning ") for one in annotations)
    text = (tmp_path / "summary.md").read_text("utf-8")
    assert f"{count['error']} errors" in text
    assert text.count("\n- ") == len(found)
    assert f"https://github.com/o/r/blob/{'c' * 40}/docs/en/a.md#L" in text
    assert "https://example.org/x/en/reference/checks/#yaml-duplicate-key" in text
    assert "| 合計 / total | 6 |" in text

    # A log that says something else is not passed over.
    sarif = json.loads(reports["log.sarif"])
    sarif["runs"][0]["results"].pop()
    (tmp_path / "log.sarif").write_text(json.dumps(sarif), "utf-8")
    done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "differently" in done.stderr


def test_the_gravest_come_first() -> None:
    text = "\n".join([line(severity="warning"), line(severity="error"), "", line(severity="warning", line=9)])
    assert [one.severity for one in findings(text)] == ["error", "warning", "warning"]


@pytest.mark.parametrize(
    "text",
    [
        "x",
        "[]",
        "{}",
        "1",
        line(severity="fatal"),
        line(severity=["error"]),
        line(line="x"),
        line(line=1e999),
        "[" * 50_000,
        "\0",
    ],
)
def test_what_is_no_report_is_refused(text: str) -> None:
    with pytest.raises(RefusedError):
        findings(text)


def test_a_summary_is_cut_where_it_may_not_be_longer_and_says_so() -> None:
    many = [Found("docs/en/a.md", number, "error", "a/b", "<b>@x</b>" * 20) for number in range(20_000)]
    text = summary(many, COVERAGE, "https://github.com/o/r", "c", "https://example.org/")
    assert len(text.encode()) <= MOST_BYTES + 1000
    listed = text.count("\n- ")
    assert f"and {20_000 - listed} more" in text and "20000 errors" in text and "合計" in text
    assert "<b>" not in text and "@" not in text


@pytest.mark.parametrize("value", [-1, "1", 10**12, None])
def test_numbers_of_a_report_are_numbers(value: object) -> None:
    with pytest.raises(RefusedError):
        summary([], {**COVERAGE, "total": {**COVERAGE["total"], "blocks": value}}, "https://g", "c", "https://e/")  # type: ignore[dict-item]
