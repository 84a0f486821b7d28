"""Writes grammars as sorted compact JSON and says how one differs from the last."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[3] / "data" / "commands"


def file_name(tool: str, version: str) -> str:
    """The snapshot's file: the tool and its minor version, so that a patch release replaces its predecessor."""
    minor = re.match(r"\d+(?:\.\d+)?", version)
    return f"{tool}-{minor[0] if minor else version}.json"


def write(grammar: Mapping[str, Any], folder: Path = DATA) -> Path:
    """Write one grammar; returns the file."""
    path = folder / file_name(grammar["tool"], grammar["version"])
    text = json.dumps(grammar, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")
    return path


def previous(tool: str, version: str, folder: Path = DATA) -> Mapping[str, Any] | None:
    """The stored grammar to compare a new one with: the same minor version's, else the newest stored one."""
    same = folder / file_name(tool, version)
    stored = sorted(
        folder.glob(f"{tool}-[0-9]*.json"), key=lambda path: [int(n) for n in re.findall(r"\d+", path.stem)]
    )
    chosen = same if same.exists() else stored[-1] if stored else None
    if chosen is None:
        return None
    loaded: Mapping[str, Any] = json.loads(chosen.read_text(encoding="utf-8"))
    return loaded


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    """One line for each command or flag that was added (+), removed (-) or changed (~)."""
    yield from _flag_differences("(every command)", old.get("flags", {}), new.get("flags", {}))
    before, after = old.get("commands", {}), new.get("commands", {})
    for command in sorted(before.keys() | after.keys()):
        if command not in after:
            yield f"- {command}"
        elif command not in before:
            yield f"+ {command}"
        else:
            yield from _flag_differences(command, before[command].get("flags", {}), after[command].get("flags", {}))


def _flag_differences(command: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    for flag in sorted(before.keys() | after.keys()):
        old, new = before.get(flag), after.get(flag)
        if new is None:
            yield f"- {command} --{flag}"
        elif old is None:
            yield f"+ {command} --{flag} ({new})"
        elif old != new:
            yield f"~ {command} --{flag} ({old} → {new})"
