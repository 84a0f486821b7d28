"""GitHub as far as the workflows see it, in memory, over HTTP on this machine."""

from __future__ import annotations

import http.server
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from kakehashi.publishing.github import GitHub

REPOSITORY = "kakehashi-docs/kakehashi"
OWN_ID, FORK_ID = 1, 2
TOKEN = "a-token-of-this-test"
BOT = {"login": "github-actions[bot]", "type": "Bot"}


@dataclass
class Service:
    """What GitHub knows, and what it was asked."""

    pulls: list[dict[str, Any]] = field(default_factory=list)
    events: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    runs: list[dict[str, Any]] = field(default_factory=list)
    files: dict[int, list[str]] = field(default_factory=dict)
    artifacts: dict[int, Path] = field(default_factory=dict)
    comments: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    issues: list[dict[str, Any]] = field(default_factory=list)
    log: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    failures: list[int] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)

    def pull(
        self, number: int, sha: str, *, branch: str = "topic", home: int = OWN_ID, labels: tuple[str, ...] = ()
    ) -> dict[str, Any]:
        """Open a pull request."""
        made = {
            "number": number,
            "state": "open",
            "labels": [{"name": name} for name in labels],
            "base": {"ref": "main", "repo": {"id": OWN_ID}},
            "head": {
                "ref": branch,
                "sha": sha,
                "repo": {"id": home},
                "label": f"{'writer' if home == FORK_ID else 'kakehashi-docs'}:{branch}",
            },
        }
        self.pulls.append(made)
        return made

    def build(
        self,
        run: int,
        sha: str,
        artifact: Path,
        *,
        branch: str = "topic",
        home: int = OWN_ID,
        at: str = "2026-11-24T00:00:00Z",
    ) -> dict[str, Any]:
        """Finish a build, and return the event that it sends."""
        self.runs.append({"id": run, "head_sha": sha, "created_at": at})
        self.artifacts[run] = artifact
        owner = "writer" if home == FORK_ID else "kakehashi-docs"
        return {
            "repository": {"default_branch": "main"},
            "workflow_run": {
                "id": run,
                "event": "pull_request",
                "conclusion": "success",
                "head_sha": sha,
                "head_branch": branch,
                "head_repository": {"id": home, "owner": {"login": owner}},
                "pull_requests": [],
            },
        }

    def close(self, number: int) -> None:
        for pull in self.pulls:
            if pull["number"] == number:
                pull["state"] = "closed"

    def answer(self, method: str, path: str, query: dict[str, str], body: Any) -> Any:
        """What the API answers: an object, a path to redirect to, or None where there is nothing."""
        if method == "GET" and path == "pulls":
            return [
                one
                for one in self.pulls
                if one["state"] == query["state"] and query.get("head") in (None, one["head"]["label"])
            ]
        if method == "GET" and (found := re.fullmatch(r"pulls/(\d+)/files", path)):
            return [{"filename": name} for name in self.files.get(int(found[1]), [])]
        if method == "GET" and (found := re.fullmatch(r"issues/(\d+)/events", path)):
            return self.events.get(int(found[1]), [])
        if method == "GET" and path == "actions/runs":
            return {"workflow_runs": [one for one in self.runs if one["head_sha"] == query["head_sha"]]}
        if method == "GET" and (found := re.fullmatch(r"actions/runs/(\d+)/artifacts", path)):
            run = int(found[1])
            size = self.artifacts[run].stat().st_size if run in self.artifacts else 0
            one = {"id": run, "name": self.names.get(run, "preview"), "size_in_bytes": size, "expired": False}
            return {"artifacts": [one] if run in self.artifacts else []}
        if found := re.fullmatch(r"issues/(\d+)/comments", path):
            of = self.comments.setdefault(int(found[1]), [])
            if method == "POST":
                of.append({"id": 1000 + sum(map(len, self.comments.values())), "user": BOT, "body": body["body"]})
            return of if method == "GET" else of[-1]
        if method == "PATCH" and (found := re.fullmatch(r"issues/comments/(\d+)", path)):
            one = next(one for of in self.comments.values() for one in of if one["id"] == int(found[1]))
            one.update(body)
            return one
        if method == "GET" and path == "issues":
            return [one for one in self.issues if one["state"] == "open" and query["labels"] in one["labels"]]
        if method == "POST" and path == "issues":
            self.issues.append({"number": len(self.issues) + 1, "state": "open", "user": BOT, **body})
            return self.issues[-1]
        if method == "PATCH" and (found := re.fullmatch(r"issues/(\d+)", path)):
            self.issues[int(found[1]) - 1].update(body)
            return self.issues[int(found[1]) - 1]
        return None


@contextmanager
def running(service: Service) -> Iterator[GitHub]:
    """Answer for a service while the block runs."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def _do(self) -> None:
            parts = urlsplit(self.path)
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length)) if length else None
            service.log.append((self.command, self.path, dict(self.headers)))
            if service.failures:
                self.send_error(service.failures.pop(0))
                return
            if parts.path.startswith("/blobs/"):
                data = service.artifacts[int(parts.path.rpartition("/")[2])].read_bytes()
                self._send(200, data)
                return
            path = parts.path.removeprefix(f"/repos/{REPOSITORY}/")
            if self.headers.get("Authorization") != f"Bearer {TOKEN}" or path == parts.path:
                self.send_error(401)
                return
            if found := re.fullmatch(r"actions/artifacts/(\d+)/zip", path):
                self.send_response(302)
                # Another host name for this machine, as artifacts lie with another service.
                self.send_header("Location", f"http://localhost:{self.server.server_address[1]}/blobs/{found[1]}")
                self.end_headers()
                return
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            answer = service.answer(self.command, path, query, body)
            if answer is None:
                self.send_error(404)
                return
            if self.command == "GET":
                page, size = int(query.get("page", 1)), int(query.get("per_page", 30))
                cut = slice((page - 1) * size, page * size)
                if isinstance(answer, list):
                    answer = answer[cut]
                else:
                    answer = {name: value[cut] if isinstance(value, list) else value for name, value in answer.items()}
            self._send(200, json.dumps(answer).encode())

        def _send(self, code: int, data: bytes) -> None:
            self.send_response(code)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = _do  # noqa: N815 -- the names that the library calls

        def log_message(self, format: str, *args: object) -> None:
            return

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield GitHub(f"http://127.0.0.1:{server.server_address[1]}", REPOSITORY, TOKEN, pause=0.01)
        finally:
            server.shutdown()
