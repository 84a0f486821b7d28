"""``kakehashi sync`` and ``kakehashi new`` as people use them."""

from __future__ import annotations

import argparse
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.freshness.test_freshness import EN, JA, write

from kakehashi.engine import check_site
from kakehashi.freshness.arguments import add_new_arguments, add_sync_arguments
from kakehashi.freshness.commands import CLEAN, COULD_NOT_LOOK, FOUND, new, sync
from kakehashi.settings import Settings

Run = Callable[..., int]


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    return write(tmp_path / "docs", {"ja/g/a.md": JA, "en/g/a.md": EN})


def _run(words: tuple[str, ...], language: str, *, made: bool) -> int:
    parser = argparse.ArgumentParser()
    (add_new_arguments if made else add_sync_arguments)(parser)
    options = parser.parse_args(words)
    options.language = language
    return (new if made else sync)(options)


def run(*words: str, language: str = "en") -> int:
    return _run(words, language, made=False)


def make(*words: str, language: str = "en") -> int:
    return _run(words, language, made=True)


def findings(folder: Path) -> list[str]:
    return [f"{one.path}: {one.rule}" for one in check_site(folder, settings=Settings(map=None), shown="").findings]


def edit(file: Path, old: str, new_text: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new_text), "utf-8")


def test_new_sections_are_recorded_together_and_changed_ones_by_name(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("g/a") == FOUND
    assert "sync g/a.md --new" in capsys.readouterr().out
    assert run("docs/en/g/a.md", "--new") == CLEAN
    assert findings(docs) == []
    edit(docs / "ja" / "g" / "a.md", "次の段落", "別の段落")
    capsys.readouterr()
    assert run("g/a.md", "--new") == FOUND
    out = capsys.readouterr().out
    assert "b: Japanese changed, English did not" in out and "+ 別の段落です。" in out
    assert "kakehashi sync g/a.md b" in out
    assert "docs/ja/g/a.md:16" in out
    assert run("g/a.md", "b") == CLEAN
    assert "acknowledged: b" in capsys.readouterr().out
    assert findings(docs) == []
    assert run("g/a.md") == CLEAN
    assert run() == CLEAN


def test_only_what_is_named_is_acknowledged(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("g/a", "--new")
    edit(docs / "ja" / "g" / "a.md", "次の段落", "別の段落")
    edit(docs / "ja" / "g" / "a.md", "最初の", "はじめの")
    assert run("g/a", "b") == FOUND
    assert run() == FOUND
    assert capsys.readouterr().out.splitlines()[-1] == "g/a.md: a"


def test_the_history_shows_what_the_text_was(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("g/a", "--new")
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.com"]
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    subprocess.run([*git, "commit", "-q", "-m", "x"], check=True)
    edit(docs / "en" / "g" / "a.md", "The next paragraph.", "Another paragraph.")
    capsys.readouterr()
    assert run("g/a", language="ja") == FOUND
    out = capsys.readouterr().out
    assert "- The next paragraph." in out and "+ Another paragraph." in out
    assert "b: 英語だけが変わりました（日本語が追いついていません）" in out


def test_without_history_the_number_of_old_passages_is_given(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("g/a", "--new")
    edit(docs / "en" / "g" / "a.md", "The next paragraph.", "Another paragraph.")
    run("g/a")
    assert "(1 earlier passages, not in the history at hand)" in capsys.readouterr().out


def test_sections_that_are_gone_leave_the_record(docs: Path) -> None:
    run("g/a", "--new")
    for side, text in (("ja", "\n## い {#b}\n\n次の段落です。\n"), ("en", "\n## B {#b}\n\nThe next paragraph.\n")):
        edit(docs / side / "g" / "a.md", text, "")
    assert findings(docs) == ["sync/g/a.yaml: parity/record-form"]
    assert run("g/a") == CLEAN
    assert findings(docs) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("nowhere",), "nowhere: no such page"),
        (("g/a", "bb"), "both pages have no section bb; did you mean b?"),
        (("docs/ja/only.md",), "it has no twin"),
        (("--docs", "nowhere"), "nowhere: no such folder"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(
    words: tuple[str, ...], said: str, docs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(docs, {"ja/only.md": "# 一 {#one}\n"})
    assert run(*words) == COULD_NOT_LOOK
    error = capsys.readouterr().err
    assert said in error and error.count("\n") == 1


def test_a_new_pair_has_front_matter_and_equal_ids(docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert make("concepts/pod-lifecycle", "--ja", "Pod の一生", "--en", "Life of a Pod: start to stop") == CLEAN
    out = capsys.readouterr().out
    assert out.splitlines()[:2] == ["docs/ja/concepts/pod-lifecycle.md", "docs/en/concepts/pod-lifecycle.md"]
    ja = (docs / "ja/concepts/pod-lifecycle.md").read_text("utf-8")
    en = (docs / "en/concepts/pod-lifecycle.md").read_text("utf-8")
    assert ja.startswith("---\ntitle: Pod の一生\ndescription: ") and "\n# Pod の一生 {#pod-lifecycle}\n" in ja
    assert en.startswith('---\ntitle: "Life of a Pod: start to stop"\n')
    assert findings(docs) == []
    assert make("concepts/pod-lifecycle.md") == COULD_NOT_LOOK
    assert "exists in both languages" in capsys.readouterr().err


def test_a_missing_twin_gets_the_headings_of_the_other(docs: Path) -> None:
    write(docs, {"ja/b.md": "---\ntitle: び\nhide: [toc]\n---\n\n# び {#b}\n\n本文です。\n\n## 節 {#part}\n"})
    assert make("b", "--en", "B") == CLEAN
    assert (docs / "en/b.md").read_text("utf-8") == "---\ntitle: B\nhide: [toc]\n---\n\n# B {#b}\n\n## 節 {#part}\n"


@pytest.mark.parametrize("name", ["../x", "/etc/x", "Pod", "a b", ".", "", "ja/../x", "x.ja.md", "con\0"])
def test_a_name_that_no_page_can_have_is_refused(name: str, docs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(docs.rglob("*"))
    assert make(name) == COULD_NOT_LOOK
    assert "concepts/pod-lifecycle" in capsys.readouterr().err
    assert sorted(docs.rglob("*")) == before
