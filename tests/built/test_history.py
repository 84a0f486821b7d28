"""Days of first commits, from real repositories."""

from __future__ import annotations

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from kakehashi.built.history import first_commits

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git on this machine")


def _git(folder: Path, *arguments: str, day: str = "2026-01-01") -> None:
    when = f"{day}T12:00:00+09:00"
    identity = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org"}
    committer = {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org"}
    subprocess.run(
        ["git", "-C", str(folder), *arguments],
        check=True,
        capture_output=True,
        env={**os.environ, **identity, **committer, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when},
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    (root / "docs" / "ja").mkdir(parents=True)
    _git(root.parent, "init", "--quiet", str(root))
    page = root / "docs" / "ja" / "概念 a.md"
    page.write_text("1", "utf-8")
    (root / "README.md").write_text("1", "utf-8")
    _git(root, "add", ".")
    _git(root, "commit", "--quiet", "-m", "one", day="2026-02-03")
    page.write_text("2", "utf-8")
    (root / "docs" / "b.md").write_text("1", "utf-8")
    _git(root, "add", ".")
    _git(root, "commit", "--quiet", "-m", "two", day="2026-04-05")
    (root / "docs" / "new.md").write_text("1", "utf-8")
    return root


def test_a_later_change_does_not_matter(repository: Path) -> None:
    assert first_commits(repository / "docs") == {"ja/概念 a.md": date(2026, 2, 3), "b.md": date(2026, 4, 5)}


def test_a_shallow_clone_knows_no_days(repository: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    _git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{repository}", str(clone))
    assert first_commits(clone / "docs") == {}


def test_outside_a_repository_there_are_none(tmp_path: Path) -> None:
    assert first_commits(tmp_path) == {}
    assert first_commits(tmp_path / "missing") == {}


def test_without_git_there_are_none(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert first_commits(repository / "docs") == {}
