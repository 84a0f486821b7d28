"""The fields of every built-in Kubernetes object, for any set of versions, and compiled validators for them.

Facts come from `data/kubernetes/definitions.json`, written by `snapshot.py` from the package `kubernetes-validate`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jsonschema_rs import Draft202012Validator

DATA = Path(__file__).parents[2] / "data" / "kubernetes"

PATCH_DIRECTIVES = ("$patch", "$retainKeys", "$deleteFromPrimitiveList", "$setElementOrder")
"""Keys with which a strategic merge patch steers the merge; fields of no object."""

_SCALARS: dict[str, dict[str, Any]] = {
    "string": {"type": ["string", "null"]},
    "integer": {"type": ["integer", "null"]},
    "number": {"type": ["number", "null"]},
    "boolean": {"type": ["boolean", "null"]},
    "object": {"type": ["object", "null"]},
    "quantity": {"type": ["string", "number", "null"]},
    "int-or-string": {"type": ["string", "integer", "null"]},
    "time": {"type": ["string", "null"]},
    "any": {},
}


@dataclass(frozen=True, slots=True)
class FieldType:
    """A field's type.

    Args:
        shape: `list`, `map`, `definition` or `scalar` (which includes the free forms `object` and `any`).
        name: The definition's or scalar's name; for lists and maps that of what they hold.
        inner: What a list or map holds, else None.
    """

    shape: str
    name: str
    inner: FieldType | None = None


@cache
def field_type(expression: str) -> FieldType:
    """The type a snapshot expression such as `[core.v1.Container]` stands for."""
    if expression[0] in "[{":
        inner = field_type(expression[1:-1])
        return FieldType("list" if expression[0] == "[" else "map", inner.name, inner)
    return FieldType("definition" if "." in expression else "scalar", expression)


@dataclass(frozen=True, slots=True)
class Definition:
    """One object type of the API.

    Args:
        name: Short name, for example `apps.v1.DeploymentSpec`.
        fields: Field name → type, over all versions of the set.
        required: Fields the API insists on.
        keys: Fields whose lists are maps or sets → the keys that tell their items apart (none for sets).
        partial: Fields that only some versions of the set know → those versions.
        free: `object` or `any` where the API takes any content, else empty.
    """

    name: str
    fields: dict[str, FieldType]
    required: tuple[str, ...]
    keys: dict[str, tuple[str, ...]]
    partial: dict[str, tuple[str, ...]]
    free: str = ""


@cache
def _snapshot() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((DATA / "definitions.json").read_text(encoding="utf-8"))
    return loaded


def known_versions() -> tuple[str, ...]:
    """Every Kubernetes minor version the snapshot holds, oldest first."""
    return tuple(_snapshot()["versions"])


class Schemas:
    """The API of a set of Kubernetes versions.

    Args:
        versions: Minor versions such as `1.37`; those newer than the snapshot count as its newest.

    Raises:
        ValueError: No version, or one older than the snapshot.
    """

    def __init__(self, versions: tuple[str, ...]) -> None:
        known = list(known_versions())
        if not versions:
            raise ValueError("no Kubernetes version given")
        self.versions = versions
        self._indexes = {version: _index(version, known) for version in versions}
        self._definitions: dict[str, Definition | None] = {}
        self._validators: dict[tuple[str, bool], Draft202012Validator] = {}

    def definition_of(self, api_version: str, kind: str) -> str | None:
        """The definition of a built-in kind in at least one of the versions, or None."""
        name: str | None = _snapshot()["kinds"].get(f"{api_version}/{kind}")
        return name if name and self._present(_snapshot()["definitions"][name].get("span")) else None

    def versions_of(self, name: str) -> tuple[str, ...]:
        """Those of the versions that know the definition."""
        return self._present(_snapshot()["definitions"][name].get("span"))

    @cached_property
    def kinds(self) -> dict[str, list[str]]:
        """Kind → the apiVersions that serve it in some version of the set, the stablest first."""
        found: dict[str, list[str]] = {}
        for gvk, name in _snapshot()["kinds"].items():
            if self.versions_of(name):
                api_version, _, kind = gvk.rpartition("/")
                found.setdefault(kind, []).append(api_version)
        for api_versions in found.values():
            api_versions.sort(key=_stability)
        return found

    @cached_property
    def groups(self) -> frozenset[str]:
        """The API groups of the built-in kinds in any version of the snapshot; the core group is the empty string."""
        return frozenset(gvk.split("/")[0] if gvk.count("/") == 2 else "" for gvk in _snapshot()["kinds"])

    def definition(self, name: str) -> Definition:
        """The definition with that short name.

        Raises:
            KeyError: No version of the set knows it.
        """
        if name not in self._definitions:
            self._definitions[name] = self._read(name)
        found = self._definitions[name]
        if found is None:
            raise KeyError(name)
        return found

    def _present(self, span: list[int] | None) -> tuple[str, ...]:
        if span is None:
            return self.versions
        return tuple(version for version, index in self._indexes.items() if span[0] <= index <= span[1])

    def _read(self, name: str) -> Definition | None:
        raw = _snapshot()["definitions"].get(name)
        if raw is None or not self._present(raw.get("span")):
            return None
        spans: dict[str, list[int]] = raw.get("spans", {})
        types: dict[str, FieldType] = {}
        partial: dict[str, tuple[str, ...]] = {}
        for field, expression in raw.get("fields", {}).items():
            present = self._present(spans.get(field))
            if present:
                types[field] = field_type(expression)
                if field in spans and present != self.versions:
                    partial[field] = present
        return Definition(
            name=name,
            fields=types,
            required=tuple(field for field in raw.get("required", ()) if field in types and field not in partial),
            keys={field: tuple(keys) for field, keys in raw.get("keys", {}).items()},
            partial=partial,
            free=raw.get("free", ""),
        )

    def history(self, name: str, field: str) -> tuple[str | None, str | None]:
        """The version that brought a field and the first one without it, as far as the snapshot reaches.

        A field of the oldest version in the snapshot has no known beginning.
        """
        raw = _snapshot()["definitions"].get(name, {})
        known = known_versions()
        if field not in raw.get("fields", {}):
            return None, None
        first, last = raw.get("spans", {}).get(field) or raw.get("span") or [0, len(known) - 1]
        return known[first] if first else None, known[last + 1] if last + 1 < len(known) else None

    def validator(self, name: str, *, partial: bool = False) -> Draft202012Validator:
        """A validator that accepts what *every* version accepts; compiled at first use.

        Args:
            name: The definition.
            partial: Leave required fields out and allow patch directives.
        """
        key = (name, partial)
        if key not in self._validators:
            # Imported at need: listing rules or explaining one needs no validator.
            from jsonschema_rs import Draft202012Validator

            reached: dict[str, Any] = {}
            self._collect(name, partial, reached)
            schema = {"$ref": f"#/$defs/{name}", "$defs": reached}
            self._validators[key] = Draft202012Validator(schema)
        return self._validators[key]

    def _collect(self, name: str, partial: bool, reached: dict[str, Any]) -> None:
        pending = [name]
        while pending:
            current = pending.pop()
            if current in reached:
                continue
            definition = self.definition(current)
            if definition.free:
                reached[current] = dict(_SCALARS[definition.free])
                continue
            properties: dict[str, Any] = {}
            for field, kind in definition.fields.items():
                if field in definition.partial:
                    continue
                needed = field in definition.required and not partial
                properties[field] = self._schema(kind, nullable=not needed)
                if _definition_name(kind):
                    pending.append(kind.name)
            if partial:
                properties |= {directive: {} for directive in PATCH_DIRECTIVES}
            reached[current] = {"type": "object", "properties": properties, "additionalProperties": False}
            if definition.required and not partial:
                reached[current]["required"] = list(definition.required)
            if partial:
                reached[current]["patternProperties"] = {r"^\$(setElementOrder|deleteFromPrimitiveList)/": {}}

    def _schema(self, kind: FieldType, *, nullable: bool) -> dict[str, Any]:
        if kind.shape == "list":
            assert kind.inner
            types = ["array", "null"] if nullable else "array"
            return {"type": types, "items": self._schema(kind.inner, nullable=False)}
        if kind.shape == "map":
            assert kind.inner
            types = ["object", "null"] if nullable else "object"
            return {"type": types, "additionalProperties": self._schema(kind.inner, nullable=True)}
        if kind.shape == "definition":
            reference = {"$ref": f"#/$defs/{kind.name}"}
            return {"anyOf": [{"type": "null"}, reference]} if nullable else reference
        schema = _SCALARS[kind.name]
        if nullable or "type" not in schema:
            return schema
        return {"type": [name for name in schema["type"] if name != "null"]}

    def walk_fields(self, name: str, depth: int = 9) -> Iterator[tuple[tuple[str, ...], str, FieldType]]:
        """Every place under a definition: path (list items as `name[]`), field name and type; `status` left out."""

        def descend(current: str, path: tuple[str, ...], above: frozenset[str]) -> Iterator[Any]:
            definition = self.definition(current)
            for field, kind in definition.fields.items():
                if field == "status" and not path:
                    continue
                yield path, field, kind
                if _definition_name(kind) and kind.name not in above and len(path) < depth:
                    step = f"{field}[]" if kind.shape == "list" else field
                    yield from descend(kind.name, (*path, step), above | {kind.name})

        yield from descend(name, (), frozenset({name}))


def _definition_name(kind: FieldType) -> bool:
    return "." in kind.name


def _index(version: str, known: list[str]) -> int:
    if version in known:
        return known.index(version)
    major, _, minor = version.partition(".")
    newest = tuple(map(int, known[-1].split(".")))
    if major.isdecimal() and minor.isdecimal() and (int(major), int(minor)) > newest:
        return len(known) - 1
    raise ValueError(f"no schemas for Kubernetes {version}; known are {known[0]} to {known[-1]}")


def _stability(api_version: str) -> tuple[int, str]:
    version = api_version.rsplit("/", 1)[-1]
    rank = 2 if "alpha" in version else 1 if "beta" in version else 0
    number = version.lstrip("v").split("alpha")[0].split("beta")[0]
    return rank, f"{99 - int(number or 0):02}" if number.isdecimal() else version


@cache
def schemas_for(versions: tuple[str, ...]) -> Schemas:
    """The shared `Schemas` of a set of versions."""
    return Schemas(versions)
