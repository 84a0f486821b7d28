"""The maintainer's snapshot tool reads help pages and questions a program."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from kakehashi.knowledge.commands.snapshot import store
from kakehashi.knowledge.commands.snapshot.__main__ import main
from kakehashi.knowledge.commands.snapshot.helptext import read_help

KUBECTL_PAGE = """Do a thing.

Aliases:
thing, th

Examples:
  # A comment
  tool thing --output=json \\
    a

Options:
    -A, --all=false:
\tDo all.

    -o, --output='':
\tOutput format. One of: (json, yaml).

    --names=[]:
\tNames --not-a-flag.

Usage:
  tool thing NAME [options]

Use "tool options" for a list.
"""
COBRA_PAGE = """Usage:  tool [OPTIONS] COMMAND

Common Commands:
  run         Run it
  plugin*     A plugin

Options:
  -v, --volume list    Bind
      --quiet          Hush

Global Flags:
  -w, --write string   How
"""
# A program in the manner of cobra: two commands, one flag of each kind.
PROGRAM = """#!/usr/bin/env python3
import sys
args = sys.argv[1:]
flags = {"run": {"all": "bool", "name": "string", "wait": "optional", "count": "int"}, "": {}}
page = '''Usage:
  tool {path}

{commands}Flags:
{flags}
'''
if args[:1] == ["--version"]:
    print("tool version v1.2.3")
    sys.exit()
path = args.pop(0) if args and args[0] in flags else ""
if args[:1] == ["--help"]:
    listed = "".join(f"      --{name} x   text\\n" for name in flags[path])
    print(page.format(path=path, commands="" if path else "Available Commands:\\n  run   Run it\\n\\n", flags=listed))
    sys.exit()
while args:
    name, equals, value = args.pop(0)[2:].partition("=")
    kind = flags[path].get(name)
    if kind is None:
        sys.exit(f"Error: unknown flag: --{name}")
    if kind in ("string", "int") and not equals:
        value = args.pop(0)
    if kind == "int" and not value.isdigit():
        sys.exit(f'invalid argument "{value}" for "--{name}" flag: strconv.ParseInt: bad')
    if kind == "bool" and equals and value not in ("true", "false"):
        sys.exit(f'invalid argument "{value}" for "--{name}" flag: strconv.ParseBool: bad')
"""


def test_kubectl_help_page() -> None:
    page = read_help(KUBECTL_PAGE)
    assert page.usage == ("tool thing NAME [options]",)
    assert page.aliases == ("thing", "th")
    assert [(flag.name, flag.short, flag.repeated) for flag in page.flags] == [
        ("all", "A", False),
        ("output", "o", False),
        ("names", "", True),
    ]
    assert page.flags[1].outputs == ("json", "yaml")
    assert page.examples == ("tool thing --output=json a",)


def test_cobra_help_page() -> None:
    page = read_help(COBRA_PAGE)
    assert page.commands == ("run", "plugin")
    assert [(flag.name, flag.repeated) for flag in page.flags] == [("volume", True), ("quiet", False)]
    assert [flag.name for flag in page.global_flags] == ["write"]


def test_snapshot_of_a_program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program = tmp_path / "tool"
    program.write_text(PROGRAM, encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    arguments = [f"kind={program}", "--source", "kind=a test", "--date", "2026-01-02", "--out", str(tmp_path)]
    assert main(arguments) == 0
    written = tmp_path / "kind-1.2.json"
    text = written.read_text(encoding="utf-8")
    assert '"flags":{"all":"bool","count":"int","name":"string","wait":"string ?"}' in text
    assert '"date":"2026-01-02"' in text
    written.write_text(text.replace('"count":"int",', ""), encoding="utf-8")
    capsys.readouterr()
    assert main(arguments) == 0
    assert "+ run --count (int)" in capsys.readouterr().out


def test_unreadable_binary_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([f"kind={tmp_path / 'none'}", "--out", str(tmp_path)]) == 2
    assert "kind" in capsys.readouterr().err


def test_differences() -> None:
    old = {"flags": {"a": "bool"}, "commands": {"x": {"flags": {"b": "int"}}, "y": {}}}
    new = {"flags": {"a": "string"}, "commands": {"x": {"flags": {"c": "int"}}, "z": {}}}
    assert list(store.differences(old, new)) == [
        "~ (every command) --a (bool → string)",
        "- x --b",
        "+ x --c (int)",
        "- y",
        "+ z",
    ]
