"""The client against a service on this machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from kakehashi.publishing.archive import RefusedError
from kakehashi.publishing.github import GitHub, ServiceError, upsert_comment, upsert_issue
from tests.publishing.service import BOT, Service, running


def test_lists_are_read_page_after_page() -> None:
    service = Service(files={7: [f"docs/en/{number}.md" for number in range(250)]})
    with running(service) as github:
        assert len(list(github.all("pulls/7/files"))) == 250
    assert len(service.log) == 3


def test_a_list_without_end_is_an_error() -> None:
    service = Service(files={7: ["x"] * 3001})
    with running(service) as github, pytest.raises(ServiceError, match="more than"):
        list(github.all("pulls/7/files"))


def test_a_service_that_fails_now_and_then_is_asked_again_to_read_but_not_to_write() -> None:
    service = Service(failures=[502, 503])
    with running(service) as github:
        assert list(github.all("pulls", state="open")) == []
        service.failures = [502]
        with pytest.raises(ServiceError):
            github.send("POST", "issues", {"title": "x"})
        assert service.issues == []


@pytest.mark.parametrize("code", [401, 403, 404, 422])
def test_what_it_refuses_is_not_asked_again(code: int) -> None:
    service = Service(failures=[code])
    with running(service) as github, pytest.raises(ServiceError, match=str(code)):
        github.get("pulls", state="open")
    assert len(service.log) == 1


def test_the_token_stays_with_the_api(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 100)
    service = Service(artifacts={5: tmp_path / "a"})
    with running(service) as github:
        github.download("actions/artifacts/5/zip", tmp_path / "out", 100)
        assert (tmp_path / "out").read_bytes() == b"x" * 100
        with pytest.raises(RefusedError):
            github.download("actions/artifacts/5/zip", tmp_path / "out", 99)
    to_blobs = [headers for _, path, headers in service.log if path.startswith("/blobs/")]
    assert to_blobs and all("Authorization" not in headers for headers in to_blobs)


def test_the_token_is_not_sent_in_the_clear() -> None:
    with pytest.raises(ServiceError, match="HTTPS"):
        GitHub("http://api.example.org", "a/b", "token").get("pulls")


def test_one_comment_is_kept_up_to_date_and_nobody_can_take_its_place() -> None:
    service = Service(
        comments={3: [{"id": 1, "user": {"login": "mallory", "type": "User"}, "body": "<!-- m -->\nfake"}]}
    )
    with running(service) as github:
        upsert_comment(github, 3, "<!-- m -->", "gone", create=False)
        upsert_comment(github, 3, "<!-- m -->", "first")
        upsert_comment(github, 3, "<!-- m -->", "second")
        upsert_comment(github, 3, "<!-- m -->", "second")
    assert [one["body"] for one in service.comments[3]] == ["<!-- m -->\nfake", "<!-- m -->\nsecond"]
    assert sum(method == "PATCH" for method, _, _ in service.log) == 1


def test_one_issue_is_kept_up_to_date_and_closed_when_all_is_well() -> None:
    pull = {"number": 1, "state": "open", "user": BOT, "body": "<!-- m -->", "labels": ["links"], "pull_request": {}}
    service = Service(issues=[pull])
    with running(service) as github:
        upsert_issue(github, "<!-- m -->", "T", None, "links")
        for body in ("first", "second"):
            upsert_issue(github, "<!-- m -->", "T", body, "links")
        assert [one["body"] for one in service.issues] == ["<!-- m -->", "<!-- m -->\nsecond"]
        upsert_issue(github, "<!-- m -->", "T", None, "links")
        upsert_issue(github, "<!-- m -->", "T", "again", "links")
    assert [one["state"] for one in service.issues] == ["open", "closed", "open"]
