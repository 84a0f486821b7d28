"""The labs of this site: followed from the first command to the last, alike in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from kakehashi.lab.session import Session, session_of
from kakehashi.pages.site import documentation_root, read_site

DOCS = Path(__file__).parent.parent.parent / "docs"
LABS = sorted(path.name for path in (DOCS / "en" / "hands-on-labs").glob("lab-*.md"))


def _session(language: str, name: str) -> Session:
    path = DOCS / language / "hands-on-labs" / name
    site = read_site(documentation_root(path), "", [path])
    session = session_of(next(site.pages[one] for one in site.wanted))
    assert session is not None
    return session


def test_there_are_labs() -> None:
    assert LABS[:3] == [
        "lab-01-cluster-tour.md", "lab-02-task-definition-to-deployment.md", "lab-03-rollout-and-rollback.md",
    ]  # fmt: skip


@pytest.mark.parametrize("name", LABS)
def test_every_command_is_followed_and_nothing_is_left_behind(name: str) -> None:
    japanese, english = _session("ja", name), _session("en", name)
    for session in (japanese, english):
        assert session.troubles == () and session.faults == ()
        assert {one.reason.en for one in session.unfollowed} <= {"it is about another platform"}
        assert session.steps[-1].files[1] == 0
    assert [step.statement and step.statement.text for step in japanese.steps] == [
        step.statement and step.statement.text for step in english.steps
    ]
    assert len(english.steps) > 30
