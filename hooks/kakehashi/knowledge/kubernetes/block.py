"""The objects of one block (the documents that a page shows together) and the Pods they make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from kakehashi.knowledge.kubernetes.manifest import Manifest, Part
from kakehashi.knowledge.kubernetes.values import fields, items, text
from kakehashi.knowledge.kubernetes.workloads import Labels, labels_of, uncertain

_TEMPLATE_OWNERS = (
    "apps.v1.DeploymentSpec",
    "apps.v1.StatefulSetSpec",
    "apps.v1.DaemonSetSpec",
    "apps.v1.ReplicaSetSpec",
    "core.v1.ReplicationControllerSpec",
    "batch.v1.JobSpec",
)


@dataclass(frozen=True, slots=True)
class Workload:
    """Something in the block that makes Pods.

    Args:
        manifest: Its object.
        labels: The labels of its Pods; values that are placeholders are None.
        pod: The Pods' spec.
    """

    manifest: Manifest
    labels: Labels
    pod: Part

    @property
    def containers(self) -> list[yaml.Node]:
        """Its containers, and its sidecars (init containers that keep running)."""
        sidecars = [
            node
            for node in items(self.pod.value("initContainers"))
            if text(fields(node).get("restartPolicy", (None, None))[1]) == "Always"
        ]
        return items(self.pod.value("containers")) + sidecars

    def ports(self) -> tuple[set[str], set[str]]:
        """Names and numbers of the ports its containers declare."""
        names: set[str] = set()
        numbers: set[str] = set()
        for container in self.containers:
            entry = fields(container).get("ports")
            for port in items(entry[1] if entry else None):
                found = fields(port)
                names.add(text(found.get("name", (None, None))[1]) or "")
                numbers.add(text(found.get("containerPort", (None, None))[1]) or "")
        return names - {""}, numbers - {""}

    def open_ended(self) -> bool:
        """Whether placeholders or elisions leave its ports unknown."""
        if self.manifest.elided(self.pod.node) or not self.containers:
            return True
        for container in self.containers:
            entry = fields(container).get("ports")
            for port in items(entry[1] if entry else None):
                found = fields(port)
                if any(name in found and text(found[name][1]) is None for name in ("name", "containerPort")):
                    return True
        return False


def workloads(manifests: Sequence[Manifest]) -> list[Workload]:
    """The workloads of a block."""
    return list(_workloads(manifests))


def _workloads(manifests: Sequence[Manifest]) -> Iterator[Workload]:
    for manifest in manifests:
        if manifest.fragment or manifest.partial:
            continue
        for pod in manifest.of("core.v1.PodSpec"):
            owner = pod.parent
            if owner is None or owner.up("core.v1.PodTemplateSpec"):
                continue
            holder = owner.parent if owner.definition == "core.v1.PodTemplateSpec" else None
            if owner.definition == "core.v1.Pod" or (holder and holder.definition in _TEMPLATE_OWNERS):
                yield Workload(manifest, labels_of(owner.value("metadata")), pod)


def same_namespace(left: Manifest, right: Manifest) -> bool:
    """Whether two objects of a block are applied to one namespace; an absent one can be any."""
    return left.namespace is None or right.namespace is None or left.namespace == right.namespace


def selected(selector: dict[str, str | None], manifest: Manifest, found: Sequence[Workload]) -> list[Workload]:
    """The workloads whose Pods an equality selector picks."""
    return [
        workload
        for workload in found
        if same_namespace(manifest, workload.manifest)
        and all(value is not None and workload.labels.get(key) == value for key, value in selector.items())
    ]


def certain(found: Sequence[Workload]) -> bool:
    """Whether no label of the workloads is a placeholder."""
    return not any(uncertain(workload.labels) for workload in found)


def named(manifests: Sequence[Manifest], kind: str) -> dict[str, Manifest]:
    """The objects of a kind by name; those without a plain name are left out."""
    return {manifest.name: manifest for manifest in manifests if manifest.kind == kind and manifest.name}
