"""Settings of Services and containers that the API server or the kubelet refuses together.

Sources: the API reference of ServiceSpec, Container and SecurityContext; kubernetes.io/docs/concepts/workloads/pods/
sidecar-containers/; kubernetes.io/docs/tasks/configure-pod-container/security-context/.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from kakehashi.knowledge.kubernetes.manifest import Manifest, Part
from kakehashi.knowledge.kubernetes.problem import Problem, listed, problem
from kakehashi.knowledge.kubernetes.suggest import nearest
from kakehashi.knowledge.kubernetes.values import STRING, fields, is_null, is_placeholder, items, text

_PROBES = ("livenessProbe", "readinessProbe", "startupProbe")
_RESOURCES = ("cpu", "memory", "ephemeral-storage")
# Field of a Service → the types it goes with.
_SERVICE_FIELDS = {
    "externalTrafficPolicy": ("NodePort", "LoadBalancer"),
    "loadBalancerClass": ("LoadBalancer",),
    "loadBalancerIP": ("LoadBalancer",),
    "loadBalancerSourceRanges": ("LoadBalancer",),
    "allocateLoadBalancerNodePorts": ("LoadBalancer",),
    "healthCheckNodePort": ("LoadBalancer",),
    "externalName": ("ExternalName",),
}
_ANNOTATIONS = {
    "alb.ingress.kubernetes.io/scheme": ("internal", "internet-facing"),
    "alb.ingress.kubernetes.io/target-type": ("instance", "ip"),
    "alb.ingress.kubernetes.io/ip-address-type": ("dualstack", "dualstack-without-public-ipv4", "ipv4"),
    "service.beta.kubernetes.io/aws-load-balancer-nlb-target-type": ("instance", "ip"),
    "service.beta.kubernetes.io/aws-load-balancer-scheme": ("internal", "internet-facing"),
}
"""Source: kubernetes-sigs.github.io/aws-load-balancer-controller, guides of Ingress and Service annotations."""
# Values of well-known node labels that people write and no node has → the one that is meant.
_NODE_LABELS = {
    "kubernetes.io/arch": {
        "x86_64": "amd64",
        "x86-64": "amd64",
        "x86": "amd64",
        "x64": "amd64",
        "AMD64": "amd64",
        "aarch64": "arm64",
        "ARM64": "arm64",
        "graviton": "arm64",
    },
    "kubernetes.io/os": {"Linux": "linux", "Windows": "windows"},
    "karpenter.sh/capacity-type": {
        "Spot": "spot",
        "SPOT": "spot",
        "OnDemand": "on-demand",
        "On-Demand": "on-demand",
        "ON_DEMAND": "on-demand",
        "on_demand": "on-demand",
        "ondemand": "on-demand",
    },
    "eks.amazonaws.com/capacityType": {
        "spot": "SPOT",
        "Spot": "SPOT",
        "on-demand": "ON_DEMAND",
        "on_demand": "ON_DEMAND",
        "OnDemand": "ON_DEMAND",
    },
}


def service_conflict_problems(manifest: Manifest) -> Iterator[Problem]:
    """Fields that do not go with the type of their Service (`exclusive-fields`)."""
    if manifest.partial or manifest.fragment:
        return
    for part in manifest.of("core.v1.ServiceSpec"):
        kind = part.text("type") or ("ClusterIP" if "type" not in part.fields else None)
        if kind is None or manifest.elided(part.node):
            continue
        for name, kinds in _SERVICE_FIELDS.items():
            if name not in part.fields or is_null(part.fields[name][1]) or kind in kinds:
                continue
            if name == "externalTrafficPolicy" and "externalIPs" in part.fields:
                continue
            names_en, names_ja = listed(kinds)
            words = (
                f"`{name}` goes only with the type {names_en}, not `{kind}`.",
                f"`{name}` を書けるのは {names_ja} の Service だけ（今は `{kind}`）。",
            )
            yield problem("exclusive-fields", part.key(name), part.at(name), words)
        if kind == "ClusterIP":
            for index, node in enumerate(items(part.value("ports"))):
                entry = fields(node).get("nodePort")
                if entry and not is_null(entry[1]) and text(entry[1]) != "0":
                    words = (
                        "`nodePort` does not go with the type `ClusterIP`.",
                        "`ClusterIP` の Service に `nodePort` は書けない。",
                    )
                    hint = "Write `type: NodePort` or remove the line.", "`type: NodePort` と書くか、この行を消す。"
                    yield problem("exclusive-fields", entry[0], f"{part.at('ports')}[{index}].nodePort", words, hint)


def container_conflict_problems(manifest: Manifest) -> Iterator[Problem]:
    """Settings of containers that contradict each other (`exclusive-fields`), and resources nobody has (`enum`)."""
    for part in manifest.of("core.v1.Container"):
        if part.name == "initContainers" and part.text("restartPolicy") != "Always":
            for name in (*_PROBES, "lifecycle"):
                if name in part.fields and not is_null(part.fields[name][1]):
                    words = (
                        f"An init container takes `{name}` only with `restartPolicy: Always` (a sidecar).",
                        f"init コンテナに `{name}` を書けるのは `restartPolicy: Always`（サイドカー）のときだけ。",
                    )
                    yield problem("exclusive-fields", part.key(name), part.at(name), words)
        pod = part.up("core.v1.PodSpec")
        yield from _host_ports(part, pod)
        yield from _probe_ports(manifest, part)
    for part in manifest.of("core.v1.SecurityContext", "core.v1.PodSecurityContext"):
        if part.text("runAsNonRoot") == "true" and part.text("runAsUser") == "0":
            words = (
                "`runAsNonRoot: true` and `runAsUser: 0` contradict each other: the container does not start.",
                "`runAsNonRoot: true` と `runAsUser: 0` は矛盾し、コンテナが起動しない。",
            )
            yield problem("exclusive-fields", part.value("runAsUser") or part.node, part.at("runAsUser"), words)
        if part.text("privileged") == "true" and part.text("allowPrivilegeEscalation") == "false":
            words = (
                "`privileged: true` does not go with `allowPrivilegeEscalation: false`.",
                "`privileged: true` と `allowPrivilegeEscalation: false` は同時に書けない。",
            )
            yield problem("exclusive-fields", part.key("privileged"), part.at("privileged"), words)
    yield from _resource_names(manifest)


def _host_ports(part: Part, pod: Part | None) -> Iterator[Problem]:
    if pod is None or pod.text("hostNetwork") != "true":
        return
    for index, node in enumerate(items(part.value("ports"))):
        entry = fields(node)
        inside, outside = (text(entry.get(name, (None, None))[1]) for name in ("containerPort", "hostPort"))
        if inside and outside and inside.isdecimal() and outside.isdecimal() and inside != outside:
            words = (
                f"With `hostNetwork` the host port ({outside}) must equal the container port ({inside}).",
                f"`hostNetwork` では、hostPort（{outside}）を containerPort（{inside}）と同じにする。",
            )
            path = f"{part.at('ports')}[{index}].hostPort"
            yield problem("exclusive-fields", entry["hostPort"][1], path, words)


def _probe_ports(manifest: Manifest, part: Part) -> Iterator[Problem]:
    """Probes and hooks that name a port their container does not have (`target-port`)."""
    if manifest.partial or manifest.elided(part.node) or (manifest.fragment and "ports" not in part.fields):
        return
    ports = [fields(node) for node in items(part.value("ports"))]
    names = [text(entry["name"][1]) for entry in ports if "name" in entry]
    if None in names or any(is_placeholder(node) for node in items(part.value("ports"))):
        return
    for name in _PROBES:
        for handler, (_, node) in fields(part.value(name)).items():
            port = fields(node).get("port")
            raw = text(port[1]) if port else None
            if handler not in ("httpGet", "tcpSocket") or not port or port[1].tag != STRING or not raw:
                continue
            if raw.isdecimal() or raw in names:
                continue
            near = nearest(raw, [other for other in names if other])[0] or (names[0] if len(names) == 1 else None)
            words = f"The container has no port called `{raw}`.", f"コンテナに `{raw}` というポートはない。"
            hint = (f"Did you mean `{near}`?", f"`{near}` の間違いか。") if near else None
            yield problem("target-port", port[1], f"{part.at(name)}.{handler}.port", words, hint)


def _resource_names(manifest: Manifest) -> Iterator[Problem]:
    for part in manifest.of("core.v1.ResourceRequirements"):
        if part.name != "resources" or not part.parent or not part.parent.definition.endswith("Container"):
            continue
        for name in ("requests", "limits"):
            for resource, (key, _) in fields(part.value(name)).items():
                if resource in _RESOURCES or "/" in resource or resource.startswith("hugepages-"):
                    continue
                if is_placeholder(key):
                    continue
                near, certain = nearest(resource, _RESOURCES)
                near = near or ("memory" if resource.lower() in ("mem", "ram") else None)
                near = near or ("ephemeral-storage" if resource == "storage" else None)
                names_en, names_ja = listed(_RESOURCES)
                words = (
                    f"A container has no resource `{resource}`: it is {names_en}, or a name with a domain.",
                    f"コンテナに `{resource}` というリソースはない。{names_ja} か、ドメイン付きの名前を書く。",
                )
                hint = (f"Did you mean `{near}`?", f"`{near}` の間違いか。") if near else None
                fix = near if certain else None
                yield problem("enum", key, f"{part.at(name)}.{resource}", words, hint, replacement=fix)
    for part in manifest.of("autoscaling.v2.ResourceMetricSource", "autoscaling.v2.ContainerResourceMetricSource"):
        raw, node = part.text("name"), part.value("name")
        if raw and node is not None and raw not in ("cpu", "memory") and raw.lower() in ("cpu", "memory", "mem", "ram"):
            right = "cpu" if raw.lower() == "cpu" else "memory"
            words = f"There is no resource metric `{raw}`.", f"`{raw}` というリソースメトリクスはない。"
            hint = f"Write `{right}`.", f"`{right}` と書く。"
            yield problem("enum", node, part.at("name"), words, hint)


def well_known_value_problems(manifest: Manifest) -> Iterator[Problem]:
    """Values of well-known labels and annotations that mean nothing (`enum`)."""
    for part in manifest.of("meta.v1.ObjectMeta"):
        for key, (_, node) in fields(part.value("annotations")).items():
            allowed, raw = _ANNOTATIONS.get(key), text(node)
            if allowed and raw and raw not in allowed:
                names_en, names_ja = listed(allowed)
                words = (
                    f"`{key}` must be {names_en}, not `{raw}`.",
                    f"`{key}` に書けるのは {names_ja}（今は `{raw}`）。",
                )
                near, _ = nearest(raw, allowed)
                hint = (f"Did you mean `{near}`?", f"`{near}` の間違いか。") if near else None
                yield problem("enum", node, f"{part.at('annotations')}.{key}", words, hint)
    for part in manifest.of("core.v1.PodSpec"):
        for key, (_, node) in fields(part.value("nodeSelector")).items():
            yield from node_label_problems(node, key, f"{part.at('nodeSelector')}.{key}")
    for part in manifest.of("core.v1.NodeSelectorRequirement"):
        for index, node in enumerate(items(part.value("values"))):
            yield from node_label_problems(node, part.text("key") or "", f"{part.at('values')}[{index}]")


def node_label_problems(node: yaml.Node, key: str, path: str) -> Iterator[Problem]:
    """A value that no node has under a well-known label (`enum`)."""
    raw = text(node)
    right = _NODE_LABELS.get(key, {}).get(raw or "")
    if right:
        words = f"No node has `{key}: {raw}`.", f"`{key}: {raw}` のノードはない。"
        yield problem("enum", node, path, words, (f"Write `{right}`.", f"`{right}` と書く。"))
