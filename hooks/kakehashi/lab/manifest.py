"""YAML and JSON texts as plain values whose every scalar knows its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from kakehashi.pages.lines import Line
from kakehashi.pages.yaml_tree import parse

from .place import Text, joined, of_line

MAX_NODES = 20_000
"""Most nodes one document may have after its aliases are expanded; a larger one counts as not followed."""

_UNKNOWN = re.compile(r"<[^<>\n]+>|\{\{.*?\}\}")
_EXPANSION = re.compile(r"\$\{?\w|\$\(|`")


@dataclass(frozen=True)
class Document:
    """One document.

    Args:
        data: Its value: dict, list, Text or None; every scalar is a Text, numbers too.
        lines: The text it came from.
    """

    data: Any
    lines: tuple[Line, ...]

    @property
    def is_object(self) -> bool:
        """Whether it says what kind of object it is."""
        return isinstance(self.data, dict) and bool(text(self.data, "kind")) and bool(text(self.data, "apiVersion"))


class _TooLargeError(Exception):
    pass


class _Builder:
    def __init__(self, lines: Sequence[Line], expands: bool) -> None:
        self.lines = lines
        self.expands = expands
        self.left = MAX_NODES

    def build(self, node: yaml.Node | None) -> Any:
        self.left -= 1
        if self.left < 0:
            raise _TooLargeError
        if isinstance(node, yaml.MappingNode):
            return {
                self.scalar(key): self.build(value) for key, value in node.value if isinstance(key, yaml.ScalarNode)
            }
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item) for item in node.value]
        if isinstance(node, yaml.ScalarNode):
            return None if node.tag.endswith(":null") else self.scalar(node)
        return None

    def scalar(self, node: yaml.ScalarNode) -> Text:
        mark, end = node.start_mark, node.end_mark
        line = self.lines[min(mark.line, len(self.lines) - 1)]
        quoted = 1 if node.style in ("'", '"') else 0
        last = end.column - quoted if end.line == mark.line else None
        unknown = bool(_UNKNOWN.search(node.value)) or (self.expands and bool(_EXPANSION.search(node.value)))
        return Text(str(node.value), of_line(line, mark.column + quoted, last), unknown)


def read(lines: Sequence[Line], *, expands: bool = False) -> tuple[Document, ...] | None:
    """Read the documents of a text.

    Args:
        lines: The text.
        expands: Whether ``$NAME`` in it is replaced before anyone reads it (a heredoc without quotes).

    Returns:
        The documents, lists of objects taken apart; None where the text cannot be read.
    """
    stream = parse(joined(lines))
    if stream.error is not None:
        return None
    own = tuple(lines)
    builder = _Builder(own, expands)
    try:
        values = [builder.build(node) for node in stream.documents]
    except (_TooLargeError, RecursionError):
        return None
    return tuple(Document(value, own) for whole in values for value in _items(whole) if value is not None)


def _items(value: Any) -> Iterator[Any]:
    if isinstance(value, dict) and str(value.get("kind", "")).endswith("List") and isinstance(value.get("items"), list):
        yield from value["items"]
    else:
        yield value


def text(data: Any, *path: str) -> Text | None:
    """Return the scalar at *path*, or None where there is none."""
    found = at(data, *path)
    return found if isinstance(found, Text) else None


def at(data: Any, *path: str) -> Any:
    """Return what stands at *path*, or None."""
    for key in path:
        data = data.get(key) if isinstance(data, dict) else None
    return data


def items(data: Any, *path: str) -> list[Any]:
    """Return the list at *path*; empty where there is none."""
    found = at(data, *path)
    return found if isinstance(found, list) else []


def mapping(data: Any, *path: str) -> dict[str, Any]:
    """Return the mapping at *path*; empty where there is none."""
    found = at(data, *path)
    return found if isinstance(found, dict) else {}
