"""A manifest (or a placed fragment) as the checks see it: its identity, its plain value, its typed parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from kakehashi.knowledge.kubernetes.schemas import FieldType, Schemas, schemas_for
from kakehashi.knowledge.kubernetes.values import (
    MAX_DEPTH,
    MAX_NODES,
    Fields,
    TooManyNodesError,
    construct,
    fields,
    is_placeholder,
    text,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One mapping of a manifest whose definition is known.

    Args:
        definition: Short name, for example `core.v1.Container`.
        node: The mapping.
        path: Where it is, for example `spec.template.spec.containers[0]`; empty for the object itself.
        fields: Its entries: key node and value node by name.
        parent: The part it lies in, or None.
        name: The field of the parent that holds it, without index.
    """

    definition: str
    node: yaml.Node
    path: str
    fields: Fields
    parent: Part | None = None
    name: str = ""

    def at(self, name: str) -> str:
        """The path of one of its fields."""
        return f"{self.path}.{name}" if self.path else name

    def value(self, name: str) -> yaml.Node | None:
        """The value node of a field, or None."""
        entry = self.fields.get(name)
        return entry[1] if entry else None

    def key(self, name: str) -> yaml.Node:
        """The key node of a field, or the part itself where the field is absent."""
        entry = self.fields.get(name)
        return entry[0] if entry else self.node

    def text(self, name: str) -> str | None:
        """The text of a scalar field; None when absent, null, a placeholder or a collection."""
        return text(self.value(name))

    def up(self, definition: str) -> Part | None:
        """The nearest part above with that definition, or None."""
        part = self.parent
        while part and part.definition != definition:
            part = part.parent
        return part


@dataclass(frozen=True, eq=False)
class Manifest:
    """One document with the definition it must follow.

    Args:
        root: The document's root node.
        versions: Kubernetes minor versions it must be right for.
        definition: The definition of its root, or None where no schema is known (custom resources).
        api_version: As written, or "".
        kind: As written, or that of the place of a fragment, or "".
        partial: A fragment for a patch: required fields may be missing.
        fragment: It lies inside an object (a fragment), so it has no identity of its own.
        elisions: Lines (from 0) with a comment such as `# ...`: what is missing there is left out on purpose.
        place: The type at the place of a fragment, which may be a list; None for a whole object.
        at: Where the root lies in its document, for example `spec.template`; empty for a whole document.
    """

    root: yaml.Node
    versions: tuple[str, ...]
    definition: str | None = None
    api_version: str = ""
    kind: str = ""
    partial: bool = False
    fragment: bool = False
    elisions: frozenset[int] = field(default=frozenset())
    place: FieldType | None = None
    at: str = ""

    @property
    def type(self) -> FieldType | None:
        """The type of the root, or None where no schema is known."""
        return self.place or (FieldType("definition", self.definition) if self.definition else None)

    @property
    def schemas(self) -> Schemas:
        """The schemas of its versions."""
        return schemas_for(self.versions)

    @cached_property
    def fields(self) -> Fields:
        """The entries of the root mapping."""
        return fields(self.root)

    @cached_property
    def value(self) -> Any:
        """The plain value; raises TooManyNodesError on an alias bomb."""
        return construct(self.root)

    @cached_property
    def metadata(self) -> Fields:
        """The entries of `metadata`; empty in a fragment."""
        return {} if self.fragment else fields(self.fields.get("metadata", (None, None))[1])

    @cached_property
    def name(self) -> str | None:
        """`metadata.name` unless it is absent or a placeholder."""
        return text(self.metadata.get("name", (None, None))[1])

    @cached_property
    def namespace(self) -> str | None:
        """`metadata.namespace` unless it is absent or a placeholder."""
        return text(self.metadata.get("namespace", (None, None))[1])

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """Its typed mappings, outer before inner; those of a document that is too large are none."""
        if not self.type:
            return ()
        try:
            return tuple(_parts(self.root, self.type, self.schemas, self.at))
        except TooManyNodesError:
            return ()

    @cached_property
    def by_definition(self) -> dict[str, list[Part]]:
        """Its parts by definition."""
        found: dict[str, list[Part]] = {}
        for part in self.parts:
            found.setdefault(part.definition, []).append(part)
        return found

    def of(self, *definitions: str) -> Sequence[Part]:
        """The parts with one of the definitions."""
        known = self.by_definition
        if len(definitions) == 1:
            return known.get(definitions[0], ())
        return [part for definition in definitions if definition in known for part in known[definition]]

    def open(self, node: yaml.Node) -> bool:
        """Whether *node* may lack something: lines were left out, or a fragment shows only a part of its place."""
        return self.elided(node) or (self.fragment and not self.at and node is self.root)

    def elided(self, node: yaml.Node) -> bool:
        """Whether something inside *node*, or right after it, was left out on purpose."""
        first, last = node.start_mark.line, node.end_mark.line
        return any(first <= line <= last + 1 for line in self.elisions)


def _parts(root: yaml.Node, root_type: FieldType, schemas: Schemas, at: str) -> Iterator[Part]:
    budget = MAX_NODES
    stack: list[tuple[yaml.Node, FieldType, str, Part | None, str, int]] = [(root, root_type, at, None, "", 0)]
    while stack:
        node, kind, path, parent, name, depth = stack.pop()
        budget -= 1
        if budget < 0 or depth > MAX_DEPTH:
            raise TooManyNodesError(f"more than {MAX_NODES} nodes or {MAX_DEPTH} levels")
        if "." not in kind.name:
            continue
        if kind.shape == "list":
            if isinstance(node, yaml.SequenceNode) and kind.inner:
                stack.extend(
                    (item, kind.inner, f"{path}[{index}]", parent, name, depth + 1)
                    for index, item in reversed(list(enumerate(node.value)))
                )
        elif kind.shape == "map":
            if isinstance(node, yaml.MappingNode) and kind.inner:
                stack.extend(
                    (value, kind.inner, f"{path}.{key}", parent, name, depth + 1)
                    for key, (_, value) in reversed(fields(node).items())
                )
        elif isinstance(node, yaml.MappingNode) and not is_placeholder(node):
            found = schemas.definition(kind.name)
            if found.free:
                continue
            part = Part(kind.name, node, path, fields(node), parent, name)
            yield part
            for key, (_, value) in reversed(part.fields.items()):
                inner = found.fields.get(key)
                if inner:
                    stack.append((value, inner, part.at(key), part, key, depth + 1))


def objects_of(root: yaml.Node) -> Sequence[yaml.Node]:
    """The objects of a document: more than one where `---` is missing and `apiVersion` and `kind` come again."""
    if not isinstance(root, yaml.MappingNode):
        return [root]
    names = [key.value for key, _ in root.value if isinstance(key, yaml.ScalarNode)]
    if names.count("apiVersion") < 2 or names.count("kind") < 2:
        return [root]
    found: list[yaml.Node] = []
    seen: set[str] = set()
    entries: list[tuple[yaml.Node, yaml.Node]] = []

    def close(end: yaml.Mark) -> None:
        found.append(yaml.MappingNode(root.tag, entries, entries[0][0].start_mark, end, root.flow_style))

    for key, value in root.value:
        if key.value in ("apiVersion", "kind") and key.value in seen:
            close(key.start_mark)
            entries, seen = [], set()
        seen.add(str(key.value))
        entries.append((key, value))
    close(root.end_mark)
    return found


def items_of_list(root: yaml.Node) -> Sequence[yaml.Node] | None:
    """The objects inside a `List` (`kind` ends in `List`, with `items`, without `spec`); None for other documents."""
    found = fields(root)
    kind = text(found.get("kind", (None, None))[1]) or ""
    listed = found.get("items", (None, None))[1]
    if kind.endswith("List") and isinstance(listed, yaml.SequenceNode) and "spec" not in found:
        return [item for item in listed.value if isinstance(item, yaml.MappingNode)]
    return None
