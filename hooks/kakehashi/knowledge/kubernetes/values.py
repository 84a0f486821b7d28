"""Plain values out of YAML nodes, read as sigs.k8s.io/yaml reads them, and what counts as a placeholder."""

from __future__ import annotations

import re
from typing import Any

import yaml

MAX_NODES = 50_000
"""Most nodes one document may have after its aliases are expanded."""

MAX_DEPTH = 120
"""Deepest nesting that is read."""

PLACEHOLDER = re.compile(
    r"<[^<>\n]+>|\$\{[^}\n]*\}|\$\([^)\n]*\)|\{\{.*?\}\}|\{%.*?%\}|\$[A-Za-z_]\w*|^\[[A-Za-z][\w .-]*\]$"
    r"|(?i:replace[-_]?me|replace[-_]with|your[-_]|change[-_]?me)|^REPLACE_|^\.{3,}$|^…$|^x{3,}$|^X{3,}$"
    r"|^[\w-]+(?: ?\| ?[\w-]+)+$|^true/false$|\{[A-Z][A-Z0-9_]+\}"
)
"""A scalar the reader is to fill in: `<name>`, `${VAR}`, `{{ .Values.x }}`, `REPLACE_ME`, or a choice: `a | b`."""

STRING, NULL = "tag:yaml.org,2002:str", "tag:yaml.org,2002:null"
BOOL, INT, FLOAT = "tag:yaml.org,2002:bool", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float"
MERGE = "tag:yaml.org,2002:merge"

_ELISION = re.compile(
    r"#\s*(?:\.{3}|…|⋮|[(（\[<]?(?:snip|omitted|省略|中略|以下略|略|以下同)"
    r"|(?:the )?(?:rest|remaining|other) (?:of|fields|spec)\b)",
    re.IGNORECASE,
)

Fields = dict[str, tuple[yaml.Node, yaml.Node]]


class TooManyNodesError(ValueError):
    """The document grows beyond `MAX_NODES` (an alias bomb) or `MAX_DEPTH`."""


def is_null(node: yaml.Node) -> bool:
    """Whether the node is YAML's null, written or left empty."""
    return node.tag == NULL


def is_placeholder(node: yaml.Node) -> bool:
    """Whether the node stands for something to fill in.

    Without quotes YAML reads `{{ x }}` as a mapping with a mapping as key, and `{x}` as a mapping with one empty value.
    """
    if isinstance(node, yaml.ScalarNode):
        return bool(PLACEHOLDER.search(node.value))
    if isinstance(node, yaml.SequenceNode):
        # `[...]` stands for a list, or for lines that were left out.
        return len(node.value) == 1 and node.value[0].value in ("...", "…")
    if not isinstance(node, yaml.MappingNode):
        return False
    if node.flow_style and len(node.value) == 1:
        key, value = node.value[0]
        if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode) and not key.style:
            return bool(value.tag == NULL and not value.value)
    return any(isinstance(key, yaml.MappingNode) for key, _ in node.value)


def text(node: yaml.Node | None) -> str | None:
    """The text of a scalar that is not null and not a placeholder, whatever its type; otherwise None."""
    if isinstance(node, yaml.ScalarNode) and node.tag != NULL and not PLACEHOLDER.search(node.value):
        return str(node.value)
    return None


def scalar(node: yaml.ScalarNode) -> Any:
    """The value of a scalar node: None, bool, int, float or str."""
    tag, raw = node.tag, node.value
    if tag == NULL:
        return None
    if tag == BOOL:
        return raw.lower() in ("true", "yes", "on", "y")
    if tag == INT:
        return _integer(raw)
    if tag == FLOAT:
        return _number(raw)
    return raw


def _integer(raw: str) -> int | str:
    digits = raw.replace("_", "").lower()
    sign = -1 if digits.startswith("-") else 1
    digits = digits.lstrip("+-")
    try:
        if digits.startswith(("0b", "0x", "0o")):
            return sign * int(digits, 0)
        if len(digits) > 1 and digits.startswith("0"):
            return sign * int(digits, 8)
        return sign * int(digits)
    except ValueError:
        return raw


def _number(raw: str) -> float | str:
    digits = raw.replace("_", "").lower()
    if digits.lstrip("+-") in (".inf", ".nan"):
        # JSON has neither; the tools refuse them, so they stay text here and fail a number's schema.
        return raw
    try:
        return float(digits)
    except ValueError:
        return raw


def key_text(node: yaml.Node) -> str:
    """A mapping key as JSON knows it: `true` for `on`, digits for a number; empty for a collection."""
    if not isinstance(node, yaml.ScalarNode):
        return ""
    if node.tag == BOOL:
        return "true" if scalar(node) else "false"
    if node.tag in (INT, FLOAT):
        return str(scalar(node))
    return str(node.value)


def fields(node: yaml.Node | None) -> Fields:
    """The entries of a mapping by key, merge keys (`<<`) followed; empty for anything else."""
    if not isinstance(node, yaml.MappingNode):
        return {}
    found: Fields = {}
    merged: list[yaml.Node] = []
    for key, value in node.value:
        if key.tag == STRING:
            found[key.value] = (key, value)
        elif key.tag == MERGE:
            merged.extend(_sources(value))
        else:
            found[key_text(key)] = (key, value)
    if merged:
        _merge(found, merged, node)
    return found


def _sources(value: yaml.Node) -> list[yaml.Node]:
    return list(value.value) if isinstance(value, yaml.SequenceNode) else [value]


def _merge(found: Fields, sources: list[yaml.Node], node: yaml.Node) -> None:
    """Add the entries of merged mappings, earlier ones first; each mapping counts once, so no nest of aliases grows."""
    seen = {id(node)}
    stack = sources[::-1]
    while stack:
        source = stack.pop()
        if id(source) in seen or not isinstance(source, yaml.MappingNode):
            continue
        seen.add(id(source))
        inner: list[yaml.Node] = []
        own: Fields = {}
        for key, value in source.value:
            if key.tag == MERGE:
                inner.extend(_sources(value))
            else:
                own[key_text(key)] = (key, value)
        for name, entry in own.items():
            found.setdefault(name, entry)
        stack.extend(reversed(inner))


def items(node: yaml.Node | None) -> list[yaml.Node]:
    """The items of a sequence node; empty for anything else."""
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def construct(root: yaml.Node) -> Any:
    """The plain value of a document: dict, list, str, int, float, bool or None.

    Raises:
        TooManyNodesError: The document is too large once its aliases are expanded, or too deep.
    """
    budget = MAX_NODES

    def build(node: yaml.Node, depth: int) -> Any:
        nonlocal budget
        budget -= 1
        if budget < 0 or depth > MAX_DEPTH:
            raise TooManyNodesError(f"more than {MAX_NODES} nodes or {MAX_DEPTH} levels")
        if isinstance(node, yaml.ScalarNode):
            return scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return [build(item, depth + 1) for item in node.value]
        if any(isinstance(key, yaml.MappingNode) for key, _ in node.value):
            return "{{ }}"
        if any(key.tag == MERGE for key, _ in node.value):
            return {name: build(value, depth + 1) for name, (_, value) in fields(node).items()}
        return {key_text(key): build(value, depth + 1) for key, value in node.value}

    return build(root, 0)


def elisions(source: str) -> frozenset[int]:
    """The lines (from 0) of a YAML text that hold nothing but a comment such as `# ...`."""
    return frozenset(n for n, line in enumerate(source.split("\n")) if _ELISION.match(line.strip()))
