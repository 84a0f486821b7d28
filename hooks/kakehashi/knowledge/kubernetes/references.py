"""Objects that name each other inside one block: scaling targets, roles and subjects, claims, keys of ConfigMaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from kakehashi.knowledge.kubernetes.block import named, same_namespace
from kakehashi.knowledge.kubernetes.manifest import Manifest, Part
from kakehashi.knowledge.kubernetes.problem import Problem, listed, problem
from kakehashi.knowledge.kubernetes.suggest import nearest
from kakehashi.knowledge.kubernetes.values import fields, is_placeholder, items, text

_SCALABLE = ("Deployment", "StatefulSet", "ReplicaSet")
_BUILT_IN_ROLES = {"cluster-admin", "admin", "edit", "view"}
# Definition → the field with the name, the kind it names.
_NAMES: dict[str, tuple[tuple[str, str], ...]] = {
    "core.v1.PodSpec": (("serviceAccountName", "ServiceAccount"), ("priorityClassName", "PriorityClass")),
    "core.v1.PersistentVolumeClaimVolumeSource": (("claimName", "PersistentVolumeClaim"),),
    "core.v1.ConfigMapVolumeSource": (("name", "ConfigMap"),),
    "core.v1.ConfigMapKeySelector": (("name", "ConfigMap"),),
    "core.v1.ConfigMapEnvSource": (("name", "ConfigMap"),),
    "core.v1.ConfigMapProjection": (("name", "ConfigMap"),),
    "core.v1.SecretVolumeSource": (("secretName", "Secret"),),
    "core.v1.SecretKeySelector": (("name", "Secret"),),
    "core.v1.SecretEnvSource": (("name", "Secret"),),
    "core.v1.SecretProjection": (("name", "Secret"),),
    "core.v1.LocalObjectReference": (("name", "Secret"),),
    "core.v1.PersistentVolumeClaimSpec": (("storageClassName", "StorageClass"),),
    "apps.v1.StatefulSetSpec": (("serviceName", "Service"),),
    "networking.v1.IngressSpec": (("ingressClassName", "IngressClass"),),
    "networking.v1.IngressTLS": (("secretName", "Secret"),),
}
_KEYED = {
    "core.v1.ConfigMapKeySelector": ("ConfigMap", "name"),
    "core.v1.SecretKeySelector": ("Secret", "name"),
    "core.v1.ConfigMapVolumeSource": ("ConfigMap", "name"),
    "core.v1.SecretVolumeSource": ("Secret", "secretName"),
    "core.v1.ConfigMapProjection": ("ConfigMap", "name"),
    "core.v1.SecretProjection": ("Secret", "name"),
}


@dataclass(frozen=True, slots=True)
class _Reference:
    manifest: Manifest
    kind: str
    name: str
    node: yaml.Node
    path: str


def reference_problems(manifests: Sequence[Manifest]) -> Iterator[Problem]:
    """Names that no object of the block has while an object of that kind is named by nobody (`reference`, a warning).

    A name that leads outside the block is normal; one beside an unused object of the same kind is surely a slip.
    """
    references = list(_references(manifests))
    for kind in {reference.kind for reference in references}:
        have = named(manifests, kind)
        if not have:
            continue
        asked = [reference for reference in references if reference.kind == kind]
        used = {reference.name for reference in asked}
        unused = [name for name in have if name not in used]
        for reference in asked:
            if reference.name in have or not unused:
                continue
            near, _ = nearest(reference.name, unused)
            # Service names of StatefulSets and claims pair up with the one object left; other kinds only by likeness.
            guess = near or _alike(reference.name, unused)
            if (
                not guess
                and kind in ("Role", "Service", "PersistentVolumeClaim", "ServiceAccount")
                and len(unused) == 1
            ):
                guess = unused[0]
            if guess and same_namespace(reference.manifest, have[guess]):
                words = (
                    f"The block has no {kind} `{reference.name}`, but one called `{guess}` that nothing uses.",
                    f"このブロックに {kind} `{reference.name}` はなく、`{guess}` がどこからも使われていない。",
                )
                hint = f"Did you mean `{guess}`?", f"`{guess}` の間違いか。"
                yield problem("reference", reference.node, reference.path, words, hint, severity="warning")


def _alike(name: str, candidates: list[str]) -> str | None:
    return next((other for other in candidates if name in other or other in name), None)


def _references(manifests: Sequence[Manifest]) -> Iterator[_Reference]:
    for manifest in manifests:
        for definition, names in _NAMES.items():
            for part in manifest.of(definition):
                for field, kind in names:
                    name, node = part.text(field), part.value(field)
                    if name and node is not None and _names_that_kind(part, kind):
                        yield _Reference(manifest, kind, name, node, part.at(field))
        for part in manifest.of("networking.v1.IngressServiceBackend"):
            # Ingress backends have a rule of their own; here they only count as uses.
            name, node = part.text("name"), part.value("name")
            if name and node is not None and name in named(manifests, "Service"):
                yield _Reference(manifest, "Service", name, node, part.at("name"))
        yield from _bindings(manifest)


def _names_that_kind(part: Part, kind: str) -> bool:
    if part.definition == "core.v1.LocalObjectReference":
        return part.name == "imagePullSecrets" and kind == "Secret"
    return True


def _bindings(manifest: Manifest) -> Iterator[_Reference]:
    for part in manifest.of("rbac.v1.RoleRef"):
        name, kind, node = part.text("name"), part.text("kind"), part.value("name")
        if name and kind and node is not None and name not in _BUILT_IN_ROLES and not name.startswith("system:"):
            yield _Reference(manifest, kind, name, node, part.at("name"))
    for part in manifest.of("rbac.v1.Subject"):
        name, node = part.text("name"), part.value("name")
        if name and node is not None and part.text("kind") == "ServiceAccount":
            yield _Reference(manifest, "ServiceAccount", name, node, part.at("name"))


def scale_target_problems(manifests: Sequence[Manifest]) -> Iterator[Problem]:
    """HorizontalPodAutoscalers against the workloads of the block (`scale-target`).

    A target with another apiVersion, or of a kind that cannot be scaled, is an error; one that is not in the block
    is a warning, where a workload of its kind is left over.
    """
    targets = [
        (m, part) for m in manifests for part in m.of("autoscaling.v2.CrossVersionObjectReference",
                                                      "autoscaling.v1.CrossVersionObjectReference")
        if part.name == "scaleTargetRef"
    ]  # fmt: skip
    used = {part.text("name") for _, part in targets}
    for manifest, part in targets:
        kind, name, node = part.text("kind"), part.text("name"), part.value("name")
        if not kind or not name or node is None:
            continue
        if kind in ("DaemonSet", "Job", "CronJob", "Pod"):
            words = f"A {kind} cannot be scaled by an autoscaler.", f"{kind} はオートスケーラーで増減できない。"
            yield problem("scale-target", part.value("kind") or node, part.at("kind"), words)
            continue
        yield from _scaled_api(manifest, part, kind)
        have = named(manifests, kind)
        left = [other for other in have if other not in used]
        if name not in have and left and same_namespace(manifest, have[left[0]]):
            words = f"The block has no {kind} `{name}`.", f"このブロックに `{name}` という {kind} はない。"
            guess = nearest(name, left)[0] or left[0]
            hint = f"Did you mean `{guess}`?", f"`{guess}` の間違いか。"
            yield problem("scale-target", node, part.at("name"), words, hint, severity="warning")


def _scaled_api(manifest: Manifest, part: Part, kind: str) -> Iterator[Problem]:
    given, node = part.text("apiVersion"), part.value("apiVersion")
    served = manifest.schemas.kinds.get(kind)
    if served and node is not None and given and given not in served and kind in _SCALABLE:
        words = f"{kind} is not in `{given}`.", f"{kind} は `{given}` にはない。"
        hint = f"Write `apiVersion: {served[0]}`.", f"`apiVersion: {served[0]}` と書く。"
        yield problem("scale-target", node, part.at("apiVersion"), words, hint, replacement=served[0])
    elif served and kind in _SCALABLE and not manifest.partial and "apiVersion" not in part.fields:
        words = (
            f"`{part.path}` has no `apiVersion`; without it {kind} is looked up in the core group.",
            f"`{part.path}` に `apiVersion` がなく、{kind} が core グループで探される。",
        )
        hint = f"Add `apiVersion: {served[0]}`.", f"`apiVersion: {served[0]}` を加える。"
        yield problem("scale-target", part.key("kind"), part.at("apiVersion"), words, hint)


def key_problems(manifests: Sequence[Manifest]) -> Iterator[Problem]:
    """Keys that the ConfigMap or Secret of the block does not have (`missing-key`)."""
    for manifest in manifests:
        for definition, (kind, name_field) in _KEYED.items():
            for part in manifest.of(definition):
                name = part.text(name_field)
                source = named(manifests, kind).get(name) if name else None
                if not source or part.text("optional") == "true" or not same_namespace(manifest, source):
                    continue
                known = _keys(source)
                if known is None:
                    continue
                if "key" in part.fields:
                    yield from _missing_key(part.value("key"), part.at("key"), kind, str(name), known)
                for index, item in enumerate(items(part.value("items"))):
                    entry = fields(item).get("key")
                    path = f"{part.at('items')}[{index}].key"
                    yield from _missing_key(entry[1] if entry else None, path, kind, str(name), known)


def _keys(source: Manifest) -> set[str] | None:
    """The keys of a ConfigMap or Secret; None where placeholders or elisions leave them open."""
    found: set[str] = set()
    if source.elided(source.root):
        return None
    for name in ("data", "stringData", "binaryData"):
        entry = source.fields.get(name)
        if entry and is_placeholder(entry[1]):
            return None
        for key, (node, _) in fields(entry[1] if entry else None).items():
            if is_placeholder(node):
                return None
            found.add(key)
    return found or None


def _missing_key(node: yaml.Node | None, path: str, kind: str, name: str, known: set[str]) -> Iterator[Problem]:
    raw = text(node)
    if node is None or not raw or raw in known:
        return
    near, _ = nearest(raw, known)
    have_en, have_ja = listed(sorted(known))
    words = f"{kind} `{name}` has no key `{raw}`.", f"{kind} `{name}` に `{raw}` というキーはない。"
    if near:
        hint = f"Did you mean `{near}`?", f"`{near}` の間違いか。"
    else:
        hint = f"It has {have_en}.", f"あるのは {have_ja}。"
    yield problem("missing-key", node, path, words, hint)
