"""YAML in a writer's words: what a value is, and what a field wants, in English and Japanese."""

from __future__ import annotations

import json

import yaml

from kakehashi.knowledge.kubernetes.schemas import FieldType
from kakehashi.knowledge.kubernetes.values import BOOL, FLOAT, INT, NULL, scalar

Pair = tuple[str, str]

_WANTED: dict[str, Pair] = {
    "string": ("text", "文字列"),
    "integer": ("a whole number", "整数"),
    "number": ("a number", "数値"),
    "boolean": ("`true` or `false`", " `true` か `false` "),
    "object": ("a mapping (`key: value`)", "マッピング（`key: value`）"),
    "quantity": ("a quantity such as `500m` or `128Mi`", " `500m` や `128Mi` のような数量"),
    "int-or-string": ("a whole number or text", "整数か文字列"),
    "time": ("a time such as `2026-01-31T09:00:00Z`", " `2026-01-31T09:00:00Z` のような日時"),
    "any": ("any value", "任意の値"),
}


def wanted(kind: FieldType) -> Pair:
    """What a field takes, as the object of "expects"."""
    if kind.shape == "list":
        assert kind.inner
        if kind.inner.shape == "definition":
            return "a list of mappings (each item starts with `- `)", "マッピングのリスト（各項目は `- ` で始める）"
        return "a list (each item starts with `- `)", "リスト（各項目は `- ` で始める）"
    if kind.shape in ("map", "definition"):
        return "a mapping (`key: value`)", "マッピング（`key: value`）"
    return _WANTED[kind.name]


def shown(raw: str, limit: int = 40) -> str:
    """A value as it is quoted in a message: one line, not too long."""
    flat = " ".join(raw.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def described(node: yaml.Node) -> Pair:
    """What a value is, with the surprise explained where YAML reads something else than was written."""
    if isinstance(node, yaml.SequenceNode):
        return "a list", "リスト"
    if not isinstance(node, yaml.ScalarNode):
        return "a mapping", "マッピング"
    raw = shown(str(node.value))
    value = scalar(node)
    if node.tag == NULL:
        return "nothing", "空（null）"
    if node.tag == BOOL:
        word = "true" if value else "false"
        if raw != word:
            return (
                f"the boolean {word} (YAML reads `{raw}` as {word})",
                f"真偽値 {word}（YAML は `{raw}` を {word} と読む）",
            )
        return f"the boolean {word}", f"真偽値 {word}"
    if node.tag == INT:
        if str(value) != raw.lstrip("+"):
            base = (
                "octal"
                if raw.lstrip("+-").startswith("0") and raw.lstrip("+-")[1:2] not in "xXbB"
                else "written in another base"
            )
            base_ja = " 8 進数" if base == "octal" else "別の基数"
            return (
                f"the number {value} (YAML reads `{raw}` as {base})",
                f"数値 {value}（YAML は `{raw}` を{base_ja}と読む）",
            )
        return f"the number {raw}", f"数値 {raw}"
    if node.tag == FLOAT:
        plain = json.dumps(value)
        if plain != raw:
            return (
                f"the number {plain} (YAML reads `{raw}` as a number)",
                f"数値 {plain}（YAML は `{raw}` を数値と読む）",
            )
        return f"the number {raw}", f"数値 {raw}"
    return f"the text `{raw}`", f"文字列 `{raw}`"


def quoted(raw: str) -> str:
    """The text of a scalar in double quotes, as YAML writes it."""
    return json.dumps(raw, ensure_ascii=False)
