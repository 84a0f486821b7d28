"""A tool's grammar as its snapshot states it: commands, their flags and what the flags take."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[2] / "data" / "commands"


@dataclass(frozen=True, slots=True)
class Flag:
    """One flag.

    kind: bool, int, uint, float, duration, string, choice …; "count" kinds are bool. deprecated: the tool's words.
    """

    name: str
    kind: str = "string"
    short: str = ""
    repeated: bool = False
    optional: bool = False
    required: bool = False
    hidden: bool = False
    deprecated: str = ""

    @property
    def takes_word(self) -> bool:
        """Whether the flag takes the next word as its value."""
        return self.kind != "bool" and not self.optional

    @classmethod
    def of(cls, name: str, spec: str, deprecated: str = "") -> Flag:
        """A flag from its short form in the snapshot, such as "string[] -f !"."""
        kind, *marks = spec.split(" ")
        short = next((mark[1] for mark in marks if mark.startswith("-")), "")
        plain = kind.removesuffix("[]")
        return cls(name, plain, short, kind != plain, "?" in marks, "!" in marks, "hidden" in marks, deprecated)


HELP = Flag("help", "bool", "h")


@dataclass(frozen=True)
class Command:
    """One command: its path below the tool, its snapshot entry, and the flags it inherits."""

    path: tuple[str, ...]
    entry: Mapping[str, Any]
    inherited: Mapping[str, str]
    children: dict[str, Command] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The path as one string: "" for the tool itself."""
        return " ".join(self.path)

    @cached_property
    def flags(self) -> Mapping[str, Flag]:
        """All flags by long name."""
        told: Mapping[str, str] = self.entry.get("deprecated", {})
        found = {name: Flag.of(name, spec) for name, spec in self.inherited.items()}
        found |= {name: Flag.of(name, spec, told.get(name, "")) for name, spec in self.entry.get("flags", {}).items()}
        return {"help": HELP} | found

    @cached_property
    def shorts(self) -> Mapping[str, Flag]:
        """The flags with a one-letter form, by that letter."""
        own = self.entry.get("flags", {})
        ranked = sorted(self.flags.values(), key=lambda flag: flag.name in own)
        return {flag.short: flag for flag in ranked if flag.short}

    @cached_property
    def outputs(self) -> tuple[str, ...]:
        """The formats of `--output` that the help names."""
        return tuple(self.entry.get("outputs", ()))

    @property
    def usage(self) -> str:
        """The usage lines, joined by " | "."""
        return str(self.entry.get("usage", ""))


@dataclass(frozen=True)
class Grammar:
    """One tool in one version."""

    tool: str
    version: str
    source: str
    date: str
    commands: Mapping[str, Command]

    @property
    def root(self) -> Command:
        """The tool itself, without a command."""
        return self.commands[""]

    def with_flag(self, name: str) -> Iterator[Command]:
        """The commands that have a flag of this name."""
        return (command for command in self.commands.values() if name in command.entry.get("flags", {}))


def _grow(data: Mapping[str, Any]) -> Grammar:
    entries: Mapping[str, Mapping[str, Any]] = data["commands"]
    inherited: Mapping[str, str] = data["flags"]
    commands = {name: Command(tuple(name.split()), entry, inherited) for name, entry in entries.items()}
    commands.setdefault("", Command((), {}, inherited))
    for name, command in commands.items():
        if name:
            parent = commands[" ".join(command.path[:-1])]
            parent.children[command.path[-1]] = command
            for alias in command.entry.get("aliases", ()):
                parent.children.setdefault(alias, command)
    return Grammar(data["tool"], data["version"], data["source"], data["date"], commands)


@cache
def snapshots(tool: str) -> tuple[Path, ...]:
    """The stored snapshots of a tool, oldest version first."""
    found = DATA.glob(f"{tool}-[0-9]*.json")
    return tuple(sorted(found, key=lambda path: [int(number) for number in re.findall(r"\d+", path.stem)]))


@cache
def load(tool: str, at: int = -1) -> Grammar:
    """A tool's grammar:

    the newest stored version, or the one at a place in that order. Raises FileNotFoundError without one.
    """
    stored = snapshots(tool)
    if not stored:
        raise FileNotFoundError(f"no snapshot of {tool} in {DATA}")
    grammar = _grow(json.loads(stored[at].read_text(encoding="utf-8")))
    return grammar
