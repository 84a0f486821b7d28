"""The branch whose files are the published site: the site itself, and the previews below ``pr-preview/``.

The branch always holds a single commit, since every file in it can be made again. It is changed without a work tree, so
that no attribute, ignore or mode file of what is stored has any effect. Writers do not wait for each other: a push is
only taken when nobody else pushed in between, else the change is made again on what is there now.
"""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path, PurePosixPath

PREVIEWS = "pr-preview/"
KEPT = ".kept.json"
"""Names files of earlier deployments, each with the day it left the site. Hidden, and so not published."""

KEEP_DAYS = 14
"""How long a script, style or picture that left the site is still served, for pages that are open in a browser."""

TRIES = 8
TIMEOUT = 300.0
_ASSETS = frozenset({".css", ".js", ".json", ".map", ".png", ".svg", ".wasm", ".webp", ".woff2"})
_PREVIEW = re.compile(rf"{PREVIEWS}pr-([1-9][0-9]{{0,9}})/")

Files = Mapping[str, str]
"""Files of the branch: object id by path."""


class StoreError(Exception):
    """The branch could not be read or written."""


def preview_folder(number: int) -> str:
    """Return the folder of a pull request's preview; it ends in a slash."""
    return f"{PREVIEWS}pr-{number}/"


def previews(files: Files) -> frozenset[int]:
    """Return the numbers of the pull requests that have a preview."""
    return frozenset(int(found[1]) for path in files if (found := _PREVIEW.match(path)))


def site_of(files: Files) -> dict[str, str]:
    """Return the published site without previews and bookkeeping."""
    return {path: blob for path, blob in files.items() if not path.startswith(PREVIEWS) and path != KEPT}


def with_preview(files: Files, number: int, preview: Files) -> dict[str, str]:
    """Return the branch with this, and only this, as a pull request's preview."""
    folder = preview_folder(number)
    rest = without_previews(files, [number])
    return {**rest, **{folder + path: blob for path, blob in preview.items()}}


def without_previews(files: Files, numbers: Iterable[int]) -> dict[str, str]:
    """Return the branch without the previews of some pull requests."""
    gone = tuple(preview_folder(number) for number in numbers)
    return {path: blob for path, blob in files.items() if not path.startswith(gone)}


def with_site(files: Files, site: Files, kept: Mapping[str, str], today: date) -> tuple[dict[str, str], dict[str, str]]:
    """Return the branch with a new site beside the previews, and which older assets it keeps until when.

    Args:
        files: The branch as it is.
        site: The new site.
        kept: The assets kept so far: the day each left the site, by path.
        today: The day of this deployment.

    Returns:
        The files, and the assets kept from now on.
    """
    oldest = (today - timedelta(days=KEEP_DAYS)).isoformat()
    still: dict[str, str] = {}
    for path in site_of(files):
        if path not in site and PurePosixPath(path).suffix in _ASSETS:
            left = kept.get(path, today.isoformat())
            # A day that cannot be one was not written here.
            if oldest <= left <= today.isoformat():
                still[path] = left
    rest = {path: blob for path, blob in files.items() if path.startswith(PREVIEWS) or path in still}
    return {**rest, **site}, still


@dataclass(frozen=True, slots=True)
class Branch:
    """The branch in a repository.

    Args:
        remote: The repository's address or path.
        name: The branch.
        scratch: A folder for git's objects; made when it is not there.
        token: What may be done over HTTPS; None for a local repository.
        pause: Seconds before a change is made again that somebody else's came before.
    """

    remote: str
    name: str
    scratch: Path
    token: str | None = None
    pause: float = 1.0

    def fetch(self) -> tuple[str | None, dict[str, str]]:
        """Return the commit of the branch (None where there is no branch) and its files.

        Raises:
            StoreError: The repository cannot be read.
        """
        if not (self.scratch / "HEAD").exists():
            self.scratch.mkdir(parents=True, exist_ok=True)
            self._git("init", "--quiet", "--bare", ".")
        there = self._git("ls-remote", "--", self.remote, f"refs/heads/{self.name}").decode().split()
        if not there:
            return None, {}
        self._git("fetch", "--quiet", "--no-tags", "--force", "--", self.remote, there[0])
        listing = self._git("ls-tree", "-r", "-z", "--full-tree", there[0]).decode("utf-8", "surrogateescape")
        files = {}
        for line in filter(None, listing.split("\0")):
            about, _, path = line.partition("\t")
            mode, _, blob = about.split(" ")
            # Links and submodules were not put there from here, and are not carried on.
            if mode in ("100644", "100755"):
                files[path] = blob
        return there[0], files

    def add(self, folder: Path, names: Iterable[str]) -> dict[str, str]:
        """Store files and return their object ids by path.

        Args:
            folder: Where they are.
            names: Their paths below it.

        Raises:
            StoreError: They cannot be stored.
        """
        paths = sorted(names)
        lines = "".join(f"{(folder / path).resolve()}\n" for path in paths)
        if lines.count("\n") != len(paths):
            raise StoreError("a path has a line end in it")
        blobs = self._git("hash-object", "-w", "--no-filters", "--stdin-paths", given=lines.encode()).decode().split()
        return dict(zip(paths, blobs, strict=True))

    def read(self, files: Files) -> dict[str, bytes]:
        """Return the contents of files by path.

        Raises:
            StoreError: One is not there.
        """
        out = self._git("cat-file", "--batch", given="".join(f"{blob}\n" for blob in files.values()).encode())
        contents, at = {}, 0
        for path in files:
            end = out.index(b"\n", at)
            words = out[at:end].split()
            if len(words) != 3 or words[1] != b"blob":
                raise StoreError(f"{path!a} is not in the repository")
            size = int(words[2])
            contents[path] = out[end + 1 : end + 1 + size]
            at = end + 1 + size + 1
        return contents

    def update(self, change: Callable[[dict[str, str]], Mapping[str, str] | None], message: str) -> bool:
        """Change the branch and push it.

        Args:
            change: Takes the files as they are and returns them as they shall be; None leaves all as it is. It may be
                called more than once.
            message: The message of the commit.

        Returns:
            Whether the branch was changed.

        Raises:
            StoreError: The repository cannot be written, or others were always faster.
        """
        for attempt in range(TRIES):
            tip, before = self.fetch()
            after = change(dict(before))
            if after is None or dict(after) == before:
                return False
            commit = self._commit(after, message)
            # The lease makes the push fail where the branch is no longer what was fetched.
            lease = f"--force-with-lease=refs/heads/{self.name}:{tip or ''}"
            try:
                self._git("push", "--quiet", lease, "--", self.remote, f"{commit}:refs/heads/{self.name}")
            except StoreError:
                if attempt + 1 == TRIES or self._tip() == tip:
                    raise
                time.sleep(self.pause * (attempt + 1))
            else:
                return True
        raise AssertionError

    def write_kept(self, kept: Mapping[str, str]) -> str:
        """Store the list of kept assets and return its object id."""
        text = json.dumps(kept, ensure_ascii=False, indent=0, sort_keys=True)
        return self._git("hash-object", "-w", "--stdin", given=text.encode()).decode().strip()

    def read_kept(self, files: Files) -> dict[str, str]:
        """Return the list of kept assets; empty where there is none that can be read."""
        if KEPT not in files:
            return {}
        try:
            kept = json.loads(self.read({KEPT: files[KEPT]})[KEPT])
        except ValueError:
            return {}
        return {str(path): str(day) for path, day in kept.items()} if isinstance(kept, dict) else {}

    def _tip(self) -> str | None:
        there = self._git("ls-remote", "--", self.remote, f"refs/heads/{self.name}").decode().split()
        return there[0] if there else None

    def _commit(self, files: Files, message: str) -> str:
        index = self.scratch / "publishing-index"
        index.unlink(missing_ok=True)
        lines = "".join(f"100644 {blob}\t{path}\0" for path, blob in sorted(files.items()))
        self._git("update-index", "-z", "--index-info", given=lines.encode("utf-8", "surrogateescape"), index=index)
        tree = self._git("write-tree", index=index).decode().strip()
        return self._git("commit-tree", tree, "-m", message).decode().strip()

    def _git(self, *words: str, given: bytes | None = None, index: Path | None = None) -> bytes:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        settings = {"core.protectNTFS": "true", "core.protectHFS": "true", "gc.auto": "0", "core.hooksPath": os.devnull}
        if self.token is not None:
            # In the environment, where other users of the machine cannot see it.
            secret = base64.b64encode(f"x-access-token:{self.token}".encode()).decode()
            settings[f"http.{self.remote}.extraheader"] = f"AUTHORIZATION: basic {secret}"
        environment |= {
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_COUNT": str(len(settings)),
            "GIT_TERMINAL_PROMPT": "0",
            "LC_ALL": "C.UTF-8",
        }
        for number, (key, value) in enumerate(settings.items()):
            environment |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
        for role in ("AUTHOR", "COMMITTER"):
            environment |= {
                f"GIT_{role}_NAME": "github-actions[bot]",
                f"GIT_{role}_EMAIL": "41898282+github-actions[bot]@users.noreply.github.com",
            }
        if index is not None:
            environment["GIT_INDEX_FILE"] = str(index)
        try:
            done = subprocess.run(  # noqa: S603
                ["git", *words],  # noqa: S607 -- the runner's own git
                cwd=self.scratch,
                input=given if given is not None else b"",
                capture_output=True,
                env=environment,
                timeout=TIMEOUT,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise StoreError(f"git {words[0]}: {error}") from error
        if done.returncode:
            raise StoreError(f"git {words[0]}: {done.stderr.decode('utf-8', 'backslashreplace').strip()[:500]}")
        return done.stdout
