"""Every check of a block's objects, those of custom kinds and of tools' files included."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import yaml

from kakehashi.knowledge.custom_resources.catalogue import (
    CustomKind,
    api_versions_of,
    kinds,
    known_groups,
    load,
)
from kakehashi.knowledge.custom_resources.catalogue import (
    versions as versions_of,
)
from kakehashi.knowledge.custom_resources.explain import Inner, explain
from kakehashi.knowledge.custom_resources.obsolete import Obsolete, obsolete
from kakehashi.knowledge.custom_resources.relations import relation_problems
from kakehashi.knowledge.kubernetes import checks
from kakehashi.knowledge.kubernetes.identity import Identity, identify
from kakehashi.knowledge.kubernetes.manifest import Manifest
from kakehashi.knowledge.kubernetes.problem import Problem, listed, problem
from kakehashi.knowledge.kubernetes.schemas import FieldType, schemas_for
from kakehashi.knowledge.kubernetes.suggest import nearest
from kakehashi.knowledge.kubernetes.values import TooManyNodesError, fields, is_placeholder, scalar, text
from kakehashi.knowledge.kubernetes.words import shown

_NAME = re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*")


def custom_kind(api_version: str, kind: str) -> CustomKind | None:
    """What is known of a custom (apiVersion, kind), or None."""
    group, _, version = api_version.rpartition("/")
    return load(group, version, kind)


def knows(api_version: str, kind: str) -> bool:
    """Whether a schema is known for a custom (apiVersion, kind)."""
    return custom_kind(api_version, kind) is not None


def block_problems(
    roots: Sequence[yaml.Node],
    versions: tuple[str, ...],
    *,
    partial: bool = False,
    elisions: frozenset[int] = frozenset(),
) -> Iterator[Problem]:
    """Everything the checks say about one block, whatever its objects are.

    Args:
        roots: The root nodes of its documents.
        versions: Kubernetes minor versions, for example `("1.36", "1.37")`.
        partial: The documents are patches: required fields may be missing.
        elisions: Lines (from 0) holding a comment such as `# ...`.
    """
    manifests = checks.manifests_of(roots, versions, partial=partial, elisions=elisions, knows_custom=knows)
    for found in checks.manifest_problems(manifests, versions, knows):
        yield _with_home(found, roots)
    strangers = [manifest for manifest in manifests if not manifest.definition and manifest.fields]
    for manifest in strangers:
        yield from custom_problems(manifest.root, versions, partial=manifest.partial, elisions=elisions)
    if strangers:
        yield from relation_problems(manifests)


def _with_home(found: Problem, roots: Sequence[yaml.Node]) -> Problem:
    """A problem about a kind that is not built in, with the apiVersion of the custom kind of that name."""
    if found.suggestion_en or found.rule not in ("kubernetes/unknown-kind", "kubernetes/missing-identity"):
        return found
    if found.rule.endswith("missing-identity") and found.path != "apiVersion":
        return found
    for root in roots:
        entries = fields(root)
        key, value = entries.get("kind", (root, root))
        if found.node not in (key, value):
            continue
        homes = api_versions_of(text(value) or "")
        if not homes:
            break
        en, ja = f"Write `apiVersion: {homes[0]}`.", f"`apiVersion: {homes[0]}` と書く。"
        if found.rule.endswith("missing-identity") or "apiVersion" not in entries:
            return replace(found, suggestion_en=en, suggestion_ja=ja)
        names_en, names_ja = listed(homes)
        written = text(entries["apiVersion"][1]) or ""
        words = (
            f"{text(value)} is not in `{written}`; it is served by {names_en}.",
            f"{text(value)} は `{written}` にはない。正しくは {names_ja}。",
        )
        return problem("unknown-api-version", entries["apiVersion"][1], "apiVersion", words, (en, ja))
    return found


def custom_problems(
    root: yaml.Node,
    versions: tuple[str, ...],
    *,
    partial: bool = False,
    elisions: frozenset[int] = frozenset(),
) -> Iterator[Problem]:
    """Everything wrong with one custom resource or tool's file; nothing for built-in kinds and unknown projects.

    Args:
        root: The object's root node.
        versions: Kubernetes minor versions, for what lies inside it and belongs to Kubernetes itself.
        partial: A patch: required fields may be missing.
        elisions: Lines (from 0) holding a comment such as `# ...`.
    """
    identity = identify(root, versions, knows)
    if identity.classification in ("built-in", "list", "fragment", "not-kubernetes"):
        return
    entries = fields(root)
    if "apiVersion" not in entries or any(
        is_placeholder(entries.get(name, (root, root))[1]) for name in ("apiVersion", "kind")
    ):
        return
    api_node = entries["apiVersion"][1]
    group, _, version = identity.api_version.rpartition("/")
    if "kind" not in entries:
        if group in known_groups() - {""} and entries.keys() & {"metadata", "spec"}:
            words = "The object has no `kind`.", "オブジェクトに `kind` がない。"
            names_en, names_ja = listed(sorted(kinds(group)))
            hint = f"`{group}` has {names_en}.", f"`{group}` にあるのは {names_ja}。"
            yield problem("missing-identity", entries["apiVersion"][0], "kind", words, hint)
        return
    fate = obsolete(identity.api_version, identity.kind)
    custom = load(group, version, identity.kind)
    if fate:
        yield _fate(root, api_node, fate, versions)
        if fate.status == "removed":
            return
    if custom:
        tool = identity.classification == "tool"
        partial = partial or "$patch" in entries
        yield from object_problems(
            root, custom, versions, partial=partial, elisions=elisions, named=not tool, tool=tool
        )
    elif not fate:
        yield from _identity_problems(identity, group, version, api_node, entries["kind"][1])


def _fate(root: yaml.Node, node: yaml.Node, fate: Obsolete, versions: tuple[str, ...]) -> Problem:
    api = f"`{fate.api_version}` {fate.kind}"
    new = fate.replacement_api_version
    hint = f"Use `apiVersion: {new}`.", f"`apiVersion: {new}` を使う。"
    if fate.renamed:
        hint = f"Use {fate.replacement_kind} (`{new}`).", f"{fate.replacement_kind}（`{new}`）を使う。"
    group, _, version = new.rpartition("/")
    heir = load(group, version, fate.replacement_kind)
    fits = heir is not None and not fate.renamed and _fits(root, heir, versions)
    if fate.status == "removed":
        words = f"{api} is not served since {fate.since}.", f"{api} は {fate.since} で廃止された。"
        return problem("removed-api", node, "apiVersion", words, hint, replacement=new if fits else None)
    if fate.status == "deprecated":
        words = f"{api} is deprecated since {fate.since}.", f"{api} は {fate.since} から非推奨。"
    else:
        words = f"Since {fate.since} {api} is an older form.", f"{fate.since} から、{api} は古い書き方になった。"
    fix = new if fits else None
    return problem("deprecated-api", node, "apiVersion", words, hint, replacement=fix, severity="warning")


def _fits(root: yaml.Node, heir: CustomKind, versions: tuple[str, ...]) -> bool:
    """Whether an object needs no more than the new apiVersion."""
    try:
        found, _ = explain(root, heir, schemas_for(versions), partial=False, elisions=frozenset())
    except TooManyNodesError:
        return False
    return all(one.path == "apiVersion" for one in found)


def _identity_problems(
    identity: Identity, group: str, version: str, api_node: yaml.Node, kind_node: yaml.Node
) -> Iterator[Problem]:
    """A version or kind that a known group does not have, and a group that is nearly a known one."""
    kind = identity.kind
    if group in known_groups() and group:
        known = versions_of(group, kind)
        if known:
            if identity.classification == "tool" and re.fullmatch(r"v\d+(alpha|beta)\d+", version):
                # Tools go on reading older forms of their own file.
                return
            names_en, names_ja = listed([f"{group}/{one}" for one in known])
            words = (
                f"{kind} is not in `{identity.api_version}`; it is served by {names_en}.",
                f"{kind} は `{identity.api_version}` にはない。正しくは {names_ja}。",
            )
            right = f"{group}/{known[0]}"
            hint = f"Write `apiVersion: {right}`.", f"`apiVersion: {right}` と書く。"
            fix = right if len(known) == 1 else None
            yield problem("unknown-api-version", api_node, "apiVersion", words, hint, replacement=fix)
            return
        near, certain = nearest(kind, kinds(group))
        if near:
            words = (
                f"There is no kind `{shown(kind)}` in `{group}`.",
                f"`{group}` に `{shown(kind)}` という kind はない。",
            )
            hint = f"Did you mean `{near}`?", f"`{near}` の間違いか。"
            yield problem("unknown-kind", kind_node, "kind", words, hint, replacement=near if certain else None)
        return
    meant = nearest(group, known_groups() - {""})[0] if identity.classification == "unknown-custom" else None
    if meant and kind in kinds(meant):
        right = f"{meant}/{versions_of(meant, kind)[0]}"
        words = f"There is no API group `{shown(group)}`.", f"`{shown(group)}` という API グループはない。"
        hint = f"{kind} is served by `{right}`.", f"{kind} は `{right}` にある。"
        yield problem("unknown-api-version", api_node, "apiVersion", words, hint)


def object_problems(
    root: yaml.Node,
    custom: CustomKind,
    versions: tuple[str, ...],
    *,
    partial: bool = False,
    elisions: frozenset[int] = frozenset(),
    named: bool = False,
    tool: bool = False,
) -> Iterator[Problem]:
    """Everything wrong with an object of a known kind, its identity aside.

    Args:
        root: The object's root node.
        custom: What is known of its kind.
        versions: Kubernetes minor versions, for what lies inside it and belongs to Kubernetes itself.
        partial: A patch: required fields may be missing.
        elisions: Lines (from 0) with a comment such as `# ...`.
        named: It must have a name.
        tool: It is the file of a tool, not applied to a cluster.
    """
    try:
        found, parts = explain(root, custom, schemas_for(versions), partial=partial, elisions=elisions)
    except TooManyNodesError:
        words = "The document is too large once its aliases are expanded.", "エイリアスを展開すると大きすぎる。"
        yield problem("too-large", root, "", words)
        return
    # Of obsolete versions it was spoken already.
    yield from (_for_tool(one) if tool else one for one in found if one.path not in ("apiVersion", "kind"))
    for part in parts:
        yield from part_problems(part, versions, partial=partial, elisions=elisions)
    if named:
        yield from _name_problems(root, custom, Manifest(root, versions, elisions=elisions), partial)


def _for_tool(found: Problem) -> Problem:
    """A problem as it weighs in a tool's own file.

    These tools read a number where text belongs as its digits, so that only `1.10`, `yes` and the like are lost.
    """
    node = found.node
    if found.rule != "kubernetes/ambiguous-scalar" or not isinstance(node, yaml.ScalarNode):
        return found
    kept = str(scalar(node)) == node.value or node.value in ("true", "false")
    return replace(found, severity="warning") if kept else found


def part_problems(
    part: Inner, versions: tuple[str, ...], *, partial: bool = False, elisions: frozenset[int] = frozenset()
) -> Iterator[Problem]:
    """Everything wrong with a part of a custom resource that is a type of Kubernetes itself."""
    place = FieldType("definition", part.definition)
    yield from checked(
        Manifest(
            part.node,
            versions,
            part.definition,
            partial=partial,
            fragment=True,
            elisions=elisions,
            place=place,
            at=part.path,
        )
    )


def checked(manifest: Manifest) -> Iterator[Problem]:
    """What every check of a single manifest says."""
    metadata = manifest.definition == "meta.v1.ObjectMeta"
    for check in checks.METADATA_CHECKS if metadata else checks.MANIFEST_CHECKS:
        yield from check(manifest)


def _name_problems(root: yaml.Node, custom: CustomKind, manifest: Manifest, partial: bool) -> Iterator[Problem]:
    """A missing or impossible `metadata.name`."""
    if "metadata" not in custom.schema.get("properties", {}):
        return
    entry = manifest.fields.get("metadata")
    named = manifest.metadata.get("name")
    if named is None:
        if partial or "generateName" in manifest.metadata or (entry and is_placeholder(entry[1])):
            return
        if manifest.elided(entry[1] if entry else root):
            return
        near = entry or manifest.fields["kind"]
        words = f"This {custom.kind} has no `metadata.name`.", f"この {custom.kind} に `metadata.name` がない。"
        yield problem("missing-field", near[0], "metadata", words)
        return
    raw = text(named[1])
    if raw and (not _NAME.fullmatch(raw) or len(raw) > 253):
        words = (
            f"`{shown(raw)}` is not a valid name: only lower-case letters, digits, `-` and `.`, "
            "a letter or digit at both ends.",
            f"`{shown(raw)}` は名前に使えない。使えるのは英小文字、数字、`-`、`.` で、両端は英小文字か数字。",
        )
        guess = re.sub(r"[^a-z0-9.-]+", "-", raw.lower()).strip("-.")
        hint = (f"Write `{guess}`.", f"`{guess}` と書く。") if guess and guess != raw else None
        yield problem("name", named[1], "metadata.name", words, hint)
