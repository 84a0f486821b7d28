"""How much a YAML tree looks like what Kubernetes knows: the judge between two repairs that both heal a text."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import yaml

from kakehashi.knowledge.kubernetes.schemas import Definition, FieldType, Schemas
from kakehashi.settings import DEFAULT_VERSIONS

MAX_NODES = 5000
"""Most nodes of a document that are looked at."""

Types = frozenset[FieldType]
_ANY: Types = frozenset()


@cache
def _schemas() -> Schemas:
    return Schemas(DEFAULT_VERSIONS)


@cache
def _fields() -> dict[str, Types]:
    """Every field name of the API and the types it has anywhere."""
    schemas = _schemas()
    pending = [schemas.definition_of(api, kind) for kind, apis in schemas.kinds.items() for api in apis]
    seen: set[str] = set()
    found: dict[str, set[FieldType]] = {}
    while pending:
        name = pending.pop()
        if name is None or name in seen:
            continue
        seen.add(name)
        for field, kind in schemas.definition(name).fields.items():
            found.setdefault(field, set()).add(kind)
            inner = kind
            while inner.inner is not None:
                inner = inner.inner
            if inner.shape == "definition":
                pending.append(inner.name)
    return {field: frozenset(kinds) for field, kinds in found.items()}


def _definitions(types: Iterable[FieldType]) -> list[Definition]:
    return [_schemas().definition(one.name) for one in types if one.shape == "definition"]


def _free(types: Types) -> bool:
    return any(one.shape == "scalar" and one.name in ("any", "object") for one in types) or any(
        definition.free for definition in _definitions(types)
    )


class _Judge:
    def __init__(self, *, by_name: bool) -> None:
        self.by_name = by_name
        self.doubts = 0.0
        self.nodes = 0

    def look(self, node: yaml.Node, types: Types) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            return
        if isinstance(node, yaml.MappingNode):
            self.mapping(node, types)
        elif isinstance(node, yaml.SequenceNode):
            if types and not _free(types) and not any(one.shape == "list" for one in types):
                self.doubts += 1
            inner = frozenset(one.inner for one in types if one.shape == "list" and one.inner)
            kinds = {type(item) for item in node.value}
            if len(kinds) > 1:
                self.doubts += 1
            for item in node.value:
                self.look(item, inner)
        elif node.tag.endswith(":null") and not node.value:
            self.doubts += 0.6
        elif types and not any(one.shape == "scalar" or (one.shape == "definition" and _free(types)) for one in types):
            self.doubts += 1

    def mapping(self, node: yaml.MappingNode, types: Types) -> None:
        if types and not _free(types) and not any(one.shape in ("map", "definition") for one in types):
            self.doubts += 1
            types = _ANY
        definitions = _definitions(types)
        maps = frozenset(one.inner for one in types if one.shape == "map" and one.inner)
        names: set[str] = set()
        for key, value in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
            if not name or name in names:
                self.doubts += 2
            names.add(name)
            placed = frozenset(one.fields[name] for one in definitions if name in one.fields)
            if not placed and definitions and not maps and not _free(types):
                self.doubts += 1
            if placed or maps:
                self.look(value, placed or maps)
            else:
                self.look(value, _fields().get(name, _ANY) if self.by_name else _ANY)


def doubts(documents: Iterable[yaml.Node | None]) -> float:
    """Count what Kubernetes would not expect in some documents.

    Args:
        documents: Their roots.

    Returns:
        0 where nothing is odd; about 1 for each misplaced field, wrong shape or empty value.
    """
    total = 0.0
    for root in documents:
        if root is None:
            total += 0.5
            continue
        named = {}
        if isinstance(root, yaml.MappingNode):
            named = {key.value: value.value for key, value in root.value if isinstance(key, yaml.ScalarNode)}
        api, kind = named.get("apiVersion"), named.get("kind")
        known = _schemas().definition_of(api, kind) if isinstance(api, str) and isinstance(kind, str) else None
        judge = _Judge(by_name=known is not None or kind is None)
        judge.look(root, frozenset({FieldType("definition", known)}) if known else _ANY)
        if not isinstance(root, yaml.MappingNode | yaml.SequenceNode):
            judge.doubts += 2
        total += judge.doubts
    return total
