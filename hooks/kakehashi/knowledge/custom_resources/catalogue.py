"""Reads the schema files of custom resources, each when it is first needed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

Schema = Mapping[str, Any]

FOLDER = Path(__file__).parents[2] / "data" / "custom_resources"
_CORE_FILE = "core"
_VERSION = re.compile(r"v(\d+)(?:(alpha|beta)(\d+))?")
_STABILITY = {"alpha": 0, "beta": 1, None: 2}


@dataclass(frozen=True)
class Source:
    """Where the schema of a kind comes from: package or document, its version, date (YYYY-MM-DD) and licence."""

    name: str
    version: str
    date: str
    licence: str
    upstream: str


@dataclass(frozen=True)
class CustomKind:
    """One kind at one version.  `schema` is complete by itself; `partial` says that unknown fields are no mistakes."""

    group: str
    version: str
    kind: str
    schema: Schema
    source: Source
    partial: bool

    @property
    def api_version(self) -> str:
        return f"{self.group}/{self.version}" if self.group else self.version


@lru_cache(maxsize=1)
def known_groups() -> frozenset[str]:
    """Return the API groups that have schemas; "" is the group of the kubeconfig file."""
    stems = {path.name.removesuffix(".json") for path in FOLDER.glob("*.json")}
    return frozenset("" if stem == _CORE_FILE else stem for stem in stems)


@cache
def _file(group: str) -> Mapping[str, Any]:
    content = json.loads((FOLDER / f"{group or _CORE_FILE}.json").read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


def _references(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref":
                yield value.removeprefix("#/$defs/")
            else:
                yield from _references(value)


def _reachable(schema: Schema, definitions: Mapping[str, Schema]) -> dict[str, Schema]:
    """Return the definitions that a schema needs, those of its definitions included."""
    needed: dict[str, Schema] = {}
    open_names = list(_references(schema))
    while open_names:
        name = open_names.pop()
        if name not in needed:
            needed[name] = definitions[name]
            open_names.extend(_references(definitions[name]))
    return needed


@cache
def _load(group: str, version: str, kind: str) -> CustomKind | None:
    content = _file(group)
    key = f"{version}/{kind}"
    schema = content["kinds"].get(key)
    if schema is None:
        return None
    if definitions := _reachable(schema, content["$defs"]):
        schema = {**schema, "$defs": definitions}
    origin = next(source for source in content["sources"] if key in source["kinds"])
    source = Source(origin["source"], origin["version"], origin["date"], origin["licence"], origin["upstream"])
    return CustomKind(group, version, kind, schema, source, bool(schema.get("x-partial", False)))


def load(group: str, version: str, kind: str) -> CustomKind | None:
    """Return what is known of a kind, or None; `group` is "" for an apiVersion without a slash."""
    return _load(group, version, kind) if group in known_groups() else None


def _rank(version: str) -> tuple[int, int, int]:
    """Order versions as Kubernetes does: v2 before v1, v1 before v1beta2, v1beta2 before v1alpha5."""
    found = _VERSION.fullmatch(version)
    if found is None:
        return (-1, 0, 0)
    return (_STABILITY[found[2]], int(found[1]), int(found[3] or 0))


def kinds(group: str) -> frozenset[str]:
    """Return the kinds of a group, at any version; empty for a group that is not known."""
    if group not in known_groups():
        return frozenset()
    return frozenset(key.partition("/")[2] for key in _file(group)["kinds"])


def versions(group: str, kind: str) -> tuple[str, ...]:
    """Return the versions at which a kind is known, the preferred one first."""
    if group not in known_groups():
        return ()
    found = (key.partition("/") for key in _file(group)["kinds"])
    return tuple(sorted((version for version, _, name in found if name == kind), key=_rank, reverse=True))


@cache
def api_versions_of(kind: str) -> tuple[str, ...]:
    """Return the preferred apiVersion of each group that has a kind of this name.  Reads every file once."""
    found = []
    for group in sorted(known_groups()):
        if group_versions := versions(group, kind):
            found.append(f"{group}/{group_versions[0]}" if group else group_versions[0])
    return tuple(found)


def without_nulls(value: Any) -> Any:
    """Return a document without the fields whose value is null.

    A page often leaves a value empty or to a comment, and tools that read their own files take null for absent; to the
    schemas null is a value of the wrong type.  Members of lists are kept, so that indexes stay as they were.
    """
    if isinstance(value, dict):
        return {key: without_nulls(child) for key, child in value.items() if child is not None}
    if isinstance(value, list):
        return [without_nulls(child) for child in value]
    return value
