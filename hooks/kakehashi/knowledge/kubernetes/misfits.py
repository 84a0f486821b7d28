"""Values of the wrong type: what was found, what was wanted, and how to write it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from kakehashi.knowledge.kubernetes.problem import Problem, problem
from kakehashi.knowledge.kubernetes.schemas import Definition, FieldType
from kakehashi.knowledge.kubernetes.values import BOOL, FLOAT, INT, NULL, STRING, fields, key_text, scalar
from kakehashi.knowledge.kubernetes.words import Pair, described, quoted, shown, wanted

_TAGS = {
    "string": {STRING},
    "integer": {INT},
    "number": {INT, FLOAT},
    "boolean": {BOOL},
    "quantity": {STRING, INT, FLOAT},
    "int-or-string": {STRING, INT},
    "time": {STRING},
}
_WHOLE = re.compile(r"-?(0|[1-9]\d*)")


def fits(node: yaml.Node, name: str) -> bool:
    """Whether a node is of a scalar type (or of the free forms `object` and `any`) of the snapshot."""
    if name == "any":
        return True
    if name == "object":
        return isinstance(node, yaml.MappingNode)
    if not isinstance(node, yaml.ScalarNode):
        return False
    tag = node.tag if node.tag in (NULL, BOOL, INT, FLOAT) else STRING
    if tag == FLOAT and not isinstance(scalar(node), float):
        tag = STRING
    if name in ("integer", "int-or-string") and tag == FLOAT:
        return float(scalar(node)).is_integer()
    return tag in _TAGS[name]


def list_for_mapping(node: yaml.SequenceNode, definition: Definition) -> bool:
    """Whether a list was written where its one mapping was meant: the items' keys are the fields of the definition."""
    return bool(node.value) and all(
        isinstance(item, yaml.MappingNode) and fields(item).keys() <= definition.fields.keys() for item in node.value
    )


def misfit(
    node: yaml.Node, kind: FieldType, path: str, definition: Definition | None, key: yaml.Node | None = None
) -> Iterator[Problem]:
    """The problem of a value that is not of the wanted type; none where it fits.

    Args:
        node: The value.
        kind: The wanted type.
        path: Where the value is.
        definition: The wanted definition, where there is one.
        key: The key before the value.
    """
    if kind.shape == "scalar" and fits(node, kind.name):
        return
    found_en, found_ja = described(node)
    want_en, want_ja = wanted(kind)
    rule, hint, fix = "wrong-type", _hint(node, kind, definition), None
    if isinstance(node, yaml.ScalarNode):
        raw = str(node.value)
        if (
            kind.name in ("string", "time", "int-or-string")
            and kind.shape == "scalar"
            and node.tag in (BOOL, INT, FLOAT)
        ):
            rule, fix = "ambiguous-scalar", quoted(raw)
            hint = f"Quote it: `{fix}`.", f"引用符で囲む: `{fix}`。"
        elif node.tag == STRING and kind.shape == "scalar" and node.style in ("'", '"'):
            if kind.name in ("integer", "number") and _WHOLE.fullmatch(raw):
                fix = raw
            elif kind.name == "boolean" and raw.lower() in ("true", "false"):
                fix = raw.lower()
            if fix:
                hint = f"Write `{fix}` without quotes.", f"引用符なしで `{fix}` と書く。"
    # Lines that stand where one word belongs are wrong as a whole, from their key on.
    nested = kind.shape == "scalar" and isinstance(node, yaml.CollectionNode) and not node.flow_style
    yield problem(
        rule,
        key if nested and key is not None else node,
        path,
        (f"`{path}` expects {want_en}, not {found_en}.", f"`{path}` には{want_ja}を書く。今は{found_ja}。"),
        hint,
        replacement=fix,
    )


def _hint(node: yaml.Node, kind: FieldType, definition: Definition | None) -> Pair | None:
    if kind.shape == "list":
        return _list_hint(node, kind)
    if kind.shape == "map" and isinstance(node, yaml.SequenceNode):
        return "Remove the `- `: write `key: value` lines.", "`- ` を外し、`key: value` の行にする。"
    if kind.shape == "definition" and definition:
        if isinstance(node, yaml.SequenceNode):
            if list_for_mapping(node, definition):
                return (
                    "Remove the `- `: this is one mapping, not a list.",
                    "`- ` を外す。リストではなく 1 つのマッピング。",
                )
        elif isinstance(node, yaml.ScalarNode):
            first = definition.required[0] if definition.required else next(iter(sorted(definition.fields)), "")
            if first:
                shape = "…" if definition.fields[first].shape != "scalar" else shown(str(node.value))
                return (
                    f"Write a mapping, for example `{first}: {shape}`.",
                    f"`{first}: {shape}` のようなマッピングにする。",
                )
    return None


def _list_hint(node: yaml.Node, kind: FieldType) -> Pair | None:
    if isinstance(node, yaml.ScalarNode) and kind.name == "string":
        raw = str(node.value)
        return (
            f"Write `[{quoted(raw)}]` or put it on its own line after `- `.",
            f"`[{quoted(raw)}]` と書くか、`- ` の後に置く。",
        )
    if isinstance(node, yaml.MappingNode):
        entries = list(node.value)
        if (
            kind.name == "core.v1.EnvVar"
            and entries
            and all(isinstance(value, yaml.ScalarNode) for _, value in entries)
        ):
            name = key_text(entries[0][0])
            if name not in ("name", "value"):
                value = quoted(str(entries[0][1].value))
                return (
                    f"Write each variable as an item: `- name: {name}` and `value: {value}` below it.",
                    f"変数ごとに項目にする: `- name: {name}` とその下に `value: {value}`。",
                )
        return "Put `- ` before the first key of each item.", "各項目の最初のキーの前に `- ` を置く。"
    return None
