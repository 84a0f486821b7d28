"""The two-stage preview, performed: a bare repository, a web server and GitHub's API, all on this machine."""

from __future__ import annotations

import base64
import functools
import http.server
import json
import os
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from kakehashi.publishing.archive import Limits
from kakehashi.publishing.branch import KEEP_DAYS, Branch, StoreError, previews
from kakehashi.publishing.comment import MARKER, removed_comment
from kakehashi.publishing.github import GitHub, upsert_comment
from kakehashi.publishing.preview import Outcome, stage
from kakehashi.publishing.site import publish_folder
from tests.publishing.archives import write
from tests.publishing.service import FORK_ID, REPOSITORY, TOKEN, Service, running

ROOT = Path(__file__).parent.parent.parent
SITE = "https://kakehashi-docs.github.io/kakehashi/"
WEB = f"https://github.com/{REPOSITORY}"
TODAY = date(2026, 11, 24)
A, B, C = ("a" * 40, "b" * 40, "c" * 40)


def page(title: str, text: str) -> bytes:
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><article><h1>{title}</h1>{text}</article></body></html>"
    ).encode()


LIVE = {
    "index.html": page("架け橋", "home"),
    "en/index.html": page("Kakehashi", "home"),
    "concepts/pods/index.html": page("Pod", "古い"),
    "en/concepts/pods/index.html": page("Pods", "old"),
    "assets/app.1.js": b"old()",
    "sitemap.xml": b"<urlset/>",
}


class World:
    """A repository with a published site, and a web server that shows what its branch holds."""

    def __init__(self, folder: Path, github: GitHub, service: Service) -> None:
        self.folder, self.github, self.service = folder, github, service
        self.remote = folder / "remote.git"
        subprocess.run(["git", "init", "-q", "--bare", str(self.remote)], check=True)
        self.branch = Branch(str(self.remote), "gh-pages", folder / "scratch", pause=0.01)
        self.count = 0

    def publish(self, files: dict[str, bytes], day: date = TODAY) -> bool:
        self.count += 1
        built = self.folder / f"built{self.count}"
        for name, content in files.items():
            (built / name).parent.mkdir(parents=True, exist_ok=True)
            (built / name).write_bytes(content)
        return publish_folder(built, list(files), self.branch, day)

    def artifact(self, site: dict[str, bytes], findings: str = "") -> Path:
        self.count += 1
        files = {f"site/{name}": content for name, content in site.items()}
        return write(self.folder / f"artifact{self.count}.zip", {**files, "findings.jsonl": findings.encode()})

    def stage(self, event: dict[str, Any], **options: Any) -> Outcome:
        outcome = stage(event, self.github, self.branch, SITE, WEB, **options)
        for number, text in outcome.comments.items():
            upsert_comment(self.github, number, MARKER, text, create=text != removed_comment())
        return outcome

    def comment(self, number: int) -> str:
        found = self.service.comments.get(number, [])
        assert len(found) == 1
        return str(found[0]["body"])

    @contextmanager
    def served(self) -> Iterator[functools.partial[tuple[int, bytes]]]:
        """Serve what a deployment would: the files of the branch, without hidden ones."""
        self.count += 1
        out = self.folder / f"deployed{self.count}" / "kakehashi"
        out.mkdir(parents=True)
        packed = subprocess.run(["git", "-C", str(self.remote), "archive", "gh-pages"], check=True, capture_output=True)
        subprocess.run(["tar", "-x", "-C", str(out), "--exclude=.[^/]*"], input=packed.stdout, check=True)

        class Quiet(http.server.SimpleHTTPRequestHandler):
            def log_message(self, format: str, *args: object) -> None:
                return

        handler = functools.partial(Quiet, directory=str(out.parent))
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            try:
                yield functools.partial(_get, f"http://127.0.0.1:{server.server_address[1]}/kakehashi/")
            finally:
                server.shutdown()

    def get(self, path: str) -> tuple[int, bytes]:
        with self.served() as get:
            return get(path)


def _get(base: str, path: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(base + path, timeout=10) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    service = Service()
    with running(service) as github:
        one = World(tmp_path, github, service)
        assert one.publish(LIVE)
        yield one


def changed(**texts: str) -> dict[str, bytes]:
    new = {
        "concepts/pods/index.html": page("Pod", texts["ja"]),
        "en/concepts/pods/index.html": page("Pods", texts["en"]),
    }
    return {**LIVE, **new}


def test_a_page_appears_changes_and_goes_away(world: World) -> None:
    world.service.pull(7, A)
    world.service.files[7] = ["docs/ja/concepts/pods.md", "docs/en/concepts/pods.md"]
    finding = json.dumps({"file": "docs/en/x.md", "line": 1, "severity": "error", "rule": "a/b", "message": "m"})
    first = world.stage(world.service.build(100, A, world.artifact(changed(ja="新しい", en="new"), finding + "\n")))
    assert first.changed and first.refused is None
    with world.served() as get:
        status, body = get("pr-preview/pr-7/en/concepts/pods/")
        assert status == 200 and b"new" in body
        assert b'<meta name="robots" content="noindex, nofollow">' in body
        assert get("pr-preview/pr-7/")[0] == 200
        assert get("pr-preview/pr-7/sitemap.xml")[0] == 404
        # The published site is as it was.
        assert get("en/concepts/pods/") == (200, LIVE["en/concepts/pods/index.html"])
        assert get(".kept.json")[0] == 404
    comment = world.comment(7)
    assert "エラー 1 件" in comment and "1 error, 0 warnings" in comment
    assert f'href="{SITE}concepts/pods/"' in comment and f'href="{SITE}pr-preview/pr-7/concepts/pods/"' in comment
    assert f'href="{SITE}en/concepts/pods/"' in comment and f'href="{SITE}pr-preview/pr-7/en/concepts/pods/"' in comment
    assert f'href="{WEB}/actions/runs/100"' in comment and A[:12] in comment
    assert comment.count("/concepts/pods/") == 4 and "架け橋" not in comment

    world.service.pulls[0]["head"]["sha"] = B
    world.stage(world.service.build(101, B, world.artifact(changed(ja="もっと新しい", en="newer"))))
    assert b"newer" in world.get("pr-preview/pr-7/en/concepts/pods/")[1]
    assert "0 errors, 0 warnings" in world.comment(7) and B[:12] in world.comment(7)

    world.service.close(7)
    last = world.stage({"workflow_run": None, "repository": {"default_branch": "main"}})
    assert last.changed and last.removed == {7}
    assert world.get("pr-preview/pr-7/en/concepts/pods/")[0] == 404
    assert world.get("en/concepts/pods/")[0] == 200
    assert world.comment(7) == f"{MARKER}\n{removed_comment()}"
    assert not world.stage({}).changed


def test_the_run_of_a_closed_pull_request_takes_its_preview_away(world: World) -> None:
    world.service.pull(7, A)
    event = world.service.build(100, A, world.artifact(changed(ja="新", en="new")))
    assert world.stage(event).changed
    world.service.close(7)
    again = world.stage(event)
    assert again.removed == {7} and again.refused is not None
    assert world.get("pr-preview/pr-7/")[0] == 404


def test_pages_that_change_by_what_they_include_are_listed_apart_and_new_ones_have_no_before(world: World) -> None:
    world.service.pull(7, A)
    world.service.files[7] = ["docs/ja/new.md", "docs/en/new.md", "docs/manifests/pods/a.yaml"]
    new = {"new/index.html": page("新", "x"), "en/new/index.html": page("New", "x")}
    world.stage(world.service.build(100, A, world.artifact({**changed(ja="新しい", en="new"), **new})))
    edited, _, others = world.comment(7).partition("Changed by what they include")
    assert "pr-7/en/new/" in edited and f'"{SITE}en/new/"' not in edited and "concepts/pods" not in edited
    assert "pr-7/en/concepts/pods/" in others


def test_a_preview_that_changes_no_page_says_so(world: World) -> None:
    world.service.pull(7, A)
    world.stage(world.service.build(100, A, world.artifact(LIVE)))
    assert "No page looks different" in world.comment(7)


def test_a_fork_is_shown_when_a_maintainer_has_put_the_label_on_this_very_commit(world: World) -> None:
    pull = world.service.pull(8, A, home=FORK_ID)
    first = world.service.build(
        100, A, world.artifact(changed(ja="新", en="new")), home=FORK_ID, at="2026-11-24T10:00:00Z"
    )
    outcome = world.stage(first)
    assert not outcome.changed and outcome.refused is not None and "label" in outcome.refused.en
    assert world.get("pr-preview/pr-8/")[0] == 404 and 8 not in world.service.comments

    pull["labels"] = [{"name": "preview"}]
    world.service.events[8] = [
        {"event": "labeled", "label": {"name": "preview"}, "created_at": "2026-11-24T11:00:00Z"},
        {"event": "labeled", "label": {"name": "other"}, "created_at": "2026-11-24T23:00:00Z"},
    ]
    again = world.service.build(
        101, A, world.artifact(changed(ja="新", en="new")), home=FORK_ID, at="2026-11-24T11:00:05Z"
    )
    assert world.stage(again).changed
    assert world.get("pr-preview/pr-8/")[0] == 200

    # What is pushed after the label was put on is not what the maintainer saw.
    pull["head"]["sha"] = B
    later = world.service.build(
        102, B, world.artifact(changed(ja="悪", en="evil")), home=FORK_ID, at="2026-11-24T12:00:00Z"
    )
    assert world.stage(later).refused is not None
    assert b"evil" not in world.get("pr-preview/pr-8/en/concepts/pods/")[1]
    world.service.events[8].append(
        {"event": "labeled", "label": {"name": "preview"}, "created_at": "2026-11-24T12:30:00Z"}
    )
    assert world.stage(later).changed
    assert b"evil" in world.get("pr-preview/pr-8/en/concepts/pods/")[1]

    pull["head"]["sha"] = C
    pull["labels"] = []
    world.service.events[8].append(
        {"event": "labeled", "label": {"name": "preview"}, "created_at": "2026-11-24T14:00:00Z"}
    )
    taken = world.service.build(
        103, C, world.artifact(changed(ja="x", en="x")), home=FORK_ID, at="2026-11-24T13:00:00Z"
    )
    assert world.stage(taken).refused is not None


@pytest.mark.parametrize(
    "change",
    [
        {"head_sha": B},
        {"head_branch": "other"},
        {"head_repository": {"id": FORK_ID, "owner": {"login": "writer"}}},
        {"head_repository": {"id": FORK_ID, "owner": {"login": "kakehashi-docs"}}},
        {"head_repository": None},
        {"event": "push"},
        {"conclusion": "failure"},
    ],
)
def test_only_the_newest_commit_of_an_open_pull_request_is_shown(change: dict[str, Any], world: World) -> None:
    world.service.pull(7, A)
    event = world.service.build(100, A, world.artifact(changed(ja="新", en="new")))
    event["workflow_run"].update(change)
    assert not world.stage(event).changed
    assert world.get("pr-preview/pr-7/")[0] == 404


def test_the_number_is_never_taken_from_the_artifact(world: World) -> None:
    world.service.pull(7, A)
    world.service.pull(9, B, branch="other")
    site = {**changed(ja="新", en="new"), "pr-preview/pr-9/index.html": page("x", "evil"), "number.txt": b"9"}
    world.stage(world.service.build(100, A, world.artifact(site)))
    assert world.get("pr-preview/pr-9/")[0] == 404
    assert previews(world.branch.fetch()[1]) == {7}


@pytest.mark.parametrize(
    "files",
    [
        {"site/index.html": b"x"},
        {"findings.jsonl": b""},
        {"site/index.html": b"x", "findings.jsonl": b"", "pr.txt": b"9"},
        {"site/index.html": b"x", "findings.jsonl": b"", "site/.gitattributes": b"* filter=evil"},
        {"site/index.html": b"x", "findings.jsonl": b'{"severity": "none"}'},
        {"site/index.html": b"x", "findings.jsonl": b"[" * 100_000},
        {"site/index.html": b"x", "findings.jsonl": b"\xff\xfe"},
        {"site/index.html": b"x" * 5000, "findings.jsonl": b""},
    ],
)
def test_what_is_not_a_preview_changes_nothing(files: dict[str, bytes], world: World) -> None:
    world.service.pull(7, A)
    outcome = world.stage(
        world.service.build(100, A, write(world.folder / "evil.zip", files)), limits=Limits(file=4000)
    )
    assert outcome.refused is not None and not outcome.changed and not outcome.comments


def test_a_run_without_its_artifact_is_refused(world: World) -> None:
    world.service.pull(7, A)
    event = world.service.build(100, A, world.artifact(LIVE))
    world.service.names[100] = "other"
    assert world.stage(event).refused is not None


def test_files_are_stored_byte_for_byte_whatever_attributes_stand_in_them(world: World) -> None:
    world.service.pull(7, A)
    odd = {"a.txt": b"a\r\nb\r\n", "en/gitattributes": b"* text eol=lf", "図/あ い.txt": b"\0\xff", "$Id$.txt": b"$Id$"}
    world.stage(world.service.build(100, A, world.artifact({**LIVE, **odd})))
    files = {
        path.removeprefix("pr-preview/pr-7/"): blob for path, blob in world.branch.fetch()[1].items() if "pr-7/" in path
    }
    assert {name: world.branch.read(files)[name] for name in odd} == odd


def test_hostile_titles_and_names_only_show_in_the_comment(world: World) -> None:
    title = "</code>@kakehashi-docs/maintainers ![x](https://evil.example) | x &lt;script&gt; closes #1"
    world.service.pull(7, A)
    world.service.files[7] = ["docs/ja/@team.md", "docs/en/`x`|y.md"]
    site = {**LIVE, "en/@team/index.html": page(title, "x"), "en/a`b/index.html": page("`|`", "x")}
    world.stage(world.service.build(100, A, world.artifact(site)))
    comment = world.comment(7)
    assert (
        "@" not in comment
        and "<script" not in comment
        and "![" not in comment
        and "#1" not in comment.replace("&#1", "")
    )
    assert "evil.example" not in comment
    assert {line.count("|") for line in comment.splitlines() if line.startswith("|")} == {4}


def test_a_comment_about_very_many_pages_stays_within_what_is_taken(world: World) -> None:
    world.service.pull(7, A)
    many = {
        f"{language}{'x&' * 40}{number}/index.html": page("題&" * 100, "x")
        for language in ("", "en/")
        for number in range(400)
    }
    world.service.files[7] = [f"docs/ja/{'x&' * 40}{number}.md" for number in range(200)]
    world.stage(world.service.build(100, A, world.artifact({**LIVE, **many})))
    comment = world.comment(7)
    assert len(comment) < 65_536 and len(comment.encode()) < 131_072
    assert comment.count("more") == 2 and "**編集されたページ / Edited pages: 200**" in comment


def test_writers_at_the_same_time_do_not_undo_each_other(world: World) -> None:
    world.service.pull(7, A)
    rival = Branch(world.branch.remote, "gh-pages", world.folder / "rival", pause=0.01)
    calls = 0

    def change(files: dict[str, str]) -> dict[str, str]:
        nonlocal calls
        calls += 1
        if calls == 1:
            world.stage(world.service.build(100, A, world.artifact(changed(ja="新", en="new"))))
        return {**files, "added.txt": files["index.html"]}

    assert rival.update(change, "rival")
    assert calls == 2
    assert world.get("pr-preview/pr-7/")[0] == 200 and world.get("added.txt")[0] == 200


def test_a_repository_that_cannot_be_written_is_an_error(world: World) -> None:
    gone = Branch(str(world.folder / "nowhere.git"), "gh-pages", world.folder / "scratch2", pause=0.01)
    with pytest.raises(StoreError):
        gone.update(lambda files: {**files, "a": "b"}, "m")


def test_the_branch_has_one_commit_however_often_it_changes(world: World) -> None:
    world.publish({**LIVE, "a/index.html": page("A", "a")})
    count = subprocess.run(
        ["git", "-C", str(world.remote), "rev-list", "--count", "gh-pages"], check=True, capture_output=True
    )
    assert count.stdout.strip() == b"1"


def test_a_new_site_leaves_previews_alone_and_keeps_old_assets_for_open_pages(world: World) -> None:
    world.service.pull(7, A)
    world.stage(world.service.build(100, A, world.artifact(changed(ja="新", en="new"))))
    new = {name: content for name, content in LIVE.items() if name != "assets/app.1.js" and "pods" not in name}
    new["assets/app.2.js"] = b"new()"
    assert world.publish(new, TODAY)
    with world.served() as get:
        assert get("pr-preview/pr-7/")[0] == 200
        assert get("assets/app.1.js") == (200, b"old()") and get("assets/app.2.js")[0] == 200
        assert get("concepts/pods/")[0] == 404
    assert world.publish(new, TODAY) is False
    world.publish({**new, "x.txt": b"1"}, TODAY + timedelta(days=KEEP_DAYS))
    assert world.get("assets/app.1.js")[0] == 200
    world.publish(new, TODAY + timedelta(days=KEEP_DAYS + 1))
    assert world.get("assets/app.1.js")[0] == 404 and world.get("assets/app.2.js")[0] == 200


def test_an_asset_that_comes_back_starts_anew(world: World) -> None:
    without = {name: content for name, content in LIVE.items() if name != "assets/app.1.js"}
    world.publish(without, TODAY)
    world.publish(LIVE, TODAY + timedelta(days=1))
    world.publish(without, TODAY + timedelta(days=KEEP_DAYS + 1))
    assert world.get("assets/app.1.js")[0] == 200


def test_the_commands_of_the_workflow_do_the_same(world: World, tmp_path: Path) -> None:
    world.service.pull(7, A)
    event = world.service.build(100, A, world.artifact(changed(ja="新", en="new")))
    (tmp_path / "event.json").write_text(json.dumps(event))
    with _git_over_http(world.remote) as web:
        _run_commands(world, tmp_path, web)


@contextmanager
def _git_over_http(repository: Path) -> Iterator[str]:
    """Serve a repository as GitHub does: who pushes has to show the token."""
    expected = "basic " + base64.b64encode(f"x-access-token:{TOKEN}".encode()).decode()

    class Handler(http.server.BaseHTTPRequestHandler):
        def _do(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            path, _, query = self.path.partition("?")
            if self.headers.get("Authorization") != expected or not path.startswith(f"/{REPOSITORY}/"):
                self.send_error(401)
                return
            environment = {
                **os.environ,
                "CONTENT_LENGTH": str(len(body)),
                "CONTENT_TYPE": self.headers.get("Content-Type", ""),
                "GIT_HTTP_EXPORT_ALL": "1",
                "GIT_PROJECT_ROOT": str(repository.parent),
                "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
                "PATH_INFO": path.replace(f"/{REPOSITORY}/", f"/{repository.name}/"),
                "QUERY_STRING": query,
                "REMOTE_USER": "x-access-token",
                "REQUEST_METHOD": self.command,
            }
            done = subprocess.run(["git", "http-backend"], input=body, env=environment, capture_output=True, check=True)
            head, _, content = done.stdout.partition(b"\r\n\r\n")
            self.send_response(200)
            for line in head.decode().split("\r\n"):
                name, _, value = line.partition(": ")
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = _do  # noqa: N815 -- the names that the library calls

        def log_message(self, format: str, *args: object) -> None:
            return

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()


def _run_commands(world: World, tmp_path: Path, web: str) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "hooks"),
        "GITHUB_API_URL": world.github.api,
        "GITHUB_EVENT_PATH": str(tmp_path / "event.json"),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_REPOSITORY": REPOSITORY,
        "GITHUB_SERVER_URL": web,
        "GITHUB_TOKEN": TOKEN,
    }

    def run(command: str, **more: str) -> None:
        # As a runner does it: an isolated interpreter, without any package of the project's environment.
        words = [sys.executable, "-S", "-m", "kakehashi.publishing", command]
        done = subprocess.run(words, cwd=ROOT, env={**environment, **more}, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    run("preview")
    outputs = dict(line.split("=", 1) for line in (tmp_path / "output").read_text().splitlines())
    assert outputs["changed"] == "true" and set(outputs) == {"changed", "comments"}
    run("comment", COMMENTS=outputs["comments"])
    assert "pr-preview/pr-7/" in world.comment(7)
    assert world.get("pr-preview/pr-7/")[0] == 200

    world.service.artifacts[200] = write(
        tmp_path / "site.zip", {f"site/{name}": body for name, body in changed(ja="次", en="next").items()}
    )
    world.service.names[200] = "site"
    run("site", GITHUB_RUN_ID="200")
    with world.served() as get:
        assert b"next" in get("en/concepts/pods/")[1] and get("pr-preview/pr-7/")[0] == 200
