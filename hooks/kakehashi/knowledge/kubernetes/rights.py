"""What RBAC rules and bindings name: resources of their API groups, roles that a binding may refer to.

Source: kubernetes.io/docs/reference/access-authn-authz/rbac/; the resource types of the API as kubectl lists them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import yaml

from kakehashi.knowledge.commands.kubectl.resources import table
from kakehashi.knowledge.kubernetes.manifest import Manifest, Part
from kakehashi.knowledge.kubernetes.problem import Problem, listed, problem
from kakehashi.knowledge.kubernetes.suggest import nearest
from kakehashi.knowledge.kubernetes.values import items, text
from kakehashi.knowledge.kubernetes.words import shown


@cache
def _by_group() -> dict[str, dict[str, str]]:
    """The built-in resource types: group → plural → kind."""
    found: dict[str, dict[str, str]] = {}
    for kind in table().types:
        if kind.built_in:
            found.setdefault(kind.group, {})[kind.plural] = kind.kind
    return found


def rights_problems(manifest: Manifest) -> Iterator[Problem]:
    """Rules about resources that their API groups do not have, and roles a binding cannot refer to (`enum`)."""
    for part in manifest.of("rbac.v1.PolicyRule"):
        yield from _resources(part)
    if manifest.kind == "ClusterRoleBinding":
        for part in manifest.of("rbac.v1.RoleRef"):
            node = part.value("kind")
            if part.text("kind") == "Role" and node is not None:
                words = (
                    "A ClusterRoleBinding can refer to a ClusterRole only.",
                    "ClusterRoleBinding が参照できるのは ClusterRole だけ。",
                )
                hint = (
                    "Use a RoleBinding, or a ClusterRole.",
                    "RoleBinding を使うか、ClusterRole を参照する。",
                )
                yield problem("enum", node, part.at("kind"), words, hint)


def _resources(part: Part) -> Iterator[Problem]:
    groups = [text(node) for node in items(part.value("apiGroups"))]
    known = _by_group()
    if not groups or any(group is None or group not in known for group in groups):
        return
    here = {plural: kind for group in groups for plural, kind in known[str(group)].items()}
    for index, node in enumerate(items(part.value("resources"))):
        raw = text(node)
        base, slash, rest = (raw or "*").partition("/")
        if base == "*" or base in here or raw is None:
            continue
        yield from _resource(node, f"{part.at('resources')}[{index}]", base, slash + rest, here)


def _resource(node: yaml.Node, path: str, base: str, rest: str, here: dict[str, str]) -> Iterator[Problem]:
    homes = [group for group, types in _by_group().items() if base in types]
    if homes:
        names_en, names_ja = listed(homes)
        words = (
            f"`{base}` is in the API group {names_en}, not in those of this rule.",
            f"`{base}` の API グループは {names_ja} で、このルールの apiGroups にはない。",
        )
        hint = f'Write `apiGroups: ["{homes[0]}"]`.', f'`apiGroups: ["{homes[0]}"]` と書く。'
        yield problem("enum", node, path, words, hint)
        return
    meant = next((plural for plural, kind in here.items() if base.lower() in (plural, kind.lower())), None)
    everywhere = {plural: kind for types in _by_group().values() for plural, kind in types.items()}
    meant = meant or next(
        (plural for plural, kind in everywhere.items() if base.lower() in (plural, kind.lower())), None
    )
    meant = meant or nearest(base, here)[0]
    if meant:
        words = (
            f"There is no resource `{shown(base)}`: rules name the plural in lower case.",
            f"`{shown(base)}` というリソースはない。ルールには小文字の複数形を書く。",
        )
        hint = f"Write `{meant}{rest}`.", f"`{meant}{rest}` と書く。"
        yield problem("enum", node, path, words, hint)
