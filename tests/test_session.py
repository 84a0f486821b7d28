"""One check for one build: begun beside it, asked for by many, made anew for the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from kakehashi import session


class Build:
    """Stands for the configuration object of a build."""


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    (tmp_path / "docs" / "ja").mkdir(parents=True)
    (tmp_path / "docs" / "ja" / "a.md").write_text("# A {#a}\n\n```yaml\na: 1\na: 2\n```\n")
    return tmp_path / "docs"


def test_every_hook_of_a_build_gets_the_same_report(docs: Path) -> None:
    build = Build()
    session.begin(build, docs)
    session.begin(build, docs)
    first = session.report_for(build, docs)
    assert {one.rule for one in first.findings} == {"yaml/duplicate-key", "parity/missing-page"}
    assert session.report_for(build, docs) is first
    assert list((docs.parent / ".cache" / "kakehashi").glob("pages-*.json"))


def test_the_next_build_sees_what_was_edited(docs: Path) -> None:
    build, after = Build(), Build()
    assert session.report_for(build, docs).errors == 2
    (docs / "ja" / "a.md").write_text("# A {#a}\n")
    assert session.report_for(build, docs).errors == 2
    assert session.report_for(after, docs).errors == 1


def test_nothing_is_lost_where_no_process_can_be_started(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session.sys, "executable", str(docs / "nowhere"))
    assert session.report_for(Build(), docs).errors == 2


def test_a_new_build_ends_the_process_of_the_one_before(docs: Path) -> None:
    build, after = Build(), Build()
    session.begin(build, docs)
    process = session._last.process if session._last else None
    session.begin(after, docs)
    assert process is None or process.poll() is not None
    assert session.report_for(after, docs).errors == 2
