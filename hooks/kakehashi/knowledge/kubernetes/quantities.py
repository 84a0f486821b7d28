"""Quantities (`500m`, `128Mi`): their syntax, units that are surely a slip, requests against limits.

Grammar: the API reference's `Quantity`; a decimal number and one suffix of n, u, m, k, M, G, T, P, E, Ki, Mi, Gi, Ti,
Pi, Ei, or a decimal exponent. Value in base units: cores for cpu, bytes for memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

import yaml

from kakehashi.knowledge.kubernetes.manifest import Manifest, Part
from kakehashi.knowledge.kubernetes.problem import Problem, problem
from kakehashi.knowledge.kubernetes.values import fields, is_null, is_placeholder
from kakehashi.knowledge.kubernetes.words import shown

_DECIMAL = {"n": -9, "u": -6, "m": -3, "": 0, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18}
_BINARY = {"Ki": 1, "Mi": 2, "Gi": 3, "Ti": 4, "Pi": 5, "Ei": 6}
_QUANTITY = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))([a-zA-Z]*|[eE][+-]?\d+)")
_LOOSE = re.compile(r"([+-]?[\d.]+)\s*([a-zA-Z]*)\s*([a-zA-Z]?)")
_ECS_CPU_UNITS = 128
"""A whole number of cores from here on is surely a count of ECS CPU units (1024 to a core)."""


def amount(raw: str) -> Decimal | None:
    """The value of a quantity in base units, or None where the text is no quantity."""
    matched = _QUANTITY.fullmatch(raw)
    if not matched:
        return None
    number, suffix = matched.groups()
    try:
        if suffix in _DECIMAL:
            return Decimal(number).scaleb(_DECIMAL[suffix])
        if suffix in _BINARY:
            return Decimal(number) * Decimal(1024) ** _BINARY[suffix]
        if suffix[:1] in "eE" and len(suffix) < 5:
            return Decimal(number).scaleb(int(suffix[1:]))
    except (InvalidOperation, ValueError):
        pass
    return None


def repaired(raw: str) -> str | None:
    """The quantity a misspelt one most likely stands for: `500mb` → `500M`, `1 gi` → `1Gi`; None without a guess."""
    matched = _LOOSE.fullmatch(raw.strip())
    if not matched:
        return None
    number, unit = matched[1], (matched[2] + matched[3]).lower()
    if unit.startswith(("core", "cpu", "vcpu")):
        return number
    unit = unit.removesuffix("bytes").removesuffix("byte")
    if unit.endswith("b") and unit != "b":
        unit = unit[:-1]
    if unit in ("", "b"):
        return number
    if unit.endswith("i") and unit.capitalize() in _BINARY:
        return number + unit.capitalize()
    if unit in ("k", "m", "g", "t", "p", "e"):
        return number + (unit if unit == "k" else unit.upper())
    return {"kilo": number + "k", "mega": number + "M", "giga": number + "G", "mib": number + "Mi"}.get(unit)


def _quantities(manifest: Manifest) -> Iterator[tuple[Part, str, str, yaml.Node]]:
    """Every quantity: the part, its field, the resource (or "") and the node."""
    for definition, parts in manifest.by_definition.items():
        known = manifest.schemas.definition(definition).fields
        wanted = [name for name, kind in known.items() if kind.name == "quantity"]
        if not wanted:
            continue
        for part in parts:
            for name in wanted:
                node = part.value(name)
                if isinstance(node, yaml.MappingNode):
                    for resource, (_, value) in fields(node).items():
                        yield part, name, resource, value
                elif isinstance(node, yaml.SequenceNode):
                    for value in node.value:
                        yield part, name, "", value
                elif node is not None:
                    yield part, name, "", node


def quantity_problems(manifest: Manifest) -> Iterator[Problem]:
    """Quantities with a wrong form (`quantity`) and units that are surely a slip (`quantity-unit`, a warning)."""
    for part, name, resource, node in _quantities(manifest):
        if not isinstance(node, yaml.ScalarNode) or is_null(node) or is_placeholder(node):
            continue
        raw = str(node.value)
        path = f"{part.at(name)}.{resource}" if resource else part.at(name)
        value = amount(raw)
        if value is None:
            hint = _guess(raw)
            words = f"`{shown(raw)}` is not a quantity.", f"`{shown(raw)}` は数量の書き方ではない。"
            yield problem("quantity", node, path, words, hint)
        elif value < 0 and part.definition.startswith(("core.v1.ResourceReq", "core.v1.VolumeResourceReq")):
            words = f"`{path}` must not be negative.", f"`{path}` に負の値は書けない。"
            yield problem("quantity", node, path, words)
        elif part.definition in ("core.v1.ResourceRequirements", "core.v1.LimitRangeItem"):
            yield from _unit(node, raw, value, resource, path)


def _guess(raw: str) -> tuple[str, str] | None:
    guess = repaired(raw)
    if not guess or guess == raw or amount(guess) is None:
        return None
    if guess[-1] in "kMGT":
        binary = f"{guess[:-1]}{guess[-1].upper()}i"
        return f"Write `{binary}` or `{guess}`.", f"`{binary}` か `{guess}` と書く。"
    return f"Write `{guess}`.", f"`{guess}` と書く。"


def _unit(node: yaml.Node, raw: str, value: Decimal, resource: str, path: str) -> Iterator[Problem]:
    if resource in ("memory", "ephemeral-storage"):
        number = raw.rstrip("m")
        if raw.endswith("m"):
            words = (
                f"`{raw}` is {number} thousandths of a byte: `m` means milli.",
                f"`{raw}` は {number} / 1000 バイト。`m` はミリの意味。",
            )
        elif 0 < value < 1024 * 1024:
            words = f"`{raw}` is only {value} bytes.", f"`{raw}` は {value} バイトしかない。"
        else:
            return
        hint = (f"Write `{number}Mi`.", f"`{number}Mi` と書く。") if number.isdecimal() else None
        yield problem("quantity-unit", node, path, words, hint, severity="warning")
    elif resource == "cpu":
        if value >= _ECS_CPU_UNITS and raw.isdecimal():
            millis = int(value) * 1000 // 1024
            words = f"`cpu: {raw}` asks for {raw} whole cores.", f"`cpu: {raw}` は {raw} コアを求める。"
            hint = (
                f"ECS CPU units are not cores: write `{raw}m`, or `{millis}m` for {raw} ECS units.",
                f"ECS の CPU ユニットとは違う。`{raw}m`、または ECS の {raw} ユニットなら `{millis}m` と書く。",
            )
            yield problem("quantity-unit", node, path, words, hint, severity="warning")
        elif raw[-1:] in "iMGT":
            words = f"`{raw}` is no sensible amount of CPU.", f"`{raw}` は CPU の量として意味がない。"
            hint = "Write cores (`0.5`) or millicores (`500m`).", "コア（`0.5`）かミリコア（`500m`）で書く。"
            yield problem("quantity-unit", node, path, words, hint, severity="warning")
        elif 0 < value < Decimal("0.001"):
            words = "CPU is counted in steps of 1m (0.001 core).", "CPU の最小単位は 1m（0.001 コア）。"
            yield problem("quantity-unit", node, path, words, severity="warning")


def request_limit_problems(manifest: Manifest) -> Iterator[Problem]:
    """Requests above the limit of the same resource: the API refuses them (`request-above-limit`)."""
    for part in manifest.of("core.v1.ResourceRequirements", "core.v1.VolumeResourceRequirements"):
        limits = fields(part.value("limits"))
        for resource, (_, node) in fields(part.value("requests")).items():
            limit = limits.get(resource)
            if not limit or not isinstance(node, yaml.ScalarNode) or not isinstance(limit[1], yaml.ScalarNode):
                continue
            asked, allowed = amount(str(node.value)), amount(str(limit[1].value))
            if asked is not None and allowed is not None and asked > allowed:
                path = f"{part.at('requests')}.{resource}"
                words = (
                    f"The {resource} request `{node.value}` is above the limit `{limit[1].value}`.",
                    f"{resource} の要求 `{node.value}` が上限 `{limit[1].value}` を超えている。",
                )
                yield problem("request-above-limit", node, path, words)
