"""Shorthand for schemas written by hand, and its translation into JSON Schema.

An outline is a YAML mapping that shows an object the way a manifest shows it:

* a mapping is an object with exactly these fields; a key that ends in ``!`` is required; the key ``...`` opens the
  object to further fields;
* a list of one member is a list of such members;
* a string is a type: ``string``, ``integer``, ``number``, ``boolean``, ``any``, ``object`` (free form), ``quantity``,
  ``int-or-string``, ``time``, ``duration``, ``[T]`` (list), ``{T}`` (map from any key), ``=a|b|c`` (one of these
  strings), ``/PATTERN/`` (string of that form), ``integer 1..100`` (bounds), ``@Name`` (a definition of the outline) or
  ``^core.v1.PodSpec`` (a type of Kubernetes itself, left open and marked for the caller); a type that ends in ``?``
  may also be null.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

Schema = dict[str, Any]

_SIMPLE: Mapping[str, Schema] = {
    "any": {},
    "boolean": {"type": "boolean"},
    "duration": {"type": "string", "pattern": r"^([+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|ms|s|m|h))+$|^0$"},
    "int-or-string": {"type": ["integer", "string"], "x-kubernetes-int-or-string": True},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "object": {"type": "object"},
    "quantity": {"type": ["number", "string"], "format": "quantity", "x-kubernetes-int-or-string": True},
    "string": {"type": "string"},
    "time": {"type": "string", "format": "date-time"},
}
_BOUNDS = re.compile(r"(integer|number) (-?\d+)?\.\.(-?\d+)?")
OBJECT_META: Schema = {"type": "object", "x-kubernetes-object-meta": True}


def compile_type(text: str) -> Schema:
    """Return the schema of one type expression; raises ValueError on one that it does not know."""
    if text in _SIMPLE:
        return dict(_SIMPLE[text])
    if text.endswith("?"):
        schema = compile_type(text[:-1])
        return {**schema, "type": [schema["type"], "null"]}
    if text.startswith("[") and text.endswith("]"):
        return {"type": "array", "items": compile_type(text[1:-1])}
    if text.startswith("{") and text.endswith("}"):
        return {"type": "object", "additionalProperties": compile_type(text[1:-1])}
    if text.startswith("="):
        return {"type": "string", "enum": text[1:].split("|")}
    if len(text) > 1 and text.startswith("/") and text.endswith("/"):
        return {"type": "string", "pattern": text[1:-1]}
    if text.startswith("@"):
        return {"$type": text[1:]}
    if text.startswith("^"):
        return {"type": "object", "x-kubernetes-ref": text[1:]}
    if bounds := _BOUNDS.fullmatch(text):
        limits = {"minimum": bounds[2], "maximum": bounds[3]}
        return {"type": bounds[1]} | {name: int(value) for name, value in limits.items() if value is not None}
    raise ValueError(f"an unknown type in an outline: {text!r}")


def compile_outline(node: object) -> Schema:
    """Return the schema of one outline; references stay as ``{"$type": NAME}``.

    Raises ValueError on a node that is no outline.
    """
    if isinstance(node, str):
        return compile_type(node)
    if isinstance(node, list) and len(node) == 1:
        return {"type": "array", "items": compile_outline(node[0])}
    if isinstance(node, dict):
        names = {str(name): value for name, value in node.items() if name != "..."}
        schema: Schema = {"type": "object"}
        if names:
            schema["properties"] = {name.removesuffix("!"): compile_outline(value) for name, value in names.items()}
        if required := [name.removesuffix("!") for name in names if name.endswith("!")]:
            schema["required"] = required
        if "..." not in node:
            schema["additionalProperties"] = False
        return schema
    raise ValueError(f"not an outline: {node!r}")
