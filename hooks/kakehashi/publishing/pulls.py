"""Which pull request a finished build belongs to, and whether it may be shown.

Everything is asked of GitHub: of the event that started the workflow and of its API. The build itself, which ran what
a stranger sent, has no say. For a pull request from a fork, the event names no number
(https://docs.github.com/en/webhooks/webhook-events-and-payloads#workflow_run), so it is found by branch and commit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kakehashi.finding import Words

LABEL = "preview"
"""What a maintainer puts on a pull request from a fork, to show the commit it has now."""


@dataclass(frozen=True, slots=True)
class Build:
    """A finished build, as the event tells of it.

    Args:
        run: The id of its run.
        commit: The commit of the pull request's branch.
        repository: The id of the repository the branch is in.
        head: Owner and branch, as the API looks for them.
    """

    run: int
    commit: str
    repository: int
    head: str


def finished_build(event: Mapping[str, Any]) -> Build | None:
    """Return the build of an event, or None where it has nothing to show.

    Args:
        event: The payload of ``workflow_run``, or of any other event.
    """
    run = event.get("workflow_run")
    if not run or run.get("event") != "pull_request" or run.get("conclusion") != "success":
        return None
    home = run.get("head_repository")
    # The fork may be gone by now.
    if not home:
        return None
    return Build(
        int(run["id"]), str(run["head_sha"]), int(home["id"]), f"{home['owner']['login']}:{run['head_branch']}"
    )


def pull_of(build: Build, pulls: Iterable[Mapping[str, Any]], default_branch: str) -> Mapping[str, Any] | Words:
    """Return the open pull request whose newest commit was built, or why there is none.

    Args:
        build: The build.
        pulls: The open pull requests of its branch.
        default_branch: The branch that the site is made from.
    """
    found = [
        pull
        for pull in pulls
        if pull["state"] == "open"
        and pull["base"]["ref"] == default_branch
        and pull["head"]["sha"] == build.commit
        and (pull["head"]["repo"] or {}).get("id") == build.repository
    ]
    if len(found) == 1:
        return found[0]
    return Words(
        "no open pull request has this commit as its newest", "このコミットを最新とする、開いたプルリクエストがない"
    )


def is_fork(pull: Mapping[str, Any]) -> bool:
    """Tell whether a pull request comes from another repository."""
    return bool((pull["head"]["repo"] or {}).get("id") != pull["base"]["repo"]["id"])


def refusal(
    pull: Mapping[str, Any], events: Iterable[Mapping[str, Any]], runs: Iterable[Mapping[str, Any]]
) -> Words | None:
    """Return why a pull request from a fork may not be shown, or None where it may.

    The label counts for the commit it was put on: it has to be younger than the first workflow run of that commit,
    which GitHub starts when the commit arrives. What is pushed later needs the label anew.

    Args:
        pull: The pull request.
        events: The events of its issue.
        runs: The workflow runs of its newest commit.
    """
    wanted = Words(
        f"a maintainer has to put the label “{LABEL}” on this commit",
        f"このコミットに、メンテナーが「{LABEL}」ラベルを付ける必要がある",
    )
    if not any(label["name"] == LABEL for label in pull["labels"]):
        return wanted
    labelled = [
        str(event["created_at"])
        for event in events
        if event.get("event") == "labeled" and (event.get("label") or {}).get("name") == LABEL
    ]
    arrived = [str(run["created_at"]) for run in runs if run.get("head_sha") == pull["head"]["sha"]]
    # Times are in one form, ISO 8601 in UTC, which sorts as text.
    if not labelled or not arrived or max(labelled) <= min(arrived):
        return wanted
    return None
