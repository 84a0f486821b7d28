"""Reads the structure (not the prose) out of the help pages that cobra programs print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# "  -o, --output string", "    -A, --all-namespaces=false:", "      --cacert=\"\"" after two or more columns of indent.
_FLAG = re.compile(r"^\s{2,}(?:-(?P<short>[A-Za-z0-9]), )?--(?P<long>[A-Za-z0-9][\w.-]*)(?P<rest>.*)$")
_COMMAND = re.compile(r"^(?:\t| {2,4})(?P<name>[a-z][\w-]*(?: [a-z][\w-]*)?)\*?(?:\t+|\s{2,})\S")
_SECTION = re.compile(r"^(?P<title>[A-Z][\w ]*?)(?: \([\w ]+\))?:\s*(?P<rest>.*)$")
_OUTPUTS = re.compile(r"^Output format\. One of: \(([^)]*)\)")
_LIST_TYPES = {"list", "strings", "stringArray", "stringSlice", "filter", "map", "stringToString"}


@dataclass(frozen=True)
class FlagLine:
    """A flag as its help page shows it:

    the long name, the short letter or "", whether it may be repeated, its -o formats.
    """

    name: str
    short: str
    repeated: bool
    outputs: tuple[str, ...] = ()


@dataclass(frozen=True)
class HelpPage:
    """What one help page says: usage lines, other names, own flags, flags of the parents, sub-commands and examples."""

    usage: tuple[str, ...]
    aliases: tuple[str, ...]
    flags: tuple[FlagLine, ...]
    global_flags: tuple[FlagLine, ...]
    commands: tuple[str, ...]
    examples: tuple[str, ...]


def _sections(text: str) -> Iterator[tuple[str, list[str]]]:
    title, body = "", list[str]()
    for line in text.splitlines():
        if found := _SECTION.match(line):
            yield title, body
            title, body = found["title"].lower(), [found["rest"]] if found["rest"] else []
        else:
            body.append(line)
    yield title, body


def read_flags(lines: list[str]) -> tuple[FlagLine, ...]:
    """The flags that the lines describe; prose lines are passed over."""
    flags = list[FlagLine]()
    for at, line in enumerate(lines):
        found = _FLAG.match(line)
        if not found:
            continue
        rest = found["rest"]
        follows = lines[at + 1].strip() if at + 1 < len(lines) else ""
        outputs = _OUTPUTS.match(follows) if found["long"] == "output" else None
        repeated = rest.startswith("=[") or (
            rest[:1] == " " and rest.split()[:1] != [] and rest.split()[0] in _LIST_TYPES
        )
        formats = tuple(outputs[1].split(", ")) if outputs else ()
        flags.append(FlagLine(found["long"], found["short"] or "", repeated, formats))
    return tuple(flags)


def read_help(text: str) -> HelpPage:
    """Take a help page apart."""
    usage, aliases, commands, examples = list[str](), list[str](), list[str](), list[str]()
    flags: tuple[FlagLine, ...] = ()
    global_flags: tuple[FlagLine, ...] = ()
    for title, body in _sections(text):
        if title == "usage":
            usage += _until_blank(body)
        elif title in ("aliases", "name aliases"):
            names = ",".join(body).split(",")
            aliases += [name.split()[-1] for name in names if name.strip()]
        elif title.endswith("commands"):
            commands += [found["name"] for line in body if (found := _COMMAND.match(line))]
        elif title in ("flags", "options"):
            flags += read_flags(body)
        elif title in ("global flags", "global options"):
            global_flags += read_flags(body)
        elif title == "examples":
            examples += _example_lines(body)
    return HelpPage(tuple(usage), tuple(aliases), flags, global_flags, tuple(commands), tuple(examples))


def _until_blank(body: list[str]) -> Iterator[str]:
    for line in body:
        if not line.strip():
            return
        yield " ".join(line.split())


def _example_lines(body: list[str]) -> Iterator[str]:
    """Commands of an example section, with continuation lines joined; comments are left out."""
    pending = ""
    for line in body:
        line = line.strip()
        if not line or (line.startswith("#") and not pending):
            continue
        if line.endswith("\\"):
            pending += line[:-1]
            continue
        yield (pending + line).removeprefix("$ ")
        pending = ""
