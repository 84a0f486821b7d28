"""Finds out what a program really accepts, by asking it with flags that it must reject.

A command line that ends in an unknown flag is refused before anything is done, and the refusal names the first thing
the
parser could not take. That tells the type of each flag without running the command.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_FIRST, _SECOND = "--zzza", "--zzzb"
_NONSENSE = "@@"
_DEPRECATED = re.compile(r"^Flag --(?P<name>[\w-]+) has been deprecated, (?P<why>.*)$", re.MULTILINE)
_UNKNOWN = re.compile(r"unknown flag: (--[\w.-]+)")
# A longer offer is a plain completion that leaves out a few flags.
_MOST_REQUIRED = 6
_KINDS = (
    ("ParseBool", "bool"),
    ("ParseInt", "int"),
    ("ParseUint", "uint"),
    ("ParseFloat", "float"),
    ("invalid duration", "duration"),
    ("key=value", "map"),
    ("parse IP", "ip"),
    ("quantities must match", "quantity"),
    ("invalid size", "size"),
    ("parse error", "duration"),
)


@dataclass(frozen=True)
class Program:
    """A program to question.

    extra: environment variables besides the scrubbed ones. base: an empty home and work directory.
    """

    path: Path
    base: Path
    extra: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def at(cls, path: str, extra: Mapping[str, str]) -> Program:
        """The program at a path, with a fresh empty home. Raises FileNotFoundError when there is none."""
        real = Path(path).resolve(strict=True)
        return cls(real, Path(tempfile.mkdtemp(prefix="snapshot-")), extra)

    def ask(self, *arguments: str) -> str:
        """What the program prints (both streams) for these arguments; the home directory reads as $HOME."""
        environment = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(self.base),
            "KUBECONFIG": str(self.base / "none"),
            "LANG": "C.UTF-8",
        }
        environment |= self.extra
        if "LD_LIBRARY_PATH" in os.environ:
            environment["LD_LIBRARY_PATH"] = os.environ["LD_LIBRARY_PATH"]
        done = subprocess.run(  # noqa: S603 - a maintainer named this program
            [str(self.path), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=self.base,
            timeout=30,
            check=False,
        )
        return done.stdout.decode("utf-8", "replace").replace(str(self.base), "$HOME")


@dataclass(frozen=True)
class FlagFacts:
    """kind: bool, int, duration, string …; optional: the flag may stand without its value."""

    kind: str
    optional: bool


def _refused(said: str) -> str:
    """The flag that the parser did not know; "" when it stumbled over something else."""
    found = _UNKNOWN.search(said)
    return found[1] if found else ""


def probe_flag(program: Program, command: Sequence[str], flag: str) -> FlagFacts | None:
    """What one flag of a command takes; None when the command does not know the flag."""
    shown = f"--{flag}"
    refused = _refused(program.ask(*command, shown, _FIRST, _SECOND))
    if refused == shown:
        return None
    takes_value = refused != _FIRST
    valued = program.ask(*command, f"{shown}={_NONSENSE}", _SECOND)
    kind = "string"
    if f'invalid argument "{_NONSENSE}"' in valued:
        kind = next((kind for sign, kind in _KINDS if sign in valued), "choice")
    return FlagFacts(kind, optional=not takes_value and kind != "bool")


def deprecation(program: Program, command: Sequence[str], flag: str, kind: str) -> str:
    """The program's own words about a deprecated flag, "" without any; it speaks up only when the parse succeeds."""
    value = {"bool": "true", "int": "1"}.get(kind, "x")
    why = _DEPRECATED.search(program.ask(*command, f"--{flag}={value}", "--help"))
    return why["why"].strip() if why and why["name"] == flag else ""


def required_flags(program: Program, command: Sequence[str], shown: frozenset[str]) -> frozenset[str]:
    """The flags that cobra refuses to run without: its completion offers only those while they are missing.

    shown: the flags on the command's help page. When all of them are offered, none is required.
    """
    said = program.ask("__complete", *command, "-")
    offered = frozenset(re.findall(r"^--([\w-]+)", said, re.MULTILINE))
    return offered if offered < shown - {"help"} and len(offered) <= _MOST_REQUIRED else frozenset()
