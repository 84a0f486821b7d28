"""The scripts that the workflows call, run as they are on a small site."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kakehashi.publishing.archive import unpack
from kakehashi.publishing.preview import REPORT, SITE
from kakehashi.publishing.reports import counts, findings, sarif_counts

ROOT = Path(__file__).parent.parent.parent
BLOCK = "\n```yaml\na: 1\na: 2\n```\n"
IDLE = "\n<!-- kakehashi: allow json/syntax, because of old text -->\ntext\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The example site with a dozen mistakes in a folder that has what the scripts need, ready made."""
    folder = tmp_path / "checkout"
    shutil.copytree(ROOT / "tests" / "example_site", folder)
    shutil.copytree(ROOT / ".ci", folder / ".ci")
    (folder / ".venv").symlink_to(sys.prefix)
    (folder / "hooks").symlink_to(ROOT / "hooks")
    (folder / "Makefile").write_text(".venv/.ready:\n\t@true\n.PHONY: .venv/.ready\n", "utf-8")
    for language in ("ja", "en"):
        page = folder / "docs" / language / "index.md"
        page.write_text(page.read_text("utf-8") + IDLE + BLOCK * 6, "utf-8")
    return folder


def run(checkout: Path, script: str, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "GITHUB_REPOSITORY": "kakehashi-docs/kakehashi",
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_SHA": "c" * 40,
        "GITHUB_STEP_SUMMARY": str(checkout / "summary.md"),
        "LANG": "C.UTF-8",
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": str(ROOT / "hooks"),
    }
    words = ("bash", str(checkout / ".ci" / script), *words)
    return subprocess.run(words, cwd="/", env=environment, capture_output=True, text=True, check=False)


def test_a_report_has_the_ten_gravest_all_and_a_log_and_fails_where_there_are_errors(
    checkout: Path, tmp_path: Path
) -> None:
    reports = tmp_path / "reports"
    done = run(checkout, "report", str(reports))
    assert done.returncode == 1, done.stderr
    annotations = [line for line in done.stdout.splitlines() if line.startswith("::")]
    assert len(annotations) == 10 and all(line.startswith("::error file=docs/") for line in annotations)
    found = findings((reports / "findings.jsonl").read_text("utf-8"))
    assert counts(found) == {"error": 12, "warning": 2}
    assert sarif_counts(json.loads((reports / "kakehashi.sarif").read_text("utf-8"))) == counts(found)
    assert len((reports / "annotations.txt").read_text("utf-8").splitlines()) == len(found)
    summary = (checkout / "summary.md").read_text("utf-8")
    assert "12 errors, 2 warnings" in summary and summary.count("\n- ") == len(found)
    assert f"/blob/{'c' * 40}/docs/en/index.md#L" in summary and "| 合計 / total |" in summary

    for language in ("ja", "en"):
        shutil.copy(ROOT / "tests/example_site/docs" / language / "index.md", checkout / "docs" / language)
    done = run(checkout, "report", str(reports))
    assert done.returncode == 0, done.stderr
    assert "::" not in done.stdout and "0 errors, 0 warnings" in (checkout / "summary.md").read_text("utf-8")


def test_a_preview_is_built_whatever_was_found_and_is_what_the_second_stage_takes(
    checkout: Path, tmp_path: Path
) -> None:
    done = run(checkout, "preview", str(tmp_path / "preview"))
    assert done.returncode == 0, done.stderr
    archive = tmp_path / "preview.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        for path in sorted((tmp_path / "preview").rglob("*")):
            if path.is_file():
                opened.write(path, path.relative_to(tmp_path / "preview"))
    names = unpack(archive, tmp_path / "unpacked", [SITE, REPORT])
    assert {REPORT, f"{SITE}index.html", f"{SITE}en/index.html"} <= set(names)
    found = findings((tmp_path / "unpacked" / REPORT).read_text("utf-8"))
    assert counts(found) == {"error": 12, "warning": 2}
