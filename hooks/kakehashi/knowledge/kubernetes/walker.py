"""Says in a writer's words why a manifest does not fit its schema."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from kakehashi.knowledge.kubernetes.manifest import Manifest
from kakehashi.knowledge.kubernetes.misfits import list_for_mapping, misfit
from kakehashi.knowledge.kubernetes.problem import Problem, listed, problem, version_words
from kakehashi.knowledge.kubernetes.schemas import PATCH_DIRECTIVES, Definition, FieldType
from kakehashi.knowledge.kubernetes.suggest import FOREIGN, belongs_under, nearest, squeezed
from kakehashi.knowledge.kubernetes.values import (
    MAX_DEPTH,
    MAX_NODES,
    PLACEHOLDER,
    Fields,
    TooManyNodesError,
    fields,
    is_null,
    is_placeholder,
)
from kakehashi.knowledge.kubernetes.words import shown

# Servers accept an empty value here and it means something: an empty volume, every Pod, a field that status will fill.
_MAY_BE_EMPTY = {
    "emptyDir",
    "podSelector",
    "namespaceSelector",
    "matchLabels",
    "creationTimestamp",
    "status",
    "default",
}


def _sentence(node: yaml.Node) -> bool:
    """Whether a scalar says more than a placeholder: words around it, as in `sh -c "echo $HOME"`."""
    return isinstance(node, yaml.ScalarNode) and " " in PLACEHOLDER.sub("", node.value).strip()


@dataclass(slots=True)
class _Walk:
    manifest: Manifest
    budget: int = MAX_NODES
    excused: int = 0

    def value(self, node: yaml.Node, kind: FieldType, path: str, key: yaml.Node, depth: int) -> Iterator[Problem]:
        self.budget -= 1
        if self.budget < 0 or depth > MAX_DEPTH:
            raise TooManyNodesError(f"more than {MAX_NODES} nodes or {MAX_DEPTH} levels")
        if is_placeholder(node) and not (kind.shape != "scalar" and _sentence(node)):
            self.excused += 1
        elif kind.shape == "list" and isinstance(node, yaml.SequenceNode):
            assert kind.inner
            for index, item in enumerate(node.value):
                inner_path = f"{path}[{index}]"
                if is_null(item):
                    if not self.manifest.elided(node):
                        words = f"Item {index + 1} of `{path}` is empty.", f"`{path}` の {index + 1} 番目の項目が空。"
                        yield problem("empty-value", item if item.value else node, inner_path, words)
                    self.excused += 1
                else:
                    yield from self.value(item, kind.inner, inner_path, item, depth + 1)
        elif kind.shape == "map" and isinstance(node, yaml.MappingNode):
            assert kind.inner
            for name, (entry_key, entry) in fields(node).items():
                if not is_null(entry):
                    yield from self.value(entry, kind.inner, f"{path}.{name}", entry_key, depth + 1)
        elif kind.shape == "definition":
            yield from self._object(node, kind, path, key, depth)
        else:
            yield from misfit(node, kind, path, None, key)

    def _object(self, node: yaml.Node, kind: FieldType, path: str, key: yaml.Node, depth: int) -> Iterator[Problem]:
        definition = self.manifest.schemas.definition(kind.name)
        if definition.free:
            if definition.free == "object":
                yield from misfit(node, FieldType("scalar", "object"), path, None)
            return
        if not isinstance(node, yaml.MappingNode):
            yield from misfit(node, kind, path, definition)
            if isinstance(node, yaml.SequenceNode) and list_for_mapping(node, definition):
                self.excused += 1
            return
        entries = fields(node)
        meant: set[str] = set()
        for name, (entry_key, entry) in entries.items():
            inner = definition.fields.get(name)
            inner_path = f"{path}.{name}" if path else name
            if inner is None:
                if not (self.manifest.partial and name.split("/")[0] in PATCH_DIRECTIVES):
                    found, stands_for = self._unknown(definition, entries, name, entry_key, entry, path)
                    meant |= stands_for
                    yield found
                continue
            if name in definition.partial:
                yield self._some_versions(definition, name, entry_key, inner_path)
            if is_null(entry):
                yield from self._empty(definition, inner, name, entry_key, entry, inner_path)
            else:
                yield from self.value(entry, inner, inner_path, entry_key, depth + 1)
        if not self.manifest.partial:
            yield from self._missing(definition, entries, meant, node, path, key)

    def _missing(
        self, definition: Definition, entries: Fields, meant: set[str], node: yaml.Node, path: str, key: yaml.Node
    ) -> Iterator[Problem]:
        absent = [name for name in definition.required if name not in entries and name not in meant]
        if not absent:
            return
        if self.manifest.open(node) or any(is_placeholder(entry_key) for entry_key, _ in entries.values()):
            self.excused += 1
            return
        names_en, names_ja = listed(absent)
        names_en = names_en.replace(" or ", " and ")
        if path:
            words = f"`{path}` lacks the required {names_en}.", f"`{path}` に必須の {names_ja} がない。"
        else:
            kind = definition.name.rsplit(".", 1)[-1]
            words = f"This {kind} lacks the required {names_en}.", f"この {kind} に必須の {names_ja} がない。"
        yield problem("missing-field", key, path, words)

    def _empty(
        self, definition: Definition, kind: FieldType, name: str, key: yaml.Node, node: yaml.Node, path: str
    ) -> Iterator[Problem]:
        if name in _MAY_BE_EMPTY or self.manifest.partial:
            return
        if self.manifest.elided(key) or self.manifest.elided(node):
            self.excused += 1
            return
        if name in definition.required:
            words = f"`{path}` is required, but nothing stands under it.", f"`{path}` は必須なのに、値がない。"
            yield problem("missing-field", key, path, words)
        elif kind.shape != "scalar" and not node.value:
            empty = "[]" if kind.shape == "list" else "{}"
            yield problem(
                "empty-value",
                key,
                path,
                (
                    f"Nothing stands under `{path}`; the API server drops the field.",
                    f"`{path}` の下に何もない。API サーバーはこのフィールドを捨てる。",
                ),
                (f"Write `{name}: {empty}` or remove the line.", f"`{name}: {empty}` と書くか、この行を消す。"),
                severity="warning",
            )

    def _some_versions(self, definition: Definition, name: str, key: yaml.Node, path: str) -> Problem:
        schemas = self.manifest.schemas
        lacking = tuple(version for version in schemas.versions if version not in definition.partial[name])
        since, gone = schemas.history(definition.name, name)
        lack_en, lack_ja = version_words(lacking)
        if since and since in schemas.versions and schemas.versions[-1] in definition.partial[name]:
            words = (
                f"`{path}` is unknown in {lack_en}; it exists since {since}.",
                f"`{path}` は {lack_ja} にはない（{since} から）。",
            )
            return problem("newer-field", key, path, words, severity="warning", versions=lacking)
        words = (
            f"`{path}` is gone since {gone}: unknown in {lack_en}.",
            f"`{path}` は {gone} でなくなった（{lack_ja} にはない）。",
        )
        return problem("unknown-field", key, path, words, versions=lacking)

    def _unknown(
        self, definition: Definition, entries: Fields, name: str, key: yaml.Node, value: yaml.Node, path: str
    ) -> tuple[Problem, set[str]]:
        manifest = self.manifest
        whole = definition.name.rsplit(".", 1)[-1]
        where = f"`{path}`" if path else whole
        words = f"{where} has no field `{shown(name)}`.", f"{where} に `{shown(name)}` というフィールドはない。"
        inner_path = f"{path}.{name}" if path else name
        free = [field for field in definition.fields if field not in entries]
        near, certain = nearest(name, free)
        if squeezed(name) in {squeezed(field) for field in definition.fields if field in entries}:
            near = None
        places: list[str] = []
        if not certain and manifest.definition:
            inside = path.removeprefix(manifest.at).lstrip(".") if manifest.at else path
            places = belongs_under(manifest.versions, manifest.definition, inside, name, value)
            if manifest.at:
                places = [f"{manifest.at}.{place}" for place in places]
        if near and (certain or not places):
            hint = f"Did you mean `{near}`?", f"`{near}` の間違いか。"
            fix = near if certain else None
            return problem("unknown-field", key, inner_path, words, hint, replacement=fix), {near}
        if places:
            names_en, names_ja = listed(places)
            hint = f"It belongs at {names_en}.", f"正しい場所は {names_ja}。"
            return problem("unknown-field", key, inner_path, words, hint), set()
        foreign = FOREIGN.get(squeezed(name))
        if foreign and foreign.split(".")[0] in definition.fields:
            hint = f"Kubernetes calls it `{foreign}`.", f"Kubernetes では `{foreign}` と書く。"
            return problem("unknown-field", key, inner_path, words, hint), set()
        since, gone = manifest.schemas.history(definition.name, name)
        if gone and gone <= manifest.versions[0]:
            words = f"{words[0][:-1]}: it is gone since {gone}.", f"{words[1][:-1]}（{gone} でなくなった）。"
        elif since:
            words = f"{words[0][:-1]}: it exists since {since}.", f"{words[1][:-1]}（{since} から）。"
        if len(definition.fields) <= 12:
            names_en, names_ja = listed(sorted(definition.fields))
            return problem(
                "unknown-field", key, inner_path, words, (f"It has {names_en}.", f"あるのは {names_ja}。")
            ), set()
        return problem("unknown-field", key, inner_path, words), set()


def explain(manifest: Manifest) -> tuple[list[Problem], bool]:
    """Every way in which a manifest does not fit its definition, and whether something was excused.

    Excused are placeholders and what an elision comment leaves out: a validator may then object for no real reason.

    Raises:
        TooManyNodesError: The document is too large once its aliases are expanded.
    """
    assert manifest.type
    walk = _Walk(manifest)
    kind_key = manifest.fields.get("kind", (manifest.root, manifest.root))[0]
    found = list(walk.value(manifest.root, manifest.type, manifest.at, kind_key, 0))
    return found, walk.excused > 0
