"""Whole checks of random sites: no rule crashes, none hangs, and every finding is at a place that exists."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kakehashi.engine import CRASH, Report, check_site
from kakehashi.pages.source import from_bytes
from kakehashi.reporters import coverage, github, json_lines, sarif, text
from kakehashi.settings import Settings
from tests.fuzz.texts import PAGES, RAW

# A whole check costs as much as fifty of the small ones.
CASES = max(40, int(os.environ.get("FUZZ", "0")) // 20)
PATIENCE = 20.0
"""Seconds of processor time after which a check of a few lines counts as one that hangs."""

fuzz = settings(max_examples=CASES, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)


def check(files: dict[str, bytes]) -> Report:
    with tempfile.TemporaryDirectory(prefix="kakehashi-fuzz-") as name:
        for path, data in files.items():
            file = Path(name, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        start = time.process_time()
        report = check_site(Path(name), settings=Settings(map=None), shown="")
        assert time.process_time() - start < PATIENCE
    return report


@fuzz
@given(RAW, RAW, PAGES)
def test_every_finding_of_a_random_site_is_at_a_place_that_exists(japanese: bytes, english: bytes, code: str) -> None:
    files = {"ja/a.md": japanese, "en/a.md": english, "inc.yaml": code.encode("utf-8", "replace")}
    report = check(files)
    sources = {name: from_bytes(name, data) for name, data in files.items()}
    for one in report.findings:
        assert one.rule != CRASH, one.message.en
        lines, span = sources[one.path].lines, one.span
        assert 1 <= span.line <= span.end_line <= len(lines), one
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1, one
        assert (span.line, span.column) < (span.end_line, span.end_column), one
        assert span.end_column <= len(lines[span.end_line - 1]) + 2, one
        for words in filter(None, (one.message, one.suggestion)):
            assert words.en.strip() and words.ja.strip(), one
    assert len(report.blocks) == sum(len(page.fences) for site in report.sites for page in site.pages.values())
    for language in ("en", "ja"):
        for reporter in (text, json_lines, github, sarif):
            assert all(isinstance(line, str) for line in reporter.report(report, language))
        assert all(isinstance(line, str) for line in coverage.report(report, language))


@fuzz
@given(PAGES, st.sampled_from(["yaml", "bash", "json", "console", "jsonc", "markdown"]))
def test_a_random_snippet_ends_in_time(body: str, language: str) -> None:
    fence = "`" * 12
    report = check({"a.md": f"# A {{#a}}\n\n{fence}{language}\n{body}\n{fence}\n".encode("utf-8", "replace")})
    assert not [one.message.en for one in report.findings if one.rule == CRASH]


def test_snippets_made_to_be_slow_end_in_time() -> None:
    slow = {
        "deep flow": "yaml", "wide": "yaml", "many documents": "yaml", "aliases": "yaml", "spaces": "yaml",
        "long word": "bash", "quotes": "bash", "dashes": "bash", "heredocs": "bash", "pipes": "bash",
        "brackets": "json", "numbers": "json",
    }  # fmt: skip
    size = 20_000
    bodies = {
        "deep flow": "[" * size,
        "wide": "".join(f"key{number}: value\n" for number in range(size // 10)),
        "many documents": "---\na: 1\n" * (size // 10),
        "aliases": "a: &a [1, 2]\n" + "".join(f"b{n}: [*a, *a]\n" for n in range(size // 20)),
        "long word": "kubectl " + "x" * size + "\n",
        "quotes": "echo " + "'a' " * (size // 4) + "\n",
        "brackets": '{"a":' * (size // 5),
        "numbers": "[" + "1," * size + "1]",
        "spaces": "a:" + " " * size + "1\n",
        "dashes": "ls " + "-" * size + "\n",
        "heredocs": "cat <<A\nA\n" * (size // 10),
        "pipes": "a" + " | a" * (size // 8) + "\n",
    }
    for name, language in slow.items():
        start = time.process_time()
        report = check({"a.md": f"# A {{#a}}\n\n```{language}\n{bodies[name]}\n```\n".encode()})
        took = time.process_time() - start
        assert not [one.message.en for one in report.findings if one.rule == CRASH], name
        assert took < PATIENCE, f"{name}: {took:.1f} s"
