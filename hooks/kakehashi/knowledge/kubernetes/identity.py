"""What a document is (built-in, custom, a tool's configuration), and whether its apiVersion is still served."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

import yaml

from kakehashi.knowledge.kubernetes.manifest import Manifest
from kakehashi.knowledge.kubernetes.problem import Problem, listed, problem, version_words
from kakehashi.knowledge.kubernetes.schemas import DATA, Schemas, schemas_for
from kakehashi.knowledge.kubernetes.suggest import nearest
from kakehashi.knowledge.kubernetes.values import Fields, TooManyNodesError, construct, fields, is_placeholder, text

Class = Literal["built-in", "list", "custom", "tool", "unknown-custom", "removed", "fragment", "not-kubernetes"]
KnowsCustom = Callable[[str, str], bool]
"""Whether a schema is known for a custom (apiVersion, kind)."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document is.

    Args:
        classification: `built-in`; `list` (its items are documents of their own); `custom` (a known project's group);
            `tool` (a file some tool reads itself); `unknown-custom` (nothing known: unchecked); `removed` (no version
            serves it); `fragment` (neither apiVersion nor kind); `not-kubernetes` (another tool's format).
        api_version: As written, or "".
        kind: As written, or "".
        definition: The definition to check it by, also where apiVersion or kind is only misspelt; None without one.
        owner: The project or tool of a custom group or tool configuration, or "".
    """

    classification: Class
    api_version: str = ""
    kind: str = ""
    definition: str | None = None
    owner: str = ""


_OBJECT_FIELDS = {"apiVersion", "kind", "metadata", "spec", "status", "data", "items"}


@cache
def _data(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


def _group(api_version: str) -> str:
    return api_version.rpartition("/")[0]


def _owner(table: dict[str, str], group: str) -> str:
    """The owner of a group, or of a domain it lies in (`sns.services.k8s.aws` in `services.k8s.aws`)."""
    while group:
        if group in table:
            return table[group]
        group = group.partition(".")[2]
    return ""


@lru_cache(maxsize=64)
def identify(root: yaml.Node, versions: tuple[str, ...], knows_custom: KnowsCustom | None = None) -> Identity:
    """What a document is; never raises, says nothing about errors (see `identity_problems`).

    Args:
        root: The document's root node.
        versions: Kubernetes minor versions.
        knows_custom: Asked about apiVersion and kind of anything not built in.
    """
    found = fields(root)
    api_version, kind = _scalar(found, "apiVersion"), _scalar(found, "kind")
    if not api_version or not kind:
        if api_version and {"name", "version"} <= found.keys() and "metadata" not in found:
            return Identity("tool", api_version, "", owner="Helm")
        if not api_version and not kind and not _looks_like_object(found):
            return Identity("fragment" if isinstance(root, yaml.MappingNode) else "not-kubernetes")
        if (api_version or kind) and not found.keys() & {"metadata", "spec", "data", "items"}:
            # `apiVersion: 1` opens a file of Grafana, `kind: pipeline` one of Drone.
            known = schemas_for(versions)
            if kind not in known.kinds and _group(api_version) not in known.groups - {""}:
                return Identity("not-kubernetes", api_version, kind)
    schemas = schemas_for(versions)
    definition = schemas.definition_of(api_version, kind)
    if definition and not kind.endswith("List"):
        return Identity("built-in", api_version, kind, definition)
    if kind.endswith("List") and "items" in found:
        return Identity("list", api_version, kind)
    group = _group(api_version)
    groups = _data("groups")
    if api_version == "v1" and kind == "Config":
        return Identity("tool", api_version, kind, owner="kubectl")
    built_in = group in schemas.groups
    tool = "" if built_in else _owner(groups["tools"], group)
    if tool:
        return Identity("tool", api_version, kind, owner=tool)
    if f"{api_version}/{kind}" in _data("apis")["apis"] or group in groups["legacy"]:
        return Identity("removed", api_version, kind)
    owner = "" if built_in else _owner(groups["custom"], group)
    if owner or (knows_custom and knows_custom(api_version, kind)):
        return Identity("custom", api_version, kind, owner=owner)
    right = _meant(schemas, api_version, kind)
    if right:
        return Identity("built-in", api_version, kind, schemas.definition_of(*right))
    if "." in group and group not in schemas.groups and not _near_group(schemas, group):
        return Identity("unknown-custom", api_version, kind)
    return Identity("removed" if group in schemas.groups else "unknown-custom", api_version, kind)


def _scalar(found: Fields, name: str) -> str:
    return text(found.get(name, (None, None))[1]) or ""


def _looks_like_object(found: Fields) -> bool:
    lower = {name.lower() for name in found}
    return {"apiversion", "kind"} <= lower and not {"apiVersion", "kind"} <= found.keys()


def _near_group(schemas: Schemas, group: str) -> str | None:
    known = [name for name in schemas.groups if name]
    first = [name for name in known if name.partition(".")[0] == group.partition(".")[0] and name != group]
    near, _ = nearest(group, known)
    if f"{group}.k8s.io" in known:
        return f"{group}.k8s.io"
    return near or (first[0] if first and group.endswith(".k8s.io") else None)


def _meant(schemas: Schemas, api_version: str, kind: str) -> tuple[str, str] | None:
    """The built-in (apiVersion, kind) a wrong one stands for, or None where it may be someone's custom resource."""
    group = _group(api_version)
    foreign = "." in group and group not in schemas.groups and not group.endswith(".k8s.io")
    if foreign and not _near_group(schemas, group):
        return None
    right = kind
    if kind not in schemas.kinds:
        near, certain = nearest(kind, [name for name in schemas.kinds if not name.endswith("List")])
        if not near or not (certain or group in schemas.groups):
            return None
        right = near
    served = schemas.kinds[right]
    return (api_version if api_version in served else served[0]), right


def identity_problems(
    root: yaml.Node, versions: tuple[str, ...], knows_custom: KnowsCustom | None = None
) -> Iterator[Problem]:
    """A missing, misspelt, removed or deprecated apiVersion or kind.

    Rules: `missing-identity`, `unknown-kind`, `unknown-api-version`, `removed-api`, `deprecated-api`, `newer-api`.
    """
    found = fields(root)
    identity = identify(root, versions, knows_custom)
    if identity.classification in ("fragment", "not-kubernetes", "tool", "custom", "list"):
        return
    missing = [name for name in ("apiVersion", "kind") if name not in found]
    if missing:
        yield from _missing(root, found, missing, identity, versions)
        return
    entry, kind_entry = found["apiVersion"], found["kind"]
    if is_placeholder(entry[1]) or is_placeholder(kind_entry[1]):
        return
    schemas = schemas_for(versions)
    fate = _data("apis")["apis"].get(f"{identity.api_version}/{identity.kind}")
    if fate:
        yield from _fate(root, entry[1], identity, fate, schemas)
    elif identity.definition and identity.definition == schemas.definition_of(identity.api_version, identity.kind):
        yield from _newer(entry[1], identity, schemas)
    else:
        yield from _unknown(found, identity, schemas)


def _missing(
    root: yaml.Node, found: Fields, missing: list[str], identity: Identity, versions: tuple[str, ...]
) -> Iterator[Problem]:
    for name in missing:
        near, certain = nearest(name, [key for key in found if key not in _OBJECT_FIELDS])
        if near:
            node = found[near][0]
            words = f"The field is `{name}`, not `{near}`.", f"フィールド名は `{name}`（`{near}` ではない）。"
            hint = f"Write `{name}`.", f"`{name}` と書く。"
            yield problem("missing-identity", node, name, words, hint, replacement=name if certain else None)
            continue
        other = found.get("kind" if name == "apiVersion" else "apiVersion")
        advice = None
        if name == "apiVersion" and identity.kind:
            served = schemas_for(versions).kinds.get(identity.kind)
            if served:
                advice = f"Add `apiVersion: {served[0]}`.", f"`apiVersion: {served[0]}` を加える。"
        words = f"The object has no `{name}`.", f"オブジェクトに `{name}` がない。"
        yield problem("missing-identity", other[0] if other else root, name, words, advice)


def _fate(
    root: yaml.Node, node: yaml.Node, identity: Identity, fate: dict[str, str], schemas: Schemas
) -> Iterator[Problem]:
    removed, deprecated = fate.get("removed"), fate.get("deprecated")
    gone = tuple(v for v in schemas.versions if removed and _number(v) >= _number(removed))
    old = tuple(v for v in schemas.versions if deprecated and _number(v) >= _number(deprecated))
    api = f"`{identity.api_version}` {identity.kind}"
    hint = (fate["en"], fate["ja"]) if "en" in fate else None
    fix = None
    if "use" in fate:
        heir = fate.get("kind", identity.kind)
        hint = f"Use `apiVersion: {fate['use']}`.", f"`apiVersion: {fate['use']}` を使う。"
        if heir != identity.kind:
            hint = f"Use {heir} (`{fate['use']}`).", f"{heir}（`{fate['use']}`）を使う。"
        elif _fits(root, schemas, fate["use"], heir):
            fix = fate["use"]
    if gone:
        words = f"{api} is not served since Kubernetes {removed}.", f"{api} は Kubernetes {removed} で廃止された。"
        if gone != schemas.versions:
            gone_en, gone_ja = version_words(gone)
            words = f"{words[0][:-1]} (so not in {gone_en}).", f"{words[1][:-1]}（{gone_ja} では使えない）。"
        yield problem(
            "removed-api",
            node,
            "apiVersion",
            words,
            hint,
            replacement=fix,
            versions=() if gone == schemas.versions else gone,
        )
    elif old:
        words = f"{api} is deprecated since Kubernetes {deprecated}.", f"{api} は Kubernetes {deprecated} から非推奨。"
        yield problem("deprecated-api", node, "apiVersion", words, hint, severity="warning")


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _fits(root: yaml.Node, schemas: Schemas, api_version: str, kind: str) -> bool:
    """Whether the object needs no more than the new apiVersion."""
    definition = schemas.definition_of(api_version, kind)
    try:
        return bool(definition) and schemas.validator(str(definition)).is_valid(construct(root))
    except TooManyNodesError:
        return False


def _newer(node: yaml.Node, identity: Identity, schemas: Schemas) -> Iterator[Problem]:
    assert identity.definition
    served = schemas.versions_of(identity.definition)
    lacking = tuple(version for version in schemas.versions if version not in served)
    if lacking:
        lack_en, lack_ja = version_words(lacking)
        yield problem(
            "newer-api",
            node,
            "apiVersion",
            (
                f"`{identity.api_version}` {identity.kind} is not in {lack_en}; it is served since {served[0]}.",
                f"`{identity.api_version}` {identity.kind} は {lack_ja} にはない（{served[0]} から）。",
            ),
            severity="warning",
            versions=lacking,
        )


def _unknown(found: Fields, identity: Identity, schemas: Schemas) -> Iterator[Problem]:
    (_, api_node), (_, kind_node) = found["apiVersion"], found["kind"]
    group = _group(identity.api_version)
    right = _meant(schemas, identity.api_version, identity.kind) if identity.definition else None
    if right and right[1] != identity.kind:
        certain = right[1].lower() == identity.kind.lower()
        words = f"There is no kind `{identity.kind}`.", f"`{identity.kind}` という kind はない。"
        hint = f"Did you mean `{right[1]}`?", f"`{right[1]}` の間違いか。"
        yield problem("unknown-kind", kind_node, "kind", words, hint, replacement=right[1] if certain else None)
    if right and right[0] != identity.api_version:
        served = schemas.kinds[right[1]]
        names_en, names_ja = listed(served)
        words = (
            f"{right[1]} is not in `{identity.api_version}`; it is served by {names_en}.",
            f"{right[1]} は `{identity.api_version}` にはない。正しくは {names_ja}。",
        )
        hint = f"Write `apiVersion: {right[0]}`.", f"`apiVersion: {right[0]}` と書く。"
        fix = right[0] if len(served) == 1 else None
        yield problem("unknown-api-version", api_node, "apiVersion", words, hint, replacement=fix)
    if right:
        return
    if group in _data("groups")["legacy"]:
        words = (
            f"`{identity.api_version}` {identity.kind} is served by no supported version.",
            f"`{identity.api_version}` {identity.kind} を提供するバージョンはもうない。",
        )
        yield problem("removed-api", api_node, "apiVersion", words)
    elif group in schemas.groups:
        name = f"`{group}`" if group else "the core group"
        name_ja = f"`{group}`" if group else "core グループ"
        words = (
            f"There is no kind `{identity.kind}` in {name}.",
            f"{name_ja} に `{identity.kind}` という kind はない。",
        )
        yield problem("unknown-kind", kind_node, "kind", words)
    elif "." not in group:
        words = f"There is no API group `{group}`.", f"`{group}` という API グループはない。"
        near = _near_group(schemas, group)
        hint2 = (f"Did you mean `{near}`?", f"`{near}` の間違いか。") if near else None
        yield problem("unknown-api-version", api_node, "apiVersion", words, hint2)


def read(
    root: yaml.Node,
    versions: tuple[str, ...],
    *,
    partial: bool = False,
    elisions: frozenset[int] = frozenset(),
    knows_custom: KnowsCustom | None = None,
) -> Manifest:
    """The manifest of a document, ready for the checks; without definition where no built-in schema applies.

    Args:
        root: The document's root node.
        versions: Kubernetes minor versions it must be right for.
        partial: A patch: required fields may be missing.
        elisions: Lines (from 0) holding a comment such as `# ...`.
        knows_custom: See `identify`.
    """
    identity = identify(root, versions, knows_custom)
    # A strategic merge patch says so itself.
    partial = partial or "$patch" in fields(root)
    return Manifest(
        root,
        versions,
        identity.definition,
        identity.api_version,
        identity.kind,
        partial=partial,
        elisions=elisions,
    )
