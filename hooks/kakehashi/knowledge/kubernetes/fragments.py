"""Fragments placed by `Kind.path`: `Deployment.spec.template.spec`, `apps/v1/Deployment.spec.strategy`."""

from __future__ import annotations

import re

import yaml

from kakehashi.knowledge.kubernetes.manifest import Manifest
from kakehashi.knowledge.kubernetes.problem import Problem, listed, problem
from kakehashi.knowledge.kubernetes.schemas import FieldType, schemas_for
from kakehashi.knowledge.kubernetes.suggest import nearest

_PLACE = re.compile(r"(?:(?P<api>[\w.-]+/(?:v\w+)|v\d\w*)/)?(?P<kind>[A-Za-z]+)(?:\.(?P<path>.+))?")
_INDEX = re.compile(r"\[\d*\]$")


def fragment(
    root: yaml.Node,
    place: str,
    versions: tuple[str, ...],
    *,
    partial: bool = False,
    elisions: frozenset[int] = frozenset(),
) -> Manifest | Problem:
    """The manifest of a fragment at its place, or the problem that there is no such place.

    A fragment may be the object at the place, or, where the place is a list, the list or one of its items; and it may
    repeat the last step of the path as its only key (`containers:` for `Deployment.spec.template.spec.containers`).

    Args:
        root: The fragment's root node.
        place: `Kind.path` or `apiVersion/Kind.path`; list items are written `containers[]` or just `containers`.
        versions: Kubernetes minor versions it must be right for.
        partial: Required fields may be missing.
        elisions: Lines (from 0) holding a comment such as `# ...`.
    """
    schemas = schemas_for(versions)
    matched = _PLACE.fullmatch(place)
    if not matched:
        words = f"`{place}` is not a place: write `Kind.path`.", f"`{place}` は場所ではない。`Kind.path` と書く。"
        return problem("unknown-place", root, "", words)
    kind = matched["kind"]
    if kind not in schemas.kinds:
        near, _ = nearest(kind, schemas.kinds)
        return _no_place(root, place, kind, near)
    api_version = matched["api"] or schemas.kinds[kind][0]
    definition = schemas.definition_of(api_version, kind)
    if not definition:
        return _no_place(root, place, f"{api_version}/{kind}", f"{schemas.kinds[kind][0]}/{kind}")
    current = FieldType("definition", definition)
    last = ""
    for step in (matched["path"] or "").split(".") if matched["path"] else []:
        name = _INDEX.sub("", step)
        if current.shape == "list" and current.inner:
            current = current.inner
        if current.shape == "map" and current.inner:
            current, last = current.inner, name
            continue
        known = schemas.definition(current.name).fields if current.shape == "definition" else {}
        if name not in known:
            near, _ = nearest(name, known)
            return _no_place(root, place, name, near, sorted(known))
        current, last = known[name], name
        if name != step and current.shape == "list" and current.inner:
            current = current.inner
    return _placed(root, current, last, kind, versions, partial, elisions)


def _placed(
    root: yaml.Node,
    current: FieldType,
    last: str,
    kind: str,
    versions: tuple[str, ...],
    partial: bool,
    elisions: frozenset[int],
) -> Manifest:
    repeated = isinstance(root, yaml.MappingNode) and len(root.value) == 1 and root.value[0][0].value == last
    if repeated and isinstance(root, yaml.MappingNode):
        inner = schemas_for(versions).definition(current.name).fields if current.shape == "definition" else {}
        if last not in inner:
            root = root.value[0][1]
    if current.shape == "list" and current.inner and isinstance(root, yaml.MappingNode):
        current = current.inner
    return Manifest(
        root,
        versions,
        current.name if current.shape == "definition" else None,
        kind=kind,
        partial=partial,
        fragment=True,
        elisions=elisions,
        place=current,
    )


def _no_place(root: yaml.Node, place: str, name: str, near: str | None, known: list[str] | None = None) -> Problem:
    words = (
        f"`check=` places this at `{place}`, but there is no `{name}`.",
        f"`check=` の場所 `{place}` に `{name}` はない。",
    )
    hint = None
    if near:
        hint = f"Did you mean `{near}`?", f"`{near}` の間違いか。"
    elif known:
        names_en, names_ja = listed(known)
        hint = f"There is {names_en}.", f"あるのは {names_ja}。"
    return problem("unknown-place", root, "", words, hint)
