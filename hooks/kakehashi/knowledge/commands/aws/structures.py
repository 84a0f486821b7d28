"""Values read from JSON or shorthand, held against the shapes of the API."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kakehashi.knowledge.commands.aws import scalars
from kakehashi.knowledge.commands.aws.faults import (
    BLANK,
    Fault,
    Path,
    missing_key,
    not_in_enumeration,
    shown,
    too_small,
    unknown_key,
    wrong_type,
)
from kakehashi.knowledge.commands.aws.shapes import ListOf, MapOf, Reference, Scalar, Shape, Shapes, Structure


def coerce(value: Any, shape: Shape, shapes: Shapes) -> Any:
    """Shorthand has only texts: turn those into what the shape wants, as far as the tool does.

    A text that is no number is kept, and so is a single value where a list is wanted (inside a list of one): the tool
    does not look into them either.

    Args:
        value: maps, lists and strings.
        shape: what is wanted.
        shapes: the service's shapes.

    Returns:
        the value with numbers and booleans.
    """
    if isinstance(shape, Reference):
        if not isinstance(value, dict):
            return value
        members = shapes.structure(shape.name).members
        return {key: coerce(item, members[key], shapes) if key in members else item for key, item in value.items()}
    if isinstance(shape, MapOf):
        return (
            {key: coerce(item, shape.value, shapes) for key, item in value.items()}
            if isinstance(value, dict)
            else value
        )
    if isinstance(shape, ListOf):
        return [coerce(item, shape.member, shapes) for item in value] if isinstance(value, list) else [value]
    return scalars.coerce(value, shape.kind) if isinstance(value, str) else value


def faults(value: Any, shape: Shape, shapes: Shapes, path: Path = (), raw_blobs: bool = False) -> Iterator[Fault]:
    """What the API's model has against a value.

    Args:
        value: as JSON gives it.
        shape: what is wanted.
        shapes: the service's shapes.
        path: where the value stands.
        raw_blobs: binary values are given as they are, not in Base64.

    Yields:
        the faults, outer ones first.
    """
    if isinstance(value, str) and BLANK in value:
        return
    if isinstance(shape, Scalar):
        yield from scalars.faults(value, shape, path, raw_blobs)
    elif isinstance(shape, ListOf):
        if not isinstance(value, list):
            yield wrong_type(path, value, "list")
            return
        if len(value) < shape.low:
            yield too_small(path, shape.low, length=True)
        for number, item in enumerate(value):
            yield from faults(item, shape.member, shapes, (*path, number), raw_blobs)
    elif not isinstance(value, dict):
        yield wrong_type(path, value, "map" if isinstance(shape, MapOf) else "structure")
    elif isinstance(shape, MapOf):
        for key, item in value.items():
            if shape.keys is not None and key not in shape.keys and BLANK not in key:
                yield _as_key(not_in_enumeration((*path, key), key, shape.keys))
            yield from faults(item, shape.value, shapes, (*path, key), raw_blobs)
    else:
        yield from _structure(value, shapes.structure(shape.name), shapes, path, raw_blobs)


def _as_key(fault: Fault) -> Fault:
    return Fault(
        fault.path,
        "aws/unknown-key",
        fault.en,
        fault.ja,
        "key",
        fault.suggestion_en,
        fault.suggestion_ja,
        fault.replacement,
        fault.severity,
    )


def _structure(
    value: dict[str, Any], structure: Structure, shapes: Shapes, path: Path, raw_blobs: bool
) -> Iterator[Fault]:
    members = structure.members
    known = {key for key in value if key in members}
    if len(known) == len(value):
        for key in sorted(structure.required - known):
            yield missing_key(path, key)
    else:
        for key in value:
            if key not in members and BLANK not in key:
                yield unknown_key((*path, key), key, members)
    if structure.union and len(value) != 1 and not any(BLANK in key for key in value):
        names = ", ".join(sorted(members))
        place = f"`{shown(path)}`" if path else "the value"
        yield Fault(
            path,
            "aws/invalid-value",
            f"{place} takes exactly one of {names}",
            f"次のうち 1 つだけを指定します: {names}",
        )
    for key, item in value.items():
        if key in known:
            yield from faults(item, members[key], shapes, (*path, key), raw_blobs)
