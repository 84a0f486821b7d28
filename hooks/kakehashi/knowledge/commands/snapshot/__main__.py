"""python -m kakehashi.knowledge.commands.snapshot TOOL=PATH … : write the grammars of these binaries anew.

The tool names kubectl, docker, etcdctl, etcdutl, kind and kustomize are read as cobra programs; curl, journalctl and
openssl
as programs with an option list. Each is written to data/commands/ and its difference to the stored one is printed.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
import sys
from pathlib import Path
from typing import Any

from . import store
from .cobra import Walker
from .options import READERS, walk_options
from .probe import Program

COBRA = ("kubectl", "docker", "etcdctl", "etcdutl", "kind", "kustomize")
_VERSION = re.compile(r"\d+(?:\.\d+)+")


def _pairs(values: list[str]) -> dict[str, str]:
    return dict(value.split("=", 1) for value in values if "=" in value)


def _version(program: Program, tool: str) -> str:
    client = ("version", "--client") if tool == "kubectl" else ("version",)
    for question in (("--version",), client):
        said = program.ask(*question)
        if "unknown" not in said and (found := _VERSION.search(said)):
            return found[0]
    return "unknown"


def take(
    tool: str, path: str, source: str, version: str | None, date: str, extra: dict[str, str]
) -> tuple[dict[str, Any], list[str]]:
    """The grammar of one binary and the examples from its help.

    Raises FileNotFoundError, or ValueError for an unknown tool.
    """
    program = Program.at(path, extra)
    head = {"tool": tool, "version": version or _version(program, tool), "source": source, "date": date}
    if tool in COBRA:
        walker = Walker(program, tool)
        return head | walker.walk(), walker.examples
    if tool in READERS:
        return head | walk_options(program, tool), []
    raise ValueError(f"no reader for {tool}; known: {', '.join([*COBRA, *READERS])}")


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="python -m kakehashi.knowledge.commands.snapshot", description=__doc__)
    parser.add_argument("binaries", nargs="+", metavar="TOOL=PATH")
    parser.add_argument("--source", action="append", default=[], metavar="TOOL=TEXT", help="where the binary is from")
    parser.add_argument(
        "--version", action="append", default=[], metavar="TOOL=VERSION", help="for a binary that does not tell"
    )
    parser.add_argument("--env", action="append", default=[], metavar="NAME=VALUE", help="environment for the binaries")
    parser.add_argument("--date", default=datetime.date.today().isoformat())
    parser.add_argument("--out", type=Path, default=store.DATA)
    parser.add_argument("--examples", type=Path, help="also write the examples of the help pages into this folder")
    options = parser.parse_args(arguments)
    sources, versions = _pairs(options.source), _pairs(options.version)
    for tool, path in _pairs(options.binaries).items():
        try:
            grammar, examples = take(
                tool, path, sources.get(tool, "local binary"), versions.get(tool), options.date, _pairs(options.env)
            )
        except (OSError, ValueError) as error:
            print(f"{tool}: {error}", file=sys.stderr)
            return 2
        before = store.previous(tool, grammar["version"], options.out)
        written = store.write(grammar, options.out)
        print(f"{written.name}: {len(grammar['commands'])} commands, {written.stat().st_size} bytes")
        for line in store.differences(before, grammar) if before else ():
            print(f"  {line}")
        if options.examples and examples:
            origin = f"Examples printed by `{tool} --help`, version {grammar['version']}"
            record = json.dumps({"origin": origin, "commands": examples}, ensure_ascii=False, indent=1)
            (options.examples / f"{tool}-examples.json").write_text(record + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
