"""Includes of pymdownx.snippets: a page's lines with every included file in its place.

Source of the syntax: https://facelessuser.github.io/pymdown-extensions/extensions/snippets/
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .lines import Line
from .source import Kind, Source

MAX_DEPTH = 8
"""How deep includes may stand in each other."""

_SINGLE = re.compile(r"(?P<indent>[ \t]*)(?P<escape>;?)-+8<-+[ \t]+(?P<quote>[\"'])(?P<target>.+?)(?P=quote)[ \t]*$")
_BLOCK = re.compile(r"(?P<indent>[ \t]*)(?P<escape>;?)-+8<-+[ \t]*$")
_SECTION = re.compile(
    r".*?-+8<-+[ \t]+\[[ \t]*(?P<type>start|end)[ \t]*:[ \t]*(?P<name>[a-z][-_0-9a-z]*)[ \t]*\]", re.I
)

Loader = Callable[[str], Source | None]


@dataclass(frozen=True, slots=True)
class MissingInclude:
    """An include that leads nowhere.

    Args:
        line: The line that asks for it.
        target: What it asks for.
    """

    line: Line
    target: str


def _slice(lines: list[Line], wanted: str) -> list[Line]:
    chosen: list[Line] = []
    for part in wanted.split(","):
        start, _, end = part.partition(":")
        first = int(start) if start else 1
        chosen += lines[first - 1 if first > 0 else first : int(end) if end else None]
    return chosen


def _section(lines: list[Line], name: str) -> list[Line] | None:
    chosen: list[Line] | None = None
    for line in lines:
        mark = _SECTION.match(line.text)
        if mark and mark["name"].lower() == name.lower():
            if mark["type"].lower() == "end":
                return chosen
            chosen = []
        elif chosen is not None and not mark:
            chosen.append(line)
    return chosen


def _load(target: str, load: Loader) -> list[Line] | None:
    for path, part in ((target, ""), *([target.split(":", 1)] if ":" in target else [])):
        source = load(path)
        if source is None or source.kind is not Kind.TEXT:
            continue
        lines = [Line(text, source.path, number) for number, text in enumerate(source.lines, 1)]
        if lines and not lines[-1].text:
            lines.pop()
        if not part:
            return [line for line in lines if not _SECTION.match(line.text)]
        if re.fullmatch(r"(?:-?\d*(?::-?\d*)?)(?:,-?\d*(?::-?\d*)?)*", part):
            return _slice(lines, part)
        return _section(lines, part)
    return None


def expand(source: Source, load: Loader) -> tuple[tuple[Line, ...], tuple[MissingInclude, ...]]:
    """Return the lines of a page with includes in place.

    Args:
        source: The page.
        load: Reads an include by its name; None where there is no such file.

    Returns:
        The lines, each with its own file and place, and the includes that lead nowhere.
    """
    path = source.path
    own = tuple([Line(text, path, number) for number, text in enumerate(source.lines, 1)])
    if "8<" not in source.text:
        return own, ()
    missing: list[MissingInclude] = []
    return tuple(_expand(own, load, missing, (source.path,))), tuple(missing)


def _expand(
    lines: tuple[Line, ...] | list[Line], load: Loader, missing: list[MissingInclude], chain: tuple[str, ...]
) -> Iterator[Line]:
    block_indent: str | None = None
    for line in lines:
        if block_indent is None and "8<" not in line.text:
            yield line
            continue
        single, block = _SINGLE.match(line.text), _BLOCK.match(line.text)
        if (single or block) and (single or block)["escape"]:  # type: ignore[index]
            yield line
        elif block:
            block_indent = block["indent"] if block_indent is None else None
        elif single or block_indent is not None:
            target = single["target"] if single else line.text.strip()
            indent = single["indent"] if single else block_indent or ""
            if not target or target.startswith(";"):
                continue
            included = _load(target, load)
            if included is None or len(chain) > MAX_DEPTH or (included and included[0].path in chain):
                missing.append(MissingInclude(line, target))
                continue
            inner = _expand(included, load, missing, (*chain, included[0].path if included else target))
            yield from (Line(indent + one.text, one.path, one.number, one.column - len(indent)) for one in inner)
        else:
            yield line
