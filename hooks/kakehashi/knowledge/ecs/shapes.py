"""A document against its shape in the ECS API: unknown fields, types, required fields, fixed words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from kakehashi.knowledge.ecs.model import Shape, places, shapes
from kakehashi.knowledge.kubernetes.problem import Problem, listed, problem
from kakehashi.knowledge.kubernetes.suggest import nearest
from kakehashi.knowledge.kubernetes.values import (
    BOOL,
    FLOAT,
    INT,
    MAX_NODES,
    STRING,
    TooManyNodesError,
    fields,
    is_null,
    is_placeholder,
)
from kakehashi.knowledge.kubernetes.words import described, quoted, shown

_TAGS = {
    "string": {STRING},
    "integer": {INT},
    "long": {INT},
    "boolean": {BOOL},
    "double": {INT, FLOAT},
    "float": {INT, FLOAT},
    "timestamp": {STRING, INT, FLOAT},
    "blob": {STRING},
}
_WORDS = {
    "string": ("text in quotes", "引用符で囲んだ文字列"),
    "integer": ("a whole number without quotes", "引用符なしの整数"),
    "long": ("a whole number without quotes", "引用符なしの整数"),
    "boolean": ("`true` or `false` without quotes", "引用符なしの `true` か `false` "),
    "double": ("a number without quotes", "引用符なしの数値"),
    "float": ("a number without quotes", "引用符なしの数値"),
    "timestamp": ("a time", "日時"),
    "blob": ("base64 text", "base64 の文字列"),
    "list": ("a list", "リスト"),
    "map": ("an object", "オブジェクト"),
    "structure": ("an object", "オブジェクト"),
}
_WHOLE = re.compile(r"-?(0|[1-9]\d*)")


def shape_problems(root: yaml.Node, shape: str, *, partial: bool = False) -> Iterator[Problem]:
    """Every way in which a document does not fit a shape.

    Rules: `ecs/unknown-field`, `ecs/wrong-type`, `ecs/missing-field`, `ecs/enum`, `ecs/range`.

    Args:
        root: The document's root node.
        shape: Name of its shape, for example `RegisterTaskDefinitionRequest`.
        partial: An excerpt: required fields may be missing.

    Raises:
        ModelMissingError: There is no ECS model to read.
        TooManyNodesError: The document is too large once its aliases are expanded.
    """
    yield from _check(root, shapes()[shape], "", root, _Frame(shape, partial))


@dataclass(slots=True)
class _Frame:
    """What a walk keeps: the shape it began at, whether required fields may be missing, how many nodes are left."""

    top: str
    partial: bool
    budget: int = MAX_NODES


def _check(node: yaml.Node, shape: Shape, path: str, key: yaml.Node, frame: _Frame) -> Iterator[Problem]:
    frame.budget -= 1
    if frame.budget < 0:
        raise TooManyNodesError(f"more than {MAX_NODES} nodes")
    if is_placeholder(node):
        return
    if shape.type == "structure" and isinstance(node, yaml.MappingNode):
        yield from _structure(node, shape, path, key, frame)
    elif shape.type == "list" and isinstance(node, yaml.SequenceNode):
        inner = shapes()[shape.inner]
        for index, item in enumerate(node.value):
            yield from _check(item, inner, f"{path}[{index}]", item, frame)
    elif shape.type == "map" and isinstance(node, yaml.MappingNode):
        inner = shapes()[shape.inner]
        for name, (entry_key, entry) in fields(node).items():
            yield from _check(entry, inner, f"{path}.{name}", entry_key, frame)
    elif isinstance(node, yaml.ScalarNode) and node.tag in _TAGS.get(shape.type, ()):
        yield from _scalar(node, shape, path)
    else:
        yield _misfit(node, shape, path)


def _structure(node: yaml.MappingNode, shape: Shape, path: str, key: yaml.Node, frame: _Frame) -> Iterator[Problem]:
    entries = fields(node)
    meant: set[str] = set()
    for name, (entry_key, entry) in entries.items():
        inner_path = f"{path}.{name}" if path else name
        member = shape.members.get(name)
        if member is None:
            if is_placeholder(entry_key):
                continue
            near, certain = nearest(name, [other for other in shape.members if other not in entries])
            if near:
                meant.add(near)
            yield _unknown(entry_key, name, inner_path, path, shape, frame.top, near, certain)
        elif not is_null(entry):
            yield from _check(entry, shapes()[member], inner_path, entry_key, frame)
    absent = [name for name in shape.required if name not in entries and name not in meant]
    if absent and not frame.partial:
        names_en, names_ja = listed(absent)
        names_en = names_en.replace(" or ", " and ")
        where = f"`{path}`" if path else "The definition"
        where_ja = f"`{path}`" if path else "定義"
        words = f"{where} lacks the required {names_en}.", f"{where_ja} に必須の {names_ja} がない。"
        yield problem("ecs/missing-field", _first(node, key), path, words)


def _first(node: yaml.MappingNode, key: yaml.Node) -> yaml.Node:
    """The place to show for an object: its key, or its first entry where it has no key of its own."""
    if key is not node:
        return key
    return node.value[0][0] if node.value else node


def _unknown(
    key: yaml.Node, name: str, path: str, parent: str, shape: Shape, top: str, near: str | None, certain: bool
) -> Problem:
    where = f"`{parent}`" if parent else "a definition"
    where_ja = f"`{parent}`" if parent else "この定義"
    words = (
        f"{where[0].upper()}{where[1:]} has no field `{shown(name)}`.",
        f"{where_ja} に `{shown(name)}` というフィールドはない。",
    )
    if near:
        fix = near if certain else None
        if fix and isinstance(key, yaml.ScalarNode) and key.style in ("'", '"'):
            fix = f"{key.style}{near}{key.style}"
        hint = f"Did you mean `{near}`?", f"`{near}` の間違いか。"
        return problem("ecs/unknown-field", key, path, words, hint, replacement=fix)
    elsewhere = [".".join((*place, name)) for place in places(top, name)][:3]
    if elsewhere:
        names_en, names_ja = listed(elsewhere)
        hint = f"It belongs at {names_en}.", f"正しい場所は {names_ja}。"
        return problem("ecs/unknown-field", key, path, words, hint)
    if len(shape.members) <= 12:
        names_en, names_ja = listed(sorted(shape.members))
        return problem("ecs/unknown-field", key, path, words, (f"It has {names_en}.", f"あるのは {names_ja}。"))
    return problem("ecs/unknown-field", key, path, words)


def _misfit(node: yaml.Node, shape: Shape, path: str) -> Problem:
    found_en, found_ja = described(node)
    want_en, want_ja = _WORDS[shape.type]
    where = f"`{path}`" if path else "The definition"
    words = f"{where} expects {want_en}, not {found_en}.", f"{where} には{want_ja}を書く。今は{found_ja}。"
    hint = fix = None
    if isinstance(node, yaml.ScalarNode):
        raw = str(node.value)
        if shape.type == "string" and node.tag in (INT, FLOAT, BOOL):
            fix = quoted(raw)
        elif shape.type in ("integer", "long") and node.tag == STRING and _WHOLE.fullmatch(raw):
            fix = raw
        elif shape.type == "boolean" and node.tag == STRING and raw.lower() in ("true", "false"):
            fix = raw.lower()
        if fix:
            hint = f"Write `{fix}`.", f"`{fix}` と書く。"
        elif shape.type == "list":
            hint = f"Write `[{quoted(raw)}]`.", f"`[{quoted(raw)}]` と書く。"
    elif shape.type == "list" and isinstance(node, yaml.MappingNode):
        inner = shapes()[shape.inner].members
        if {"name", "value"} <= inner.keys():
            hint = (
                'Write a list of objects: `[{"name": "…", "value": "…"}]`.',
                'オブジェクトのリストにする: `[{"name": "…", "value": "…"}]`。',
            )
        else:
            hint = "Put the object into a list: `[{…}]`.", "オブジェクトをリストに入れる: `[{…}]`。"
    return problem("ecs/wrong-type", node, path, words, hint, replacement=fix)


def _scalar(node: yaml.ScalarNode, shape: Shape, path: str) -> Iterator[Problem]:
    raw = str(node.value)
    if shape.enum and raw not in shape.enum:
        near, certain = nearest(raw, shape.enum)
        names_en, names_ja = listed(shape.enum, last=20)
        words = (
            f"`{path}` must be {names_en}, not `{shown(raw)}`.",
            f"`{path}` に書けるのは {names_ja}（今は `{shown(raw)}`）。",
        )
        hint = (f"Did you mean `{near}`?", f"`{near}` の間違いか。") if near else None
        style = node.style if node.style in ("'", '"') else ""
        fix = f"{style}{near}{style}" if near and certain else None
        yield problem("ecs/enum", node, path, words, hint, replacement=fix)
    elif shape.type in ("integer", "long") and _WHOLE.fullmatch(raw):
        low, high = shape.bounds
        if (low is not None and int(raw) < low) or (high is not None and int(raw) > high):
            words = (
                f"`{path}` must be between {low} and {high}, not {raw}.",
                f"`{path}` は {low} 以上 {high} 以下（今は {raw}）。",
            )
            yield problem("ecs/range", node, path, words)
