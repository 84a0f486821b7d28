"""A bash that runs the steps of a lab one after the other, each with a time limit."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

MOST_OUTPUT = 200_000
"""Most characters of a step's output that are kept."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step did. code: None where it ran out of time; output: standard output and error; seconds: how long."""

    code: int | None
    output: str
    seconds: float


class Shell:
    """A bash whose directory, variables and background jobs last from step to step.

    Args:
        folder: Where steps and their output are kept, outside the working directory.
        cwd: The directory the first step runs in.
        environment: The environment.
    """

    def __init__(self, folder: Path, cwd: Path, environment: Mapping[str, str]) -> None:
        self._folder = folder
        self._mark = f"kakehashi-{os.urandom(6).hex()}"
        self._steps = 0
        self._process = subprocess.Popen(
            ["bash", "--noprofile", "--norc"],  # noqa: S607 -- the reader's own bash, as in their terminal
            cwd=cwd,
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def alive(self) -> bool:
        """Whether more steps can run."""
        return self._process.poll() is None

    def run(self, text: str, limit: float) -> Outcome:
        """Run a step.

        Args:
            text: What the shell runs.
            limit: The time limit in seconds; after it the shell is ended.
        """
        self._steps += 1
        step, output = self._folder / f"step-{self._steps:03}.sh", self._folder / f"step-{self._steps:03}.out"
        step.write_text(f"{text}\n", "utf-8")
        began = time.monotonic()
        line = f". '{step}' > '{output}' 2>&1 < /dev/null; printf '\\n%s %d\\n' {self._mark} $?\n"
        code = self._ask(line, began + limit)
        seconds = time.monotonic() - began
        if code is None:
            self.close()
        with contextlib.suppress(OSError):
            return Outcome(code, output.read_text("utf-8", "replace")[:MOST_OUTPUT], seconds)
        return Outcome(code, "", seconds)

    def _ask(self, line: str, until: float) -> int | None:
        """Write a line and wait for its exit code; None where the time or the shell ends first."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None
        try:
            stdin.write(line.encode())
            stdin.flush()
        except OSError:
            return self._process.poll()
        seen = b""
        while (left := until - time.monotonic()) > 0:
            ready, _, _ = select.select([stdout], [], [], left)
            if not ready:
                break
            part = os.read(stdout.fileno(), 65536)
            if not part:
                return self._process.wait()
            seen += part
            for found in seen.decode("utf-8", "replace").split("\n"):
                name, _, code = found.partition(" ")
                if name == self._mark and code.isdecimal():
                    return int(code)
        return None

    def close(self) -> None:
        """End the shell and everything it started."""
        for what in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(OSError):
                os.killpg(self._process.pid, what)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(2)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
