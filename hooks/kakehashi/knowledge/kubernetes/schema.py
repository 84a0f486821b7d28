"""The schema check: a fast verdict from compiled validators, an explanation in a writer's words when it fails."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from kakehashi.knowledge.kubernetes.manifest import Manifest
from kakehashi.knowledge.kubernetes.problem import Problem, problem
from kakehashi.knowledge.kubernetes.values import TooManyNodesError, is_placeholder, text
from kakehashi.knowledge.kubernetes.walker import explain

# Reviews are answers to a question, not stored objects: they have no name.
_NAMELESS_GROUPS = ("authentication.k8s.io", "authorization.k8s.io")


def schema_problems(manifest: Manifest) -> Iterator[Problem]:
    """Unknown, misplaced, missing and mistyped fields of a manifest or placed fragment, for all its versions.

    Nothing is said about a manifest without definition. Rules: `unknown-field`, `newer-field`, `wrong-type`,
    `ambiguous-scalar`, `missing-field`, `empty-value`, `too-large`, and `schema` where only the validator knows.
    """
    if not manifest.type:
        return
    try:
        value = manifest.value
        if not manifest.definition:
            # A list, map or scalar place has no validator of its own.
            yield from explain(manifest)[0]
            return
        validator = manifest.schemas.validator(manifest.definition, partial=manifest.partial)
        valid = validator.is_valid(value)
        # A null is legal for the validator and still worth a word, so documents with one are walked too.
        if not valid or _has_null(value):
            problems, excused = explain(manifest)
            yield from problems
            if not valid and not problems and not excused:
                yield _generic(manifest, validator, value)
    except TooManyNodesError:
        words = "The document is too large once its aliases are expanded.", "エイリアスを展開すると大きすぎる。"
        yield problem("too-large", manifest.root, "", words)
        return
    yield from _name_problem(manifest)


def _has_null(value: object) -> bool:
    if isinstance(value, dict):
        return any(item is None or _has_null(item) for item in value.values())
    if isinstance(value, list):
        return any(item is None or _has_null(item) for item in value)
    return False


def _generic(manifest: Manifest, validator: object, value: object) -> Problem:
    error = next(iter(validator.iter_errors(value)))  # type: ignore[attr-defined]
    node: yaml.Node = manifest.root
    path = ""
    for step in error.instance_path:
        if isinstance(node, yaml.SequenceNode):
            node = node.value[int(step)]
            path += f"[{step}]"
        elif isinstance(node, yaml.MappingNode):
            node = next((inner for key, inner in node.value if key.value == step), node)
            path += f".{step}" if path else str(step)
    where = f"`{path}`" if path else manifest.kind or "The object"
    words = f"{where} does not fit the schema: {error.message}.", f"{where} がスキーマに合わない: {error.message}。"
    return problem("schema", node, path, words)


def _name_problem(manifest: Manifest) -> Iterator[Problem]:
    if manifest.partial or manifest.fragment or manifest.api_version.split("/")[0] in _NAMELESS_GROUPS:
        return
    if manifest.kind.endswith("List") or manifest.kind in ("Eviction", "Status"):
        return
    if "metadata" not in manifest.schemas.definition(str(manifest.definition)).fields:
        return
    if "name" in manifest.metadata or "generateName" in manifest.metadata:
        entry = manifest.metadata.get("name")
        if entry and entry[1].tag.endswith(":null") and "generateName" not in manifest.metadata:
            words = "`metadata.name` is empty.", "`metadata.name` が空。"
            yield problem("missing-field", entry[0], "metadata.name", words)
        return
    entry = manifest.fields.get("metadata")
    if entry and (manifest.elided(entry[1]) or is_placeholder(entry[1]) or text(entry[1])):
        return
    if not entry and manifest.elided(manifest.root):
        return
    near = entry or manifest.fields.get("kind")
    words = f"This {manifest.kind} has no `metadata.name`.", f"この {manifest.kind} に `metadata.name` がない。"
    yield problem("missing-field", near[0] if near else manifest.root, "metadata", words)
