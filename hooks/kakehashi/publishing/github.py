"""As much of GitHub's REST API as the workflows need. Source: https://docs.github.com/en/rest?apiVersion=2022-11-28"""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from kakehashi.finding import Words

from .archive import RefusedError

PAGE = 100
"""Items on a page of a list; the API gives no more."""

MOST_PAGES = 30
TIMEOUT = 60.0
TRIES = 4
"""How often a request that only reads is made when the service fails."""

_LARGEST_ANSWER = 20 << 20
_CHUNK = 1 << 16


class ServiceError(Exception):
    """The service did not do what it was asked for."""


@dataclass(frozen=True, slots=True)
class GitHub:
    """The API as one repository and token see it.

    Args:
        api: Its address, without a slash at the end.
        repository: The repository as ``owner/name``.
        token: What the workflow may do.
        pause: Seconds before a failed request is made again; doubled each time.
    """

    api: str
    repository: str
    token: str
    pause: float = 2.0

    def get(self, path: str, **query: str | int) -> Any:
        """Return what the API answers.

        Args:
            path: Below the repository, without a slash at the beginning.
            query: What follows the question mark.

        Raises:
            ServiceError: It did not answer, or with an error.
        """
        with self._open("GET", path, query) as answer:
            return self._json(answer)

    def all(self, path: str, key: str | None = None, **query: str | int) -> Iterator[Any]:
        """Yield every item of a list, page after page.

        Args:
            path: Below the repository.
            key: Where the list is, if the answer is an object.
            query: What follows the question mark.

        Raises:
            ServiceError: As for ``get``; also for a list longer than ``PAGE * MOST_PAGES``, which is read in part only.
        """
        for number in range(1, MOST_PAGES + 1):
            answer = self.get(path, **query, per_page=PAGE, page=number)
            items = answer[key] if key else answer
            yield from items
            if len(items) < PAGE:
                return
        raise ServiceError(f"{path}: more than {PAGE * MOST_PAGES} items")

    def send(self, method: str, path: str, body: Mapping[str, Any]) -> Any:
        """Change something and return the answer; never tried twice, for it might have been done.

        Raises:
            ServiceError: It was not done, as far as is known.
        """
        with self._open(method, path, {}, json.dumps(body).encode()) as answer:
            return self._json(answer)

    def download(self, path: str, into: Path, most: int) -> None:
        """Write what lies at a path into a file.

        Args:
            path: Below the repository.
            into: The file.
            most: The most bytes it may have.

        Raises:
            RefusedError: It has more.
            ServiceError: As for ``get``.
        """
        written = 0
        try:
            with self._open("GET", path, {}) as answer, into.open("wb") as out:
                while chunk := answer.read(_CHUNK):
                    written += len(chunk)
                    if written > most:
                        words = Words(f"the artifact has more than {most} bytes", f"成果物が {most} バイトより大きい")
                        raise RefusedError(words)
                    out.write(chunk)
        except (OSError, HTTPException) as error:
            raise ServiceError(f"{path}: {error}") from error

    def _json(self, answer: Any) -> Any:
        try:
            data = answer.read(_LARGEST_ANSWER)
            return json.loads(data) if data else None
        except (OSError, HTTPException, ValueError) as error:
            raise ServiceError(f"the answer could not be read: {error}") from error

    def _open(self, method: str, path: str, query: Mapping[str, str | int], body: bytes | None = None) -> Any:
        url = f"{self.api}/repos/{self.repository}/{path}" + (f"?{urlencode(query)}" if query else "")
        if not url.startswith(("https://", "http://127.0.0.1:")):
            raise ServiceError("the token is sent over HTTPS only")
        request = urllib.request.Request(url, data=body, method=method)  # noqa: S310 -- the scheme was looked at above
        request.add_header("Accept", "application/vnd.github+json")
        request.add_header("X-GitHub-Api-Version", "2022-11-28")
        if body is not None:
            request.add_header("Content-Type", "application/json")
        # Not sent along to where an artifact is redirected to.
        request.add_unredirected_header("Authorization", f"Bearer {self.token}")
        for left in reversed(range(TRIES if method == "GET" else 1)):
            try:
                return urllib.request.urlopen(request, timeout=TIMEOUT)  # noqa: S310
            except urllib.error.HTTPError as error:
                if not left or error.code not in (429, 500, 502, 503, 504):
                    raise ServiceError(f"{method} {path}: {error.code}") from error
            except (OSError, HTTPException) as error:
                if not left:
                    raise ServiceError(f"{method} {path}: {error}") from error
            time.sleep(self.pause * 2 ** (TRIES - 1 - left))
        raise AssertionError


def upsert_comment(github: GitHub, number: int, marker: str, body: str, *, create: bool = True) -> None:
    """Write the one comment that carries a marker: change it where it is, make it where it is not.

    Args:
        github: The API.
        number: The pull request or issue.
        marker: An HTML comment at the beginning of the body, which readers do not see.
        body: The text, without the marker.
        create: Whether to make a comment that is not there.

    Raises:
        ServiceError: It could not be written.
    """
    text = f"{marker}\n{body}"
    for comment in github.all(f"issues/{number}/comments"):
        if _is_own(comment) and str(comment["body"] or "").startswith(marker):
            if comment["body"] != text:
                github.send("PATCH", f"issues/comments/{int(comment['id'])}", {"body": text})
            return
    if create:
        github.send("POST", f"issues/{number}/comments", {"body": text})


def upsert_issue(github: GitHub, marker: str, title: str, body: str | None, label: str) -> None:
    """Write the one open issue that carries a marker; close it when there is nothing to say.

    Args:
        github: The API.
        marker: An HTML comment at the beginning of the body.
        title: Its title, when it is made.
        body: The text, without the marker; None where all is well.
        label: The label it is made with and found by.

    Raises:
        ServiceError: It could not be written.
    """
    for issue in github.all("issues", state="open", labels=label):
        if _is_own(issue) and "pull_request" not in issue and str(issue["body"] or "").startswith(marker):
            change = {"state": "closed"} if body is None else {"body": f"{marker}\n{body}"}
            if change.get("body") != issue["body"]:
                github.send("PATCH", f"issues/{int(issue['number'])}", change)
            return
    if body is not None:
        github.send("POST", "issues", {"title": title, "body": f"{marker}\n{body}", "labels": [label]})


def _is_own(item: Mapping[str, Any]) -> bool:
    """Tell whether a workflow wrote it: anyone may write a comment with the marker."""
    user = item.get("user") or {}
    return user.get("type") == "Bot" and user.get("login") == "github-actions[bot]"
