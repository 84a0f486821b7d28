"""What a section said when it was recorded, looked up in the history of the repository, where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from kakehashi.pages.page import scan
from kakehashi.pages.source import Kind, from_bytes

from .fingerprint import Part, fingerprints
from .record import Digests

MOST_REVISIONS = 80
"""How many earlier versions of a page are looked at."""

TIME_LIMIT = 10.0
"""Longest time one question to git may take, in seconds."""


def _git(folder: Path, *words: str) -> bytes | None:
    """Ask git something; None where there is no git, no repository or no answer."""
    program = shutil.which("git")
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 -- a fixed program that only reads
            [program, "-C", str(folder), "--no-pager", *words],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=TIME_LIMIT,
            check=False,
            env={**os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"},
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout if done.returncode == 0 else None


def _versions(file: Path) -> Iterator[bytes]:
    """Yield the committed versions of a file, the newest first."""
    listed = _git(file.parent, "log", f"--max-count={MOST_REVISIONS}", "--format=%H", "--", file.name)
    for revision in (listed or b"").decode("ascii", "replace").split():
        text = _git(file.parent, "show", f"{revision}:./{file.name}")
        if text is not None:
            yield text


def texts_at_record(file: Path, wanted: Mapping[str, Digests]) -> Mapping[str, tuple[Part, ...]]:
    """Return what sections of a page said when they were recorded.

    Args:
        file: The page on disk.
        wanted: The recorded digests of each section that is asked for.

    Returns:
        The blocks of each section that an earlier version of the page holds just so; the others are absent. Text that
        a page includes is not looked up.
    """
    missing = dict(wanted)
    found: dict[str, tuple[Part, ...]] = {}
    for data in _versions(file) if missing else ():
        source = from_bytes(file.name, data)
        if source.kind is not Kind.TEXT:
            continue
        for name, text in fingerprints(scan(source)).items():
            if missing.get(name) == text.digests:
                found[name] = text.parts
                del missing[name]
        if not missing:
            break
    return found
