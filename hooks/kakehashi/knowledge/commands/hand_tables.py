"""Grammars written by hand, in `data/commands/hand/`, for tools that no package ships.

The first line of a table reads "# tool version | where it was read | every command" (or "some commands"). Each other
line is a
command: its path (with aliases, `list|ls`), a colon, and its flags. `name/x` has the short form -x, and a mark tells
the
value: `!` none, `#` a whole number, `~` a duration, `?` an optional value, nothing a text. The empty path holds the
flags of
every command. A line that begins with "@" names a group of flags, to be used as @group.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .grammar import DATA, Command, Grammar

TOOLS = ("crictl", "eksctl", "helm", "minikube")


@dataclass(frozen=True, slots=True)
class Source:
    """A hand table: its text, the version it describes, where that was read, and whether it names every command."""

    text: str
    version: str
    source: str
    closed: bool


@cache
def table(tool: str) -> Source:
    """The hand table of a tool. Raises FileNotFoundError for a tool without one."""
    first, _, text = (DATA / "hand" / f"{tool}.txt").read_text(encoding="utf-8").partition("\n")
    named, source, extent = (part.strip() for part in first.removeprefix("#").split("|"))
    return Source(text, named.partition(" ")[2], source, extent == "every command")


_KINDS = {"!": "bool", "#": "int", "~": "duration", "?": "string ?"}


def _spec(token: str) -> tuple[str, str]:
    kind = _KINDS.get(token[-1], "string")
    name, _, short = (token[:-1] if token[-1] in _KINDS else token).partition("/")
    return name, kind + (f" -{short}" if len(short) == 1 else "")


def _read(text: str) -> tuple[dict[str, dict[str, str]], dict[str, list[str]]]:
    groups = dict[str, list[str]]()
    flags = dict[str, dict[str, str]]()
    aliases = dict[str, list[str]]()
    for line in text.strip().splitlines():
        if line.startswith("@"):
            name, *tokens = line[1:].split(" ")
            groups.setdefault(name, []).extend(tokens)
            continue
        path, _, rest = line.partition(":")
        name, *others = path.split("|")
        aliases.setdefault(name, []).extend(others)
        found = flags.setdefault(name, {})
        pending = rest.split()
        while pending:
            token = pending.pop(0)
            if token.startswith("@"):
                pending = groups[token[1:]] + pending
            else:
                flag, spec = _spec(token)
                found[flag] = spec
    return flags, aliases


@cache
def hand_grammar(tool: str) -> Grammar:
    """The grammar of a tool from its hand table. Raises FileNotFoundError for a tool without one."""
    source = table(tool)
    flags, aliases = _read(source.text)
    inherited = flags.pop("", {})
    commands = {"": Command((), {"flags": {}}, inherited)}
    for name in sorted(flags, key=lambda path: path.count(" ")):
        entry = {"flags": flags[name], "aliases": aliases[name]}
        commands[name] = Command(tuple(name.split()), entry, inherited)
        parent = commands[" ".join(name.split()[:-1])]
        for spelling in (name.split()[-1], *aliases[name]):
            parent.children[spelling] = commands[name]
    return Grammar(tool, source.version, source.source, "", commands)
