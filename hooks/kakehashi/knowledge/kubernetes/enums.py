"""Fields that take one of a fixed set of words, from `data/kubernetes/enums.json`, and a few other sets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache

import yaml

from kakehashi.knowledge.kubernetes.manifest import Manifest
from kakehashi.knowledge.kubernetes.problem import Problem, listed, problem
from kakehashi.knowledge.kubernetes.schemas import DATA
from kakehashi.knowledge.kubernetes.suggest import nearest
from kakehashi.knowledge.kubernetes.values import STRING, fields, is_placeholder, items, text
from kakehashi.knowledge.kubernetes.words import shown

_POD_SECURITY = re.compile(r"pod-security\.kubernetes\.io/(enforce|audit|warn)(-version)?")
_POD_SECURITY_LEVELS = ("privileged", "baseline", "restricted")
VERBS = ("get", "list", "watch", "create", "update", "patch", "delete", "deletecollection")
"""The verbs every API object knows, as RBAC rules write them."""
_OTHER_VERBS = {
    "*",
    "use",
    "bind",
    "escalate",
    "impersonate",
    "approve",
    "sign",
    "attest",
    "proxy",
    "connect",
    "request",
}
_HTTP_VERBS = {"post": "create", "put": "update", "head": "get", "options": "get", "read": "get", "remove": "delete"}


@cache
def _allowed() -> dict[str, dict[str, list[str]]]:
    loaded: dict[str, dict[str, list[str]]] = json.loads((DATA / "enums.json").read_text(encoding="utf-8"))["fields"]
    return loaded


def enum_problems(manifest: Manifest) -> Iterator[Problem]:
    """Values outside the fixed set of their field (`enum`)."""
    table = _allowed()
    for definition, parts in manifest.by_definition.items():
        allowed = table.get(definition)
        if not allowed:
            continue
        for part in parts:
            for name in allowed.keys() & part.fields.keys():
                value = part.value(name)
                nodes = items(value) if isinstance(value, yaml.SequenceNode) else [value]
                for node in nodes:
                    if node is not None:
                        yield from _check(node, part.at(name), allowed[name])
    yield from _pod_security(manifest)
    yield from _verbs(manifest)


def _check(node: yaml.Node, path: str, allowed: list[str]) -> Iterator[Problem]:
    if not isinstance(node, yaml.ScalarNode) or node.tag != STRING or is_placeholder(node):
        return
    raw = str(node.value)
    if (
        not raw
        or raw in allowed
        or any(word.endswith("*") and len(word) > 1 and raw.startswith(word[:-1]) for word in allowed)
    ):
        return
    yield _problem(node, path, raw, allowed)


def _problem(node: yaml.Node, path: str, raw: str, allowed: list[str] | tuple[str, ...]) -> Problem:
    near, certain = nearest(raw, [word for word in allowed if word])
    names_en, names_ja = listed([word for word in allowed if word], last=20)
    hint = (f"Did you mean `{near}`?", f"`{near}` の間違いか。") if near else None
    fix = None
    if certain and near and isinstance(node, yaml.ScalarNode):
        fix = f"{node.style or ''}{near}{node.style or ''}" if node.style in (None, "", "'", '"') else None
    words = (
        f"`{path}` must be {names_en}, not `{shown(raw)}`.",
        f"`{path}` に書けるのは {names_ja}（今は `{shown(raw)}`）。",
    )
    return problem("enum", node, path, words, hint, replacement=fix)


def _pod_security(manifest: Manifest) -> Iterator[Problem]:
    if manifest.kind != "Namespace":
        return
    labels = manifest.metadata.get("labels")
    for name, (_, node) in fields(labels[1] if labels else None).items():
        matched = _POD_SECURITY.fullmatch(name)
        value = text(node)
        if name.startswith("pod-security.kubernetes.io/") and not matched:
            near, _ = nearest(name.rpartition("/")[2], ["enforce", "audit", "warn"])
            words = f"`{name}` is not a Pod Security label.", f"`{name}` は Pod Security のラベルではない。"
            hint = (
                f"Did you mean `pod-security.kubernetes.io/{near}`?",
                f"`pod-security.kubernetes.io/{near}` の間違いか。",
            )
            yield problem("enum", node, f"metadata.labels.{name}", words, hint if near else None)
        elif matched and value and not matched[2] and value not in _POD_SECURITY_LEVELS:
            yield _problem(node, f"metadata.labels.{name}", value, _POD_SECURITY_LEVELS)
        elif matched and value and matched[2] and not re.fullmatch(r"latest|v1\.\d+", value):
            yield _problem(node, f"metadata.labels.{name}", value, ("latest", f"v{manifest.versions[-1]}"))


def _verbs(manifest: Manifest) -> Iterator[Problem]:
    for part in manifest.of("rbac.v1.PolicyRule"):
        if part.value("nonResourceURLs") is not None:
            continue
        for index, node in enumerate(items(part.value("verbs"))):
            raw = text(node)
            if not raw or raw in VERBS or raw in _OTHER_VERBS:
                continue
            near, certain = nearest(raw, VERBS)
            near = _HTTP_VERBS.get(raw.lower(), near)
            # Verbs are open; only one that is nearly a known verb is surely a slip.
            if near:
                words = f"`{raw}` is not a verb of the API.", f"`{raw}` は API の動詞ではない。"
                hint = f"Did you mean `{near}`?", f"`{near}` の間違いか。"
                fix = near if certain and isinstance(node, yaml.ScalarNode) and not node.style else None
                yield problem("enum", node, f"{part.at('verbs')}[{index}]", words, hint, replacement=fix)
