"""Says in a writer's words why a custom resource or a tool's file does not fit its schema."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml

from kakehashi.knowledge.custom_resources.catalogue import CustomKind, Schema, load
from kakehashi.knowledge.kubernetes.misfits import fits, misfit
from kakehashi.knowledge.kubernetes.problem import Problem, listed, problem
from kakehashi.knowledge.kubernetes.quantities import amount
from kakehashi.knowledge.kubernetes.schemas import FieldType, Schemas
from kakehashi.knowledge.kubernetes.suggest import nearest, squeezed
from kakehashi.knowledge.kubernetes.values import (
    MAX_DEPTH,
    MAX_NODES,
    Fields,
    TooManyNodesError,
    fields,
    is_null,
    is_placeholder,
)
from kakehashi.knowledge.kubernetes.words import shown

MAX_PATTERN_TEXT = 500
"""Longest value that is matched against a pattern, in characters."""

_STAND_IN = re.compile(r"^x+$|xxx|XXX|\.\.\.|…|^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$|OMITTED|REDACTED")
_SCALARS = {
    "string": FieldType("scalar", "string"),
    "integer": FieldType("scalar", "integer"),
    "number": FieldType("scalar", "number"),
    "boolean": FieldType("scalar", "boolean"),
}
_ANY = FieldType("scalar", "any")


@dataclass(frozen=True, slots=True)
class Inner:
    """A part of a custom resource that is a type of Kubernetes itself.

    Args:
        node: Its node.
        definition: The type, for example `core.v1.PodTemplateSpec`.
        path: Where it lies in the object.
    """

    node: yaml.Node
    definition: str
    path: str


@cache
def _pattern(text: str) -> re.Pattern[str] | None:
    try:
        return re.compile(text)
    except re.error:
        # A few patterns of Go (`^(?i)x`) are none of Python; they are left to the server.
        return None


def resolved(schema: Schema, custom: CustomKind) -> Schema:
    """The schema that a reference of a kind's schema stands for; any other schema as it is."""
    while "$ref" in schema:
        schema = custom.schema["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    return schema


@dataclass(slots=True)
class _Walk:
    custom: CustomKind
    schemas: Schemas
    partial: bool
    elisions: frozenset[int]
    shown: yaml.Node | None = None
    inner: list[Inner] = field(default_factory=list)
    budget: int = MAX_NODES

    def resolved(self, schema: Schema) -> Schema:
        return resolved(schema, self.custom)

    def elided(self, node: yaml.Node) -> bool:
        first, last = node.start_mark.line, node.end_mark.line
        return any(first <= line <= last + 1 for line in self.elisions)

    def type_of(self, schema: Schema) -> FieldType:
        schema = self.resolved(schema)
        named = schema.get("type", [])
        types = {named} if isinstance(named, str) else set(named)
        types.discard("null")
        if schema.get("x-kubernetes-int-or-string") or len(types) > 1:
            quantity = schema.get("format") == "quantity" or types == {"number", "string"}
            if quantity or types == {"integer", "string"}:
                return FieldType("scalar", "quantity" if quantity else "int-or-string")
            return _ANY
        if not types:
            return _ANY
        name = types.pop()
        if name == "array":
            inner = self.type_of(schema.get("items", {}))
            return FieldType("list", inner.name, inner)
        if name == "object":
            values = schema.get("additionalProperties")
            if isinstance(values, Mapping) and "properties" not in schema:
                inner = self.type_of(values)
                return FieldType("map", inner.name, inner)
            free = "properties" not in schema and values is not False
            return FieldType("scalar", "object") if free else FieldType("definition", "")
        if name == "string" and schema.get("format") == "date-time":
            return FieldType("scalar", "time")
        return _SCALARS[name]

    def value(self, node: yaml.Node, schema: Schema, path: str, key: yaml.Node, depth: int) -> Iterator[Problem]:
        self.budget -= 1
        if self.budget < 0 or depth > MAX_DEPTH:
            raise TooManyNodesError(f"more than {MAX_NODES} nodes or {MAX_DEPTH} levels")
        schema = self.resolved(schema)
        if is_placeholder(node):
            return
        kind = self.type_of(schema)
        if isinstance(node, yaml.MappingNode) and (kind.shape in ("map", "definition") or kind.name == "object"):
            yield from self.mapping(node, schema, path, key, depth)
        elif isinstance(node, yaml.SequenceNode) and kind.shape == "list":
            yield from self.sequence(node, schema, path, key, depth)
        elif kind.shape != "scalar" or not fits(node, kind.name):
            yield from misfit(node, kind, path, None, key)
        elif isinstance(node, yaml.ScalarNode):
            yield from self.scalar(node, schema, path)

    def sequence(
        self, node: yaml.SequenceNode, schema: Schema, path: str, key: yaml.Node, depth: int
    ) -> Iterator[Problem]:
        least = schema.get("minItems", 0)
        if len(node.value) < least and not self.partial and not self.elided(node):
            words = f"`{path}` needs at least {least} item(s).", f"`{path}` には項目が {least} つ以上必要。"
            yield problem("missing-field", key, path, words)
        for index, item in enumerate(node.value):
            if not is_null(item):
                yield from self.value(item, schema.get("items", {}), f"{path}[{index}]", item, depth + 1)

    def mapping(
        self, node: yaml.MappingNode, schema: Schema, path: str, key: yaml.Node, depth: int
    ) -> Iterator[Problem]:
        entries = fields(node)
        properties: Mapping[str, Any] = schema.get("properties", {})
        delegated = self.delegated(schema, properties)
        if delegated:
            self.inner.append(Inner(node, delegated, path))
            yield from self.missing(schema, entries, set(), node, path, key)
            return
        rest = schema.get("additionalProperties", True)
        meant: set[str] = set()
        for name, (entry_key, entry) in entries.items():
            at = f"{path}.{name}" if path else name
            known = name in properties
            if not known and rest is False and not self.custom.partial:
                if not is_placeholder(entry_key):
                    found, near = self.unknown(entry_key, name, entry, path, properties, entries)
                    meant |= near
                    yield found
            elif is_null(entry):
                yield from self.empty(schema, name, entry_key, entry, at)
            elif known or isinstance(rest, Mapping):
                inner = properties[name] if known else rest
                yield from self.value(entry, inner, at, entry_key, depth + 1)
        yield from self.missing(schema, entries, meant, node, path, key)

    def delegated(self, schema: Schema, properties: Mapping[str, Any]) -> str:
        """The type of Kubernetes that says all about a mapping, or empty."""
        if schema.get("x-kubernetes-object-meta"):
            return "meta.v1.ObjectMeta"
        name = schema.get("x-kubernetes-ref")
        if not name:
            return ""
        try:
            known = self.schemas.definition(name).fields
        except KeyError:
            return ""
        return name if properties.keys() <= known.keys() else ""

    def missing(
        self, schema: Schema, entries: Fields, meant: set[str], node: yaml.Node, path: str, key: yaml.Node
    ) -> Iterator[Problem]:
        absent = [name for name in schema.get("required", ()) if name not in entries and name not in meant]
        if not absent or self.partial or self.elided(node) or node is self.shown:
            return
        if any(is_placeholder(entry_key) for entry_key, _ in entries.values()):
            return
        names_en, names_ja = listed(absent)
        names_en = names_en.replace(" or ", " and ")
        if path:
            words = f"`{path}` lacks the required {names_en}.", f"`{path}` に必須の {names_ja} がない。"
        else:
            kind = self.custom.kind
            words = f"This {kind} lacks the required {names_en}.", f"この {kind} に必須の {names_ja} がない。"
        yield problem("missing-field", key, path, words)

    def empty(self, schema: Schema, name: str, key: yaml.Node, node: yaml.Node, path: str) -> Iterator[Problem]:
        if self.partial or self.elided(key) or name not in schema.get("required", ()):
            return
        words = f"`{path}` is required, but nothing stands under it.", f"`{path}` は必須なのに、値がない。"
        yield problem("missing-field", key, path, words)

    def scalar(self, node: yaml.ScalarNode, schema: Schema, path: str) -> Iterator[Problem]:
        raw = str(node.value)
        allowed = [str(one) for one in schema.get("enum", ())]
        if allowed and raw not in allowed:
            near, certain = nearest(raw, allowed)
            names_en, names_ja = listed(allowed, last=20)
            words = (
                f"`{path}` must be {names_en}, not `{shown(raw)}`.",
                f"`{path}` に書けるのは {names_ja}（今は `{shown(raw)}`）。",
            )
            hint = (f"Did you mean `{near}`?", f"`{near}` の間違いか。") if near else None
            yield problem("enum", node, path, words, hint, replacement=near if certain else None)
            return
        if schema.get("format") == "quantity":
            if amount(raw) is None:
                words = f"`{shown(raw)}` is not a quantity.", f"`{shown(raw)}` は数量の書き方ではない。"
                yield problem("quantity", node, path, words)
            return
        yield from self.bounds(node, schema, path, raw)
        if not node.tag.endswith(":str") or _STAND_IN.search(raw):
            return
        if len(raw) < schema.get("minLength", 0):
            words = f"`{path}` must not be empty.", f"`{path}` は空にできない。"
            yield problem("schema", node, path, words)
        elif len(raw) > schema.get("maxLength", len(raw)):
            most = schema["maxLength"]
            words = (
                f"`{path}` has {len(raw)} characters; at most {most} are allowed.",
                f"`{path}` は {len(raw)} 文字。上限は {most} 文字。",
            )
            yield problem("schema", node, path, words)
        elif "pattern" in schema and len(raw) <= MAX_PATTERN_TEXT:
            pattern = _pattern(schema["pattern"])
            if pattern and not pattern.search(raw):
                words = (
                    f"`{path}` does not have the form the schema asks for: `{shown(raw)}`.",
                    f"`{path}` の `{shown(raw)}` は、スキーマが求める形ではない。",
                )
                hint = f"It must match `{schema['pattern']}`.", f"`{schema['pattern']}` に一致させる。"
                yield problem("schema", node, path, words, hint)

    def bounds(self, node: yaml.ScalarNode, schema: Schema, path: str, raw: str) -> Iterator[Problem]:
        low, high = schema.get("minimum"), schema.get("maximum")
        if (low is None and high is None) or not re.fullmatch(r"-?\d+(\.\d+)?", raw) or node.tag.endswith(":str"):
            return
        number = float(raw)
        if (low is not None and number < low) or (high is not None and number > high):
            if low is None or high is None:
                side, side_ja = (
                    (f"at most {high}", f"{high} 以下") if low is None else (f"at least {low}", f"{low} 以上")
                )
            else:
                side, side_ja = f"between {low} and {high}", f"{low} 以上 {high} 以下"
            words = f"`{path}` must be {side}, not {raw}.", f"`{path}` は {side_ja}（今は {raw}）。"
            yield problem("range", node, path, words)

    def unknown(
        self,
        key: yaml.Node,
        name: str,
        value: yaml.Node,
        path: str,
        properties: Mapping[str, Any],
        entries: Fields,
    ) -> tuple[Problem, set[str]]:
        where = f"`{path}`" if path else self.custom.kind
        at = f"{path}.{name}" if path else name
        words = f"{where} has no field `{shown(name)}`.", f"{where} に `{shown(name)}` というフィールドはない。"
        near, certain = nearest(name, [other for other in properties if other not in entries])
        if squeezed(name) in {squeezed(other) for other in properties if other in entries}:
            near = None
        places = [] if certain else self.places(name, path, value)
        if near and (certain or not places):
            hint = f"Did you mean `{near}`?", f"`{near}` の間違いか。"
            return problem("unknown-field", key, at, words, hint, replacement=near if certain else None), {near}
        if places:
            names_en, names_ja = listed(places)
            hint = f"It belongs at {names_en}.", f"正しい場所は {names_ja}。"
            return problem("unknown-field", key, at, words, hint), set()
        if 0 < len(properties) <= 12:
            names_en, names_ja = listed(sorted(properties))
            return problem("unknown-field", key, at, words, (f"It has {names_en}.", f"あるのは {names_ja}。")), set()
        return problem("unknown-field", key, at, words), set()

    def places(self, name: str, path: str, value: yaml.Node) -> list[str]:
        """Where a field of that name exists on the way to *path* or below it, nearest first, at most three."""
        here = tuple(re.sub(r"\[\d+\]", "[]", step) for step in path.split(".")) if path else ()
        ranked = []
        for place, kind in _places(self.custom.group, self.custom.version, self.custom.kind).get(name, ()):
            common = 0
            while common < min(len(here), len(place)) and here[common] == place[common]:
                common += 1
            if isinstance(value, yaml.ScalarNode):
                suits = kind not in ("array", "object")
            else:
                suits = kind == ("array" if isinstance(value, yaml.SequenceNode) else "object")
            if place != here and suits and common in (len(here), len(place)):
                ranked.append((len(here) + len(place) - 2 * common, ".".join((*place, name))))
        ranked.sort()
        return [place for score, place in ranked if score == ranked[0][0] and score <= 4][:3]


@cache
def _places(group: str, version: str, kind: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Every field of a kind by name: the path of what holds it (list items as `x[]`) and its JSON type."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    custom = load(group, version, kind)
    if custom is None:
        return found
    stack: list[tuple[Schema, tuple[str, ...], frozenset[str]]] = [(custom.schema, (), frozenset())]
    budget = 20_000
    while stack and budget:
        schema, path, above = stack.pop()
        budget -= 1
        for name, child in schema.get("properties", {}).items():
            inside = above
            while "$ref" in child:
                inside = inside | {child["$ref"]}
                if child["$ref"] in above:
                    break
                child = custom.schema["$defs"][child["$ref"].removeprefix("#/$defs/")]
            if "$ref" in child:
                continue
            shape = child.get("type", "")
            found.setdefault(name, []).append((path, shape if isinstance(shape, str) else ""))
            step = name
            while child.get("type") == "array" and "items" in child:
                child, step = child["items"], f"{name}[]"
                while "$ref" in child and child["$ref"] not in inside:
                    inside = inside | {child["$ref"]}
                    child = custom.schema["$defs"][child["$ref"].removeprefix("#/$defs/")]
            if "properties" in child and len(path) < 8:
                stack.append((child, (*path, step), inside))
    return found


def explain(
    root: yaml.Node, custom: CustomKind, schemas: Schemas, *, partial: bool, elisions: frozenset[int]
) -> tuple[list[Problem], list[Inner]]:
    """Every way in which an object does not fit the schema of its kind, and its parts that Kubernetes defines.

    Args:
        root: The document's root node.
        custom: What is known of its kind.
        schemas: The schemas of the Kubernetes versions it must be right for.
        partial: A patch: required fields may be missing.
        elisions: Lines (from 0) with a comment such as `# ...`.

    Raises:
        TooManyNodesError: The document is too large once its aliases are expanded, or too deep.
    """
    walk = _Walk(custom, schemas, partial, elisions)
    kind_key = fields(root).get("kind", (root, root))[0]
    found = list(walk.value(root, custom.schema, "", kind_key, 0))
    return found, walk.inner


def explain_part(
    root: yaml.Node, custom: CustomKind, schema: Schema, schemas: Schemas, *, elisions: frozenset[int]
) -> tuple[list[Problem], list[Inner]]:
    """Like `explain`, for a fragment that has its place at *schema* inside a kind.

    Raises:
        TooManyNodesError: The fragment is too large once its aliases are expanded, or too deep.
    """
    # A fragment may show only a part of its place.
    walk = _Walk(custom, schemas, False, elisions, root)
    return list(walk.value(root, schema, "", root, 0)), walk.inner
