"""The request and response shapes of the ECS API, read from botocore's service model without importing botocore."""

from __future__ import annotations

import gzip
import importlib.util
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_SERVICE = Path("data/ecs/2014-11-13")
_ROOTS = ("RegisterTaskDefinitionRequest", "TaskDefinition", "CreateServiceRequest", "UpdateServiceRequest", "Service")


class ModelMissingError(RuntimeError):
    """botocore is not installed, or its ECS model is not where it belongs."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One type of the API.

    Args:
        name: Its name in the model.
        type: `structure`, `list`, `map`, `string`, `integer`, `long`, `boolean`, `double`, `float` or `timestamp`.
        members: Of a structure: field → name of its shape.
        required: Of a structure: fields the API insists on.
        inner: Of a list or map: the shape of its items or values.
        enum: Of a string: the words it may be; empty where it is free.
        bounds: Of a number or list: smallest and largest value or length, as far as the model says.
    """

    name: str
    type: str
    members: dict[str, str] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    inner: str = ""
    enum: tuple[str, ...] = ()
    bounds: tuple[int | None, int | None] = (None, None)


def _text() -> bytes:
    spec = importlib.util.find_spec("botocore")
    if spec is None or spec.origin is None:
        raise ModelMissingError("botocore is not installed")
    folder = Path(spec.origin).parent / _SERVICE
    packed = folder / "service-2.json.gz"
    if packed.exists():
        return gzip.decompress(packed.read_bytes())
    plain = folder / "service-2.json"
    if plain.exists():
        return plain.read_bytes()
    raise ModelMissingError(f"no ECS model in {folder}")


@cache
def shapes() -> dict[str, Shape]:
    """Every shape that task and service definitions reach, by name; read once.

    Raises:
        ModelMissingError: There is no model to read.
    """
    raw = json.loads(_text())["shapes"]
    found: dict[str, Shape] = {}
    pending = [name for name in _ROOTS if name in raw]
    while pending:
        name = pending.pop()
        if name in found:
            continue
        shape = raw[name]
        members = {key: member["shape"] for key, member in shape.get("members", {}).items()}
        inner = (shape.get("member") or shape.get("value") or {}).get("shape", "")
        found[name] = Shape(
            name,
            shape["type"],
            members,
            tuple(shape.get("required", ())),
            inner,
            tuple(shape.get("enum", ())),
            (shape.get("min"), shape.get("max")),
        )
        pending.extend(members.values())
        if inner:
            pending.append(inner)
    return found


def places(root: str, name: str, depth: int = 6) -> Iterator[tuple[str, ...]]:
    """Where a field of that name exists under a structure: paths of its parents, list items as `x[]`, nearest first."""
    known = shapes()
    level: list[tuple[str, tuple[str, ...]]] = [(root, ())]
    seen = {root}
    for _ in range(depth):
        following: list[tuple[str, tuple[str, ...]]] = []
        for shape_name, path in level:
            shape = known[shape_name]
            if name in shape.members:
                yield path
            for key, inner in shape.members.items():
                step = key
                while known[inner].type in ("list", "map"):
                    inner, step = known[inner].inner, f"{key}[]"
                if known[inner].type == "structure" and inner not in seen:
                    seen.add(inner)
                    following.append((inner, (*path, step)))
        level = following
