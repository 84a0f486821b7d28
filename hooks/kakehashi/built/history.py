"""When each file of a folder was first committed."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

# Long enough for any history, short enough for nobody to think that the build hangs.
_SECONDS = 30


def first_commits(folder: Path) -> dict[str, date]:
    """Return the day on which each file below *folder* was first committed, by path with forward slashes.

    Days are the authors' own, so that they survive a rebase. Nothing is returned outside a repository, without git, or
    in a shallow clone, whose oldest commit seems to have made everything.

    Args:
        folder: Any folder, with or without a repository around it.
    """
    if _git(folder, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    log = _git(
        folder, "log", "--reverse", "--no-renames", "--relative", "--name-only", "-z", "--format=%x01%as", "--", "."
    )
    days: dict[str, date] = {}
    for commit in log.split("\x01")[1:]:
        day, *paths = commit.replace("\n", "\0").split("\0")
        for path in filter(None, paths):
            days.setdefault(path, date.fromisoformat(day))
    return days


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 -- a fixed program and arguments
            ["git", "-C", str(folder), "-c", "core.quotepath=off", "-c", "log.showSignature=false", *arguments],  # noqa: S607
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "surrogateescape")
