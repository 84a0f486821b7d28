"""Labels, annotations, taints and fields that are retired, from `data/kubernetes/retired.json`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import yaml

from kakehashi.knowledge.kubernetes.manifest import Manifest
from kakehashi.knowledge.kubernetes.problem import Problem, problem
from kakehashi.knowledge.kubernetes.schemas import DATA
from kakehashi.knowledge.kubernetes.values import fields, text

_KEY_FIELDS = {
    "core.v1.NodeSelectorRequirement": "key",
    "core.v1.Toleration": "key",
    "core.v1.Taint": "key",
    "core.v1.TopologySpreadConstraint": "topologyKey",
    "core.v1.PodAffinityTerm": "topologyKey",
}


@cache
def _retired() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((DATA / "retired.json").read_text(encoding="utf-8"))
    return loaded


def _keys(manifest: Manifest) -> Iterator[tuple[yaml.Node, str, str]]:
    for part in manifest.of("meta.v1.ObjectMeta"):
        for name in ("annotations", "labels"):
            for key, (node, _) in fields(part.value(name)).items():
                yield node, key, f"{part.at(name)}.{key}"
    for part in manifest.of("core.v1.PodSpec"):
        for key, (node, _) in fields(part.value("nodeSelector")).items():
            yield node, key, f"{part.at('nodeSelector')}.{key}"
    for definition, name in _KEY_FIELDS.items():
        for part in manifest.of(definition):
            value = part.value(name)
            raw = text(value)
            if value is not None and raw:
                yield value, raw, part.at(name)


def deprecated_key_problems(manifest: Manifest) -> Iterator[Problem]:
    """Retired label, annotation and taint keys (`deprecated-key`, a warning)."""
    table = _retired()["keys"]
    for node, key, path in _keys(manifest):
        fate = table.get(key) or table.get(f"{key.partition('/')[0]}/*")
        if fate:
            yield _problem("deprecated-key", node, path, key, fate)


def deprecated_field_problems(manifest: Manifest) -> Iterator[Problem]:
    """Retired fields (`deprecated-field`, a warning)."""
    for definition, names in _retired()["fields"].items():
        for part in manifest.of(definition):
            for name in names.keys() & part.fields.keys():
                if part.value(name) is not None and not (
                    part.text(name) == "" or part.fields[name][1].tag.endswith(":null")
                ):
                    yield _problem("deprecated-field", part.key(name), part.at(name), name, names[name])


def _problem(rule: str, node: yaml.Node, path: str, name: str, fate: dict[str, str]) -> Problem:
    since = fate.get("since")
    use = fate.get("use")
    hint = (f"Use `{use}`.", f"`{use}` を使う。") if use else (fate["en"], fate["ja"])
    if since == "":
        words = f"`{name}` does not belong in a manifest.", f"`{name}` はマニフェストに書くものではない。"
    elif since:
        words = f"`{name}` is deprecated since Kubernetes {since}.", f"`{name}` は Kubernetes {since} から非推奨。"
    else:
        words = f"`{name}` is deprecated.", f"`{name}` は非推奨。"
    # A key that only got a new name can be replaced as it stands; a field's new home is elsewhere.
    same_place = rule == "deprecated-key" and "/" in fate.get("use", "")
    plain = isinstance(node, yaml.ScalarNode) and not node.style
    return problem(
        rule, node, path, words, hint, replacement=fate["use"] if same_place and plain else None, severity="warning"
    )
