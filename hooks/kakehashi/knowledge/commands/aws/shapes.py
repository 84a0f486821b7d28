"""Shapes of values, and the notation in which the snapshot writes them.

s  s1         string; the number is the shortest length allowed
=Name         string of the enumeration Name
i  i1  f      integer (and its lowest value), floating point number
b  B          boolean with a `--no-` twin, flag without one; inside structures `b` is true or false
t             timestamp
x  X          blob, blob that is the path of a file
D             document: any JSON
[]s  [1]s     list of s (and its shortest length)
{}s  {Name}s  map from string, or from the enumeration Name, to s
@Name         structure
…!            required
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

ScalarKind = Literal["string", "integer", "float", "boolean", "flag", "timestamp", "blob", "path", "document"]

_KINDS: Mapping[str, ScalarKind] = {
    "s": "string",
    "i": "integer",
    "f": "float",
    "b": "boolean",
    "B": "flag",
    "t": "timestamp",
    "x": "blob",
    "X": "path",
    "D": "document",
}


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value. low: the lowest number, or the shortest length of a string. values: those of an enumeration."""

    kind: ScalarKind
    low: int | None = None
    values: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list and its shortest length."""

    member: Shape
    low: int = 0


@dataclass(frozen=True, slots=True)
class MapOf:
    """A map; keys: the enumeration of its keys, if there is one."""

    value: Shape
    keys: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Structure:
    """Named members; union: exactly one of them is set."""

    name: str
    members: Mapping[str, Shape]
    required: frozenset[str]
    union: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """A structure by name: structures may hold themselves."""

    name: str


Shape = Scalar | ListOf | MapOf | Reference


class Shapes:
    """The structures and enumerations of one service, read from their notation on demand."""

    def __init__(
        self, structures: Mapping[str, Mapping[str, str]], enums: Mapping[str, list[str]], unions: frozenset[str]
    ) -> None:
        self._structures = structures
        self._enums = enums
        self._unions = unions
        self._shapes: dict[str, Shape] = {}
        self._read: dict[str, Structure] = {}

    def shape(self, notation: str) -> Shape:
        """The shape that a notation (without its `!`) stands for."""
        found = self._shapes.get(notation)
        if found is None:
            found = self._shapes[notation] = self._parse(notation)
        return found

    def structure(self, name: str) -> Structure:
        """A structure by its name.

        Raises:
            KeyError: the snapshot has no such structure.
        """
        found = self._read.get(name)
        if found is None:
            members = self._structures[name]
            found = self._read[name] = Structure(
                name,
                {member: self.shape(notation.rstrip("!")) for member, notation in members.items()},
                frozenset(member for member, notation in members.items() if notation.endswith("!")),
                name in self._unions,
            )
        return found

    def _parse(self, notation: str) -> Shape:
        head = notation[0]
        if head == "@":
            return Reference(notation[1:])
        if head == "=":
            return Scalar("string", values=frozenset(self._enums[notation[1:]]))
        if head == "[":
            low, _, member = notation[1:].partition("]")
            return ListOf(self.shape(member), int(low or 0))
        if head == "{":
            key, _, value = notation[1:].partition("}")
            return MapOf(self.shape(value), frozenset(self._enums[key]) if key else None)
        return Scalar(_KINDS[head], int(notation[1:]) if len(notation) > 1 else None)
