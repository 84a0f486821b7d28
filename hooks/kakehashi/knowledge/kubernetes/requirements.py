"""What the API server demands beyond the schema: fields that exclude each other, fields needed by another's value."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from kakehashi.knowledge.kubernetes.manifest import Manifest, Part
from kakehashi.knowledge.kubernetes.problem import Problem, listed, problem
from kakehashi.knowledge.kubernetes.values import fields, is_null, is_placeholder

# Of these fields at most one may be set, or exactly one where the flag says so.
_ONE_OF: dict[str, list[tuple[tuple[str, ...], bool]]] = {
    "core.v1.EnvVar": [(("value", "valueFrom"), False)],
    "core.v1.EnvVarSource": [(("configMapKeyRef", "secretKeyRef", "fieldRef", "resourceFieldRef", "fileKeyRef"), True)],
    "core.v1.EnvFromSource": [(("configMapRef", "secretRef"), True)],
    "networking.v1.NetworkPolicyPeer": [(("ipBlock", "podSelector"), False), (("ipBlock", "namespaceSelector"), False)],
    "networking.v1.IngressBackend": [(("service", "resource"), True)],
    "networking.v1.ServiceBackendPort": [(("name", "number"), True)],
    "policy.v1.PodDisruptionBudgetSpec": [(("minAvailable", "maxUnavailable"), False)],
    "admissionregistration.v1.WebhookClientConfig": [(("url", "service"), True)],
    "apiextensions.v1.WebhookClientConfig": [(("url", "service"), True)],
}
_NOT_SOURCES = {
    "core.v1.Volume": {"name"},
    "core.v1.PersistentVolumeSpec": {
        "accessModes", "capacity", "claimRef", "mountOptions", "nodeAffinity", "persistentVolumeReclaimPolicy",
        "storageClassName", "volumeAttributesClassName", "volumeMode",
    },
}  # fmt: skip
_METRICS = {
    "Resource": "resource",
    "ContainerResource": "containerResource",
    "Pods": "pods",
    "Object": "object",
    "External": "external",
}
_TARGETS = {"Utilization": "averageUtilization", "Value": "value", "AverageValue": "averageValue"}
_SECRET_KEYS = {
    "kubernetes.io/tls": ("tls.crt", "tls.key"),
    "kubernetes.io/dockerconfigjson": (".dockerconfigjson",),
    "kubernetes.io/ssh-auth": ("ssh-privatekey",),
}


def exclusive_problems(manifest: Manifest) -> Iterator[Problem]:
    """Fields of which only one may be set (`exclusive-fields`), and sources with none (`missing-field`)."""
    for definition, groups in _ONE_OF.items():
        for part in manifest.of(definition):
            for names, needed in groups:
                yield from _one_of(manifest, part, names, needed)
    for definition, others in _NOT_SOURCES.items():
        known = manifest.schemas.definition(definition).fields
        for part in manifest.of(definition):
            found = [name for name in part.fields if name in known and name not in others]
            found = [name for name in found if not is_null(part.fields[name][1])]
            if len(found) > 1:
                yield _both(part, found)
            elif not found and definition != "core.v1.Volume" and part.fields.keys() <= known.keys():
                # A Volume without source is an emptyDir.
                if manifest.partial or manifest.open(part.node):
                    continue
                words = "A PersistentVolume needs a source, such as `csi`.", "`csi` などのソースが必要。"
                yield problem("missing-field", _holder(part), part.path, words)


def _one_of(manifest: Manifest, part: Part, names: tuple[str, ...], needed: bool) -> Iterator[Problem]:
    found = [name for name in part.fields if name in names and not is_null(part.fields[name][1])]
    if part.definition == "core.v1.EnvVar" and part.text("value") == "":
        found = [name for name in found if name != "value"]
    if len(found) > 1:
        yield _both(part, found)
    elif needed and not found and not manifest.partial and not manifest.open(part.node):
        if any(name not in manifest.schemas.definition(part.definition).fields for name in part.fields):
            return
        names_en, names_ja = listed(names)
        words = f"`{part.path}` needs {names_en}.", f"`{part.path}` に {names_ja} のどれかが必要。"
        yield problem("missing-field", part.node, part.path, words)


def _both(part: Part, found: list[str]) -> Problem:
    words = (
        f"`{found[0]}` and `{found[1]}` exclude each other.",
        f"`{found[0]}` と `{found[1]}` は同時に書けない。",
    )
    return problem("exclusive-fields", part.key(found[1]), part.at(found[1]), words)


def needed_problems(manifest: Manifest) -> Iterator[Problem]:
    """Fields the API server needs although the schema calls them optional (`missing-field`)."""
    if manifest.partial:
        return
    for part in manifest.of("core.v1.Container"):
        if part.up("core.v1.PodSpec") or manifest.fragment:
            yield from _need(manifest, part, "image")
    for part in manifest.of("core.v1.ServiceSpec"):
        headless = part.text("clusterIP") == "None"
        if not headless and part.text("type") != "ExternalName":
            yield from _need(manifest, part, "ports")
        if part.text("type") == "ExternalName":
            yield from _need(manifest, part, "externalName")
    for part in manifest.of("core.v1.PersistentVolumeClaimSpec"):
        yield from _need(manifest, part, "accessModes")
        resources = fields(part.value("resources"))
        requests = fields(resources.get("requests", (None, None))[1])
        placeholder = any(is_placeholder(value) for _, value in resources.values())
        if "storage" not in requests and not placeholder and not manifest.open(part.node):
            words = (
                "A claim must say how much: `resources.requests.storage`.",
                ("容量 `resources.requests.storage` が必要。"),
            )
            yield problem("missing-field", _holder(part), part.at("resources.requests.storage"), words)
    for part in manifest.of("core.v1.PersistentVolumeSpec"):
        yield from _need(manifest, part, "capacity")
        yield from _need(manifest, part, "accessModes")
    for part in manifest.of("networking.v1.IngressSpec"):
        if "rules" not in part.fields and "defaultBackend" not in part.fields:
            yield from _need(manifest, part, "rules")
    for part in manifest.of("networking.v1.IngressServiceBackend"):
        yield from _need(manifest, part, "port")
    for part in manifest.of("apiextensions.v1.CustomResourceDefinitionVersion"):
        yield from _need(manifest, part, "schema")
    for part in manifest.of("batch.v1.JobSpec"):
        if part.text("completionMode") == "Indexed":
            yield from _need(manifest, part, "completions")
    for part in manifest.of("rbac.v1.PolicyRule"):
        yield from _rule(manifest, part)
    yield from _subjects(manifest)
    yield from _metrics(manifest)
    yield from _secret(manifest)


def _holder(part: Part) -> yaml.Node:
    """The key that holds a part, or the part itself for a list item or a root."""
    parent = part.parent
    if parent and part.name in parent.fields and not part.path.endswith("]"):
        return parent.key(part.name)
    return part.node


def _need(manifest: Manifest, part: Part, name: str) -> Iterator[Problem]:
    if name in part.fields and not is_null(part.fields[name][1]) and part.text(name) != "":
        return
    if manifest.open(part.node) or is_placeholder(part.node):
        return
    known = manifest.schemas.definition(part.definition).fields
    if name not in part.fields and any(key not in known for key in part.fields):
        # An unknown field is reported already and may well be this one, misspelt.
        near = [key for key in part.fields if key not in known]
        if any(key.lower()[:3] == name.lower()[:3] for key in near):
            return
    words = f"`{part.path}` lacks the required `{name}`.", f"`{part.path}` に必須の `{name}` がない。"
    yield problem("missing-field", _holder(part), part.at(name), words)


def _rule(manifest: Manifest, part: Part) -> Iterator[Problem]:
    if "nonResourceURLs" in part.fields:
        return
    yield from _need(manifest, part, "apiGroups")
    yield from _need(manifest, part, "resources")


def _subjects(manifest: Manifest) -> Iterator[Problem]:
    for part in manifest.of("rbac.v1.Subject"):
        kind, group = part.text("kind"), part.text("apiGroup")
        if kind == "ServiceAccount":
            if manifest.kind == "ClusterRoleBinding":
                yield from _need(manifest, part, "namespace")
            if group:
                words = "A ServiceAccount subject has an empty `apiGroup`.", "ServiceAccount の `apiGroup` は空にする。"
                yield problem("exclusive-fields", part.key("apiGroup"), part.at("apiGroup"), words)


def _metrics(manifest: Manifest) -> Iterator[Problem]:
    for part in manifest.of("autoscaling.v2.MetricSpec"):
        kind = part.text("type")
        if kind in _METRICS:
            yield from _need(manifest, part, _METRICS[kind])
    for part in manifest.of("autoscaling.v2.MetricTarget"):
        kind = part.text("type")
        if kind in _TARGETS:
            yield from _need(manifest, part, _TARGETS[kind])
        if (
            kind == "Utilization"
            and part.parent
            and part.parent.definition.endswith(("PodsMetricSource", "ObjectMetricSource", "ExternalMetricSource"))
        ):
            words = (
                "`Utilization` goes only with Resource and ContainerResource metrics.",
                "`Utilization` は Resource と ContainerResource のメトリクスだけで使える。",
            )
            node = part.value("type")
            yield problem("exclusive-fields", node or part.node, part.at("type"), words)


def _secret(manifest: Manifest) -> Iterator[Problem]:
    for part in manifest.of("core.v1.Secret"):
        keys = _SECRET_KEYS.get(part.text("type") or "")
        given = fields(part.value("data")).keys() | fields(part.value("stringData")).keys()
        if not keys or manifest.open(part.node) or not given:
            continue
        absent = [key for key in keys if key not in given]
        if absent:
            names_en, names_ja = listed(absent)
            names_en = names_en.replace(" or ", " and ")
            words = (
                f"A Secret of type `{part.text('type')}` needs the key {names_en}.",
                f"`{part.text('type')}` 型の Secret には {names_ja} というキーが必要。",
            )
            yield problem("missing-field", part.key("type"), "type", words)
