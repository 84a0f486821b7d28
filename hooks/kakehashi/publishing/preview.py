"""The second stage of a preview: what a build without any right handed over is checked and put on the branch.

It runs no code of the pull request. It takes the number from GitHub, files from the artifact, and nothing else; and it
takes away previews whose pull request is closed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from kakehashi.finding import Words

from .archive import LIMITS, Limits, RefusedError, unpack
from .branch import Branch, preview_folder, previews, site_of, with_preview, without_previews
from .built_pages import changes, edited_keys, is_page, without_index
from .comment import preview_comment, removed_comment
from .github import GitHub
from .pulls import Build, finished_build, is_fork, pull_of, refusal
from .reports import LONGEST_REPORT, counts, findings

ARTIFACT = "preview"
SITE, REPORT = "site/", "findings.jsonl"
_MARKUP = frozenset({".htm", ".html", ".xhtml", ".xht"})
_NOT_SHOWN = frozenset({"sitemap.xml", "sitemap.xml.gz", "feed.xml", "robots.txt", "CNAME"})
"""Files that speak to search engines and readers of feeds, or to the host."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the second stage did.

    Args:
        changed: Whether the branch was changed, and so has to be published.
        comments: The comment of each pull request that gets one, by number.
        removed: The pull requests whose preview was taken away.
        refused: Why the build is not shown, if it is not.
    """

    changed: bool
    comments: Mapping[int, str] = field(default_factory=dict)
    removed: frozenset[int] = frozenset()
    refused: Words | None = None


@dataclass(frozen=True, slots=True)
class _Shown:
    """A preview that was checked: its files, and what to say of it."""

    number: int
    commit: str
    files: dict[str, str]
    pages: dict[str, bytes]
    edited: frozenset[str]
    counts: Mapping[str, int]
    run: int


def stage(
    event: Mapping[str, Any], github: GitHub, branch: Branch, site: str, web: str, limits: Limits = LIMITS
) -> Outcome:
    """Put the preview of an event on the branch, and take away those that are no longer wanted.

    Args:
        event: The payload of the event that started the workflow.
        github: The API.
        branch: The branch of the published site.
        site: The address of the published site; it ends in a slash.
        web: The repository's address for people.
        limits: The most the artifact may hold.

    Returns:
        What was done.

    Raises:
        ServiceError: GitHub did not answer.
        StoreError: The branch could not be changed.
    """
    shown: _Shown | None = None
    refused: Words | None = None
    build = finished_build(event)
    if build is not None:
        try:
            shown = _checked(build, str(event["repository"]["default_branch"]), github, branch, limits)
        except RefusedError as error:
            refused = error.words
    removed: frozenset[int] = frozenset()
    comments: dict[int, str] = {}

    def change(files: dict[str, str]) -> dict[str, str]:
        nonlocal removed
        # Asked for each time: a pull request may be closed while this runs.
        open_now = frozenset(int(pull["number"]) for pull in github.all("pulls", state="open"))
        removed = previews(files) - open_now
        kept = without_previews(files, removed)
        if shown is None or shown.number not in open_now:
            return kept
        live = branch.read({path: blob for path, blob in site_of(files).items() if is_page(path)})
        comments[shown.number] = preview_comment(
            changes(live, shown.pages),
            shown.edited,
            shown.counts,
            shown.commit,
            site,
            site + preview_folder(shown.number),
            f"{web}/actions/runs/{shown.run}",
        )
        return with_preview(kept, shown.number, shown.files)

    changed = branch.update(change, "Previews of pull requests")
    comments |= dict.fromkeys(removed, removed_comment())
    return Outcome(changed, comments, removed, refused)


def _checked(build: Build, default: str, github: GitHub, branch: Branch, limits: Limits) -> _Shown:
    pull = pull_of(build, github.all("pulls", state="open", head=build.head), default)
    if isinstance(pull, Words):
        raise RefusedError(pull)
    number = int(pull["number"])
    if is_fork(pull):
        words = refusal(
            pull,
            github.all(f"issues/{number}/events"),
            github.all("actions/runs", "workflow_runs", head_sha=build.commit),
        )
        if words is not None:
            raise RefusedError(words)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        download_artifact(github, build.run, ARTIFACT, folder / "artifact.zip", limits)
        unpacked = folder / "unpacked"
        names = unpack(folder / "artifact.zip", unpacked, [SITE, REPORT], limits)
        found = counts(findings(_report(unpacked / REPORT)))
        site = [one.removeprefix(SITE) for one in names if one.startswith(SITE)]
        site = [one for one in site if PurePosixPath(one).name not in _NOT_SHOWN]
        if "index.html" not in site:
            raise RefusedError(Words("the artifact has no site", "成果物にサイトがない"))
        for one in site:
            if PurePosixPath(one).suffix.lower() in _MARKUP:
                page = unpacked / SITE / one
                page.write_bytes(without_index(page.read_bytes()))
        branch.fetch()
        files = branch.add(unpacked / SITE, site)
        pages = {one: (unpacked / SITE / one).read_bytes() for one in site if is_page(one)}
    edited = edited_keys(str(file["filename"]) for file in github.all(f"pulls/{number}/files"))
    return _Shown(number, build.commit, files, pages, edited, found, build.run)


def _report(path: Path) -> str:
    if not path.is_file() or path.stat().st_size > LONGEST_REPORT:
        raise RefusedError(Words("the artifact has no report", "成果物に検査の報告がない"))
    return path.read_bytes().decode("utf-8", "replace")


def download_artifact(github: GitHub, run: int, name: str, into: Path, limits: Limits = LIMITS) -> None:
    """Download the one artifact of a run that has a name.

    Args:
        github: The API.
        run: The workflow run.
        name: The artifact's name.
        into: The file to write.
        limits: The most it may have.

    Raises:
        RefusedError: There is none, or more than one, or it is too large.
        ServiceError: GitHub did not answer.
    """
    named = [one for one in github.all(f"actions/runs/{run}/artifacts", "artifacts") if one["name"] == name]
    if len(named) != 1 or named[0].get("expired"):
        raise RefusedError(Words("the run left no such artifact", "実行に、その成果物がない"))
    if int(named[0]["size_in_bytes"]) > limits.archive:
        raise RefusedError(Words("the artifact is too large", "成果物が大きすぎる"))
    github.download(f"actions/artifacts/{int(named[0]['id'])}/zip", into, limits.archive)
