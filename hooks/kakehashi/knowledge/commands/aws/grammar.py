"""The snapshot of the AWS CLI: services, commands and their arguments, read lazily, one file for each service."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from kakehashi.knowledge.commands.aws.shapes import Scalar, Shape, Shapes

_FOLDER = Path(__file__).resolve().parents[3] / "data" / "commands" / "aws"

_REMEMBERED = 4096
# Every operation of an API takes these; the snapshot only says `api`.
COMMON: Mapping[str, Any] = {
    "cli-input-json": "s",
    "cli-input-yaml": "s",
    "generate-cli-skeleton": {"type": "s", "nargs": "?", "choices": ["input", "output", "yaml-input"]},
}


@dataclass(frozen=True, slots=True)
class Option:
    """A parameter (`--name`) or a positional argument.

    nargs: how many words it takes, as argparse says it: a number, `?`, `*` or `+`.
    choices: the words that the tool itself allows.
    sets: the parameter that this one switches off, for a `--no-name`.
    """

    name: str
    shape: Shape
    required: bool = False
    nargs: int | str = 1
    choices: frozenset[str] | None = None
    sets: str = ""

    @property
    def flag(self) -> str:
        return f"--{self.name}"


class Options(dict[str, Option]):
    """Options by flag, found also by an unambiguous beginning."""

    def __init__(self, table: Mapping[str, Option]) -> None:
        super().__init__(table)
        self._partial: dict[str, Option | tuple[str, ...] | None] = {}

    def find(self, name: str) -> Option | tuple[str, ...] | None:
        """The option that a word (without `=value`) means; several flags when it is the beginning of more than one."""
        found = self.get(name)
        if found is not None or not name.startswith("--"):
            return found
        if name not in self._partial:
            matches = tuple(flag for flag in self if flag.startswith(name))
            if len(self._partial) >= _REMEMBERED:
                self._partial.clear()
            self._partial[name] = self[matches[0]] if len(matches) == 1 else matches or None
        return self._partial[name]


@dataclass(frozen=True)
class Command:
    """A command: its options by flag (`--cluster`), positional arguments, and commands below it.

    api: whether it is an operation of a service's API. path: the words after `aws`.
    """

    path: tuple[str, ...]
    node: Mapping[str, Any] = field(repr=False)
    shapes: Shapes = field(repr=False)

    @property
    def title(self) -> str:
        return " ".join(("aws", *self.path))

    @cached_property
    def api(self) -> bool:
        return bool(self.node.get("api"))

    @cached_property
    def takes_help(self) -> bool:
        """Operations of an API (also those with a hand-written output file) have a positional `help`."""
        return self.api or bool(self.node.get("operation"))

    @cached_property
    def camel(self) -> bool | None:
        """Whether the API names parameters in camelCase rather than PascalCase; None when it mixes the two."""
        style = self.node.get("camel", False)
        return None if style == "mixed" else bool(style)

    @cached_property
    def members(self) -> frozenset[str]:
        """The API's names that are no parameter's of the command line."""
        return frozenset(self.node.get("members", ()))

    @cached_property
    def callable(self) -> bool:
        """Whether the command does something without a command below it."""
        return not self.children or bool(self.node.get("callable"))

    @cached_property
    def children(self) -> Mapping[str, Any]:
        below: Mapping[str, Any] = self.node.get("commands", {})
        return below

    def child(self, name: str) -> Command:
        """A command below this one.

        Raises:
            KeyError: there is none of that name.
        """
        found = self._children.get(name)
        if found is None:
            found = self._children[name] = Command((*self.path, name), self.children[name], self.shapes)
        return found

    @cached_property
    def _children(self) -> dict[str, Command]:
        return {}

    @cached_property
    def options(self) -> Options:
        """Options by flag, twins included."""
        table: dict[str, Option] = {}
        for name, entry in (self.node.get("options", {}) | (COMMON if self.api else {})).items():
            option = _option(name, entry, self.shapes)
            table[option.flag] = option
            if isinstance(option.shape, Scalar) and option.shape.kind == "boolean":
                table[f"--no-{name}"] = Option(f"no-{name}", option.shape, nargs=0, sets=name)
        return Options(table)

    @cached_property
    def required(self) -> tuple[Option, ...]:
        return tuple(option for option in self.options.values() if option.required)

    @cached_property
    def positionals(self) -> tuple[Option, ...]:
        return tuple(_option(entry["name"], entry, self.shapes) for entry in self.node.get("positionals", ()))


def _option(name: str, entry: str | Mapping[str, Any], shapes: Shapes) -> Option:
    details: Mapping[str, Any] = {"type": entry} if isinstance(entry, str) else entry
    notation: str = details["type"]
    shape = shapes.shape(notation.rstrip("!"))
    nargs = details.get("nargs", {"b": 0, "B": 0, "[": "*"}.get(notation[0], 1))
    choices = details.get("choices")
    allowed = frozenset(choices) if choices else None
    return Option(name, shape, notation.endswith("!"), nargs, allowed, details.get("sets", ""))


@dataclass(frozen=True)
class Index:
    """What the tool offers at the top. services: all names; snapshots: those whose commands are known."""

    version: str
    source: str
    date: str
    services: frozenset[str]
    snapshots: frozenset[str]
    options: Options


def _load(name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return content


@cache
def index() -> Index:
    """The list of services and the global options.

    Raises:
        OSError: the snapshot is not there.
    """
    content = _load("index")
    shapes = Shapes({}, {}, frozenset())
    options = Options({f"--{name}": _option(name, entry, shapes) for name, entry in content["options"].items()})
    services, snapshots = frozenset(content["services"]), frozenset(content["snapshots"])
    return Index(content["version"], content["source"], content["date"], services, snapshots, options)


@cache
def service(name: str) -> Command:
    """A service whose commands are in the snapshot.

    Raises:
        OSError: there is no snapshot of it.
    """
    content = _load(name)
    shapes = Shapes(content["structures"], content["enums"], frozenset(content["unions"]))
    return Command((name,), content, shapes)


def commands(top: Command) -> Iterator[Command]:
    """A command and everything below it."""
    yield top
    for name in top.children:
        yield from commands(top.child(name))
