"""Makes the grammar of programs that are not cobra programs, from the option lists in their help."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from .probe import Program

# curl: " -d, --data <data>        HTTP POST data"; a value stands in angle brackets.
_CURL = re.compile(r"^ (?:-(?P<short>\S), |    )\s*--(?P<long>[a-z0-9][\w.-]*)(?P<value> <)?")
# journalctl: "  -M --machine=CONTAINER", "  -n --lines[=INTEGER]", "     --system".
_GETOPT = re.compile(r"^ {2,}(?:-(?P<short>[A-Za-z0-9]) )?\s*--(?P<long>[a-z][\w-]*)(?P<value>\[=|=)?")
# openssl: " -in infile                 Certificate input": the value stands one space after the option.
_OPENSSL = re.compile(r"^ -(?P<name>[\w-]+|\*)(?: (?P<value>\S+))?(?:\s{2,}|$)")


def _flag(kind: str, short: str | None, optional: bool = False) -> str:
    return kind + (f" -{short}" if short else "") + (" ?" if optional else "")


def read_curl(program: Program) -> dict[str, Any]:
    """curl's options, from `curl --help all`."""
    flags = dict[str, str]()
    for line in program.ask("--help", "all").splitlines():
        if found := _CURL.match(line):
            flags[found["long"]] = _flag("string" if found["value"] else "bool", found["short"])
    return {"": {"flags": dict(sorted(flags.items()))}}


def read_getopt(program: Program) -> dict[str, Any]:
    """The options of a getopt_long program, from `--help`."""
    flags = dict[str, str]()
    for line in program.ask("--help").splitlines():
        if found := _GETOPT.match(line):
            kind = "string" if found["value"] else "bool"
            flags[found["long"]] = _flag(kind, found["short"], optional=found["value"] == "[=")
    return {"": {"flags": dict(sorted(flags.items()))}}


def read_openssl(program: Program) -> dict[str, Any]:
    """openssl's commands and options, from `openssl list` and each command's `-help`."""
    commands = dict[str, Any]()
    names = program.ask("list", "-1", "-commands").split()
    digests = program.ask("list", "-1", "-digest-commands").split()
    ciphers = program.ask("list", "-1", "-cipher-commands").split()
    for name in [*names, "dgst", "enc"]:
        flags = dict[str, str]()
        for line in program.ask(name, "-help").splitlines():
            if found := _OPENSSL.match(line):
                flags[found["name"]] = "string" if found["value"] else "bool"
        commands[name] = {"flags": dict(sorted(flags.items()))}
    for stand_in, same in ((digests, "dgst"), (ciphers, "enc")):
        for name in stand_in:
            commands[name] = {"like": same}
    commands[""] = {"flags": {}, "digests": sorted(digests), "ciphers": sorted(ciphers)}
    return commands


READERS: Mapping[str, Callable[[Program], dict[str, Any]]] = {
    "curl": read_curl,
    "journalctl": read_getopt,
    "openssl": read_openssl,
}


def walk_options(program: Program, tool: str) -> dict[str, Any]:
    """The grammar of one of these programs as data for JSON. Raises KeyError for an unknown tool."""
    return {"commands": dict(sorted(READERS[tool](program).items())), "flags": {}}
