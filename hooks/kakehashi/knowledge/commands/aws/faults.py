"""What can be wrong inside a value, before it is known where in the word that is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kakehashi.knowledge.commands.aws.suggestions import nearest

Path = tuple[str | int, ...]

# A stretch of a value that is unknown (an expansion or a placeholder) is filled with this private-use character.
BLANK = "\ue000"
# Enumerations longer than this grow every week (instance types, Regions): the tool's copy of them is soon out of date.
_LONG = 100
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with the value at `path`, or with the key that ends `path`."""

    path: Path
    rule: str
    en: str
    ja: str
    where: Literal["key", "value"] = "value"
    suggestion_en: str | None = None
    suggestion_ja: str | None = None
    replacement: str | None = None
    severity: Literal["error", "warning"] = "error"


def shown(path: Path) -> str:
    """A path as people write it: `containerDefinitions[0].image`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


def listed(names: Iterable[str]) -> str:
    """The first few names, and how many more there are."""
    ordered = sorted(names)
    more = f" … ({len(ordered)})" if len(ordered) > _SHOWN else ""
    return ", ".join(ordered[:_SHOWN]) + more


def not_in_enumeration(path: Path, text: str, values: frozenset[str], rule: str = "aws/unknown-value") -> Fault:
    """A value that is none of those its enumeration has."""
    guess = nearest(text, values, 0.5)
    parts = text.replace(",", " ").split()
    if len(parts) > 1 and all(part in values for part in parts):
        hint: tuple[str | None, str | None] = "separate the values by spaces", "値は空白で区切ります"
        guess = None
    else:
        hint = (f"did you mean `{guess}`?", f"`{guess}` ではありませんか") if guess else (None, None)
    allowed = listed(values)
    # Some services take their values in any case, and know more than the tool's copy of a long list.
    lenient = rule == "aws/unknown-value" and (
        len(values) > _LONG or text.lower() in {value.lower() for value in values}
    )
    return Fault(
        path,
        rule,
        f"`{text}` is not an allowed value; allowed: {allowed}",
        f"`{text}` は指定できない値です。指定できる値: {allowed}",
        suggestion_en=hint[0],
        suggestion_ja=hint[1],
        replacement=guess,
        severity="warning" if lenient else "error",
    )


def unknown_key(path: Path, key: str, members: Iterable[str]) -> Fault:
    """A key that the structure does not have."""
    names = list(members)
    guess = nearest(key, names)
    place = shown(path[:-1])
    within_en, within_ja = (f" in `{place}`", f"`{place}` に") if place else ("", "")
    return Fault(
        path,
        "aws/unknown-key",
        f"unknown key `{key}`{within_en}; known: {listed(names)}",
        f"{within_ja}キー `{key}` はありません。使えるキー: {listed(names)}",
        where="key",
        suggestion_en=f"did you mean `{guess}`?" if guess else None,
        suggestion_ja=f"`{guess}` ではありませんか" if guess else None,
        replacement=guess,
    )


def missing_key(path: Path, key: str) -> Fault:
    """A key that the structure must have."""
    place = shown(path)
    en, ja = (f" in `{place}`", f"`{place}` に") if place else ("", "")
    return Fault(path, "aws/missing-key", f"missing key `{key}`{en}", f"{ja}必須のキー `{key}` がありません")


_TYPES = {
    "string": ("a string", "文字列"),
    "integer": ("an integer", "整数"),
    "float": ("a number", "数値"),
    "boolean": ("true or false", " true または false "),
    "timestamp": ("a date and time", "日時"),
    "list": ("a list", "リスト"),
    "map": ("a map", "マップ"),
    "structure": ("a structure", "構造体"),
    "blob": ("Base64 text", " Base64 の文字列"),
}


def wrong_type(path: Path, value: object, wanted: str) -> Fault:
    """A value of another type than the one that `wanted` names."""
    en, ja = _TYPES[wanted]
    text = value if isinstance(value, str) else repr(value)
    if len(text) > 40:
        text = text[:39] + "…"
    place = shown(path)
    head_en, head_ja = (f"`{place}` has to be", f"`{place}` は") if place else ("the value has to be", "値は")
    return Fault(
        path,
        "aws/invalid-value",
        f"{head_en} {en}, not `{text}`",
        f"{head_ja}{ja}でなければなりません（`{text}` は不可）",
    )


def too_small(path: Path, low: int, length: bool) -> Fault:
    """A number below its lowest value, or a text or list shorter than allowed."""
    place = shown(path)
    head_en, head_ja = (f"`{place}`: ", f"`{place}`: ") if place else ("", "")
    if length:
        return Fault(path, "aws/invalid-value", f"{head_en}shorter than {low}", f"{head_ja}長さは {low} 以上にします")
    return Fault(path, "aws/invalid-value", f"{head_en}less than {low}", f"{head_ja}{low} 以上にします")
