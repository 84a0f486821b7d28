"""The record of a page: for each section, the digests of both texts when somebody last held one against the other.

It lives in ``docs/sync/<page>.yaml``, beside the pages and outside of their prose: one small file a page and two lines
a section, so that two branches conflict only where both touched the same section, where a person must look anyway.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

import yaml

from kakehashi.finding import Span, Words
from kakehashi.pages.source import Kind, Source
from kakehashi.pages.yaml_tree import parse

FOLDER = "sync"
"""The folder of the records, below the documentation folder."""

SIDES = ("ja", "en")
"""The languages a record holds, in order."""

_DIGEST = re.compile(r"[0-9a-f]{8}")
_HEADER = (
    "# What both texts of each section said when they were last held against each other. Written by `kakehashi sync`.\n"
)

Digests = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a record.

    Args:
        span: Where.
        message: What.
    """

    span: Span
    message: Words


@dataclass(frozen=True)
class Record:
    """The record of a page.

    Args:
        sections: The digests of both sides, by section and language.
        places: The line each section stands in, from 1.
        problems: What could not be understood.
    """

    sections: Mapping[str, Mapping[str, Digests]]
    places: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


EMPTY = Record({})


def record_name(key: str) -> str:
    """Return where the record of a page lies, relative to the documentation folder.

    Args:
        key: The path both twins share, for example ``concepts/workloads.md``.
    """
    return str(PurePosixPath(FOLDER) / PurePosixPath(key).with_suffix(".yaml"))


def _at(node: yaml.Node) -> Span:
    mark = node.start_mark
    return Span(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2)


def _sides(node: yaml.Node, problems: list[Problem]) -> dict[str, Digests] | None:
    found: dict[str, Digests] = {}
    for name, value in node.value if isinstance(node, yaml.MappingNode) else ():
        digests = tuple(str(value.value).split()) if isinstance(value, yaml.ScalarNode) else ("?",)
        if name.value in SIDES and all(_DIGEST.fullmatch(one) for one in digests):
            found[name.value] = digests
        else:
            problems.append(Problem(_at(name), _UNREADABLE))
            return None
    if set(found) == set(SIDES):
        return found
    problems.append(Problem(_at(node), _UNREADABLE))
    return None


_UNREADABLE = Words("this is no record of a section", "節の記録として読めません")


def read_record(source: Source | None) -> Record:
    """Read a record; what cannot be understood is in its problems.

    Args:
        source: The file, or None where there is none.
    """
    if source is None:
        return EMPTY
    if source.kind is not Kind.TEXT:
        return Record({}, {}, (Problem(Span(1, 1, 1, 2), _UNREADABLE),))
    stream = parse(source.text)
    problems: list[Problem] = []
    if stream.error is not None:
        span = Span(stream.error.line + 1, stream.error.column + 1, stream.error.line + 1, stream.error.column + 2)
        problems.append(
            Problem(span, Words(f"not readable: {stream.error.problem}", f"読めません: {stream.error.problem}"))
        )
    sections: dict[str, Mapping[str, Digests]] = {}
    places: dict[str, int] = {}
    root = stream.documents[0] if stream.documents else None
    if root is not None and not isinstance(root, yaml.MappingNode):
        problems.append(Problem(_at(root), _UNREADABLE))
    for name, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if not isinstance(name, yaml.ScalarNode) or name.value in sections:
            problems.append(Problem(_at(name), _UNREADABLE))
            continue
        sides = _sides(value, problems)
        places[name.value] = name.start_mark.line + 1
        if sides is not None:
            sections[name.value] = sides
    return Record(sections, places, tuple(problems))


def write_record(sections: Mapping[str, Mapping[str, Sequence[str]]]) -> str:
    """Return the text of a record, its sections in the order given."""
    return "".join((_HEADER, *_written(sections)))


def _written(sections: Mapping[str, Mapping[str, Sequence[str]]]) -> Iterator[str]:
    for name, sides in sections.items():
        yield f"{_quoted(name)}:\n"
        for side in SIDES:
            # A digest of digits alone would be read as a number, so each line is one quoted text.
            yield f'  {side}: "{" ".join(sides[side])}"\n'


def _quoted(name: str) -> str:
    if re.fullmatch(r"[a-z][a-z0-9_-]*", name) and name not in (
        "null",
        "true",
        "false",
        "yes",
        "no",
        "on",
        "off",
        "y",
        "n",
    ):
        return name
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
