"""What controllers make of the objects of a page: Pods, ReplicaSets, EndpointSlices, claims."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .manifest import at, items, mapping, text
from .objects import Object, World, built_in
from .place import Text

WORKLOADS = ("Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job", "CronJob", "ReplicationController", "Pod")
"""Kinds that hold a Pod or a template for one."""

_ALPHABET = "bcdfghjklmnpqrstvwxz2456789"
_RANDOM = {
    "Deployment": re.compile(rf"-[{_ALPHABET}]{{5,10}}-[{_ALPHABET}]{{5}}"),
    "CronJob": re.compile(rf"-\d{{5,12}}-[{_ALPHABET}]{{5}}"),
}
_RANDOM_OTHER = re.compile(rf"-[{_ALPHABET}]{{5}}")
_LOOKS_RANDOM = re.compile(rf".+-[{_ALPHABET}]{{8,10}}-[{_ALPHABET}]{{5}}")


def template_of(one: Object) -> dict[str, Any]:
    """Return the Pod template of a workload: its ``metadata`` and ``spec``; empty for other objects."""
    if one.is_a("Pod"):
        return one.data
    if one.is_a("CronJob"):
        return mapping(one.data, "spec", "jobTemplate", "spec", "template")
    return mapping(one.data, "spec", "template") if one.is_a(*WORKLOADS) else {}


def replicas_of(one: Object) -> int:
    """Return how many Pods a workload keeps: 1 where it does not say or nobody knows."""
    asked = text(one.data, "spec", "replicas")
    return int(asked) if asked is not None and asked.isdecimal() and not asked.unknown else 1


def containers_of(template: Any) -> dict[str, dict[str, Any]]:
    """Return the containers of a Pod template by name, init containers first."""
    spec = mapping(template, "spec")
    found: dict[str, dict[str, Any]] = {}
    for field in ("initContainers", "containers", "ephemeralContainers"):
        for container in items(spec, field):
            name = text(container, "name")
            if name is not None:
                found[name] = container
    return found


def _pod(owner: Object, name: str, labels: dict[str, Any], *, random: bool, count: int = 1) -> Object:
    template = template_of(owner)
    data = {
        "metadata": {"labels": {**mapping(template, "metadata", "labels"), **labels}},
        "spec": at(template, "spec") or {},
    }
    return Object(
        built_in("Pod"),
        owner.namespace,
        name,
        data,
        owner.place,
        "controller",
        random,
        owner.blurred,
        owner.doubtful,
        count,
    )


def _claims(owner: Object, count: int) -> Iterator[Object]:
    for claim in items(owner.data, "spec", "volumeClaimTemplates"):
        name = text(claim, "metadata", "name")
        for number in range(count):
            data = claim if isinstance(claim, dict) else {}
            place = name.place if name else None
            full = f"{name}-{owner.name}-{number}"
            yield Object(built_in("PersistentVolumeClaim"), owner.namespace, full, data, place, "controller")


def made_of(one: Object, least: int = 0) -> Iterator[Object]:
    """Yield what controllers make of one object. least: how many Pods it has at least, whatever its scale says."""
    count = max(replicas_of(one), least)
    if one.is_a("Deployment", "ReplicaSet", "DaemonSet", "ReplicationController"):
        if count:
            yield _pod(one, one.name, {}, random=True, count=count)
        if one.is_a("Deployment"):
            data = {"metadata": {"labels": mapping(template_of(one), "metadata", "labels")}}
            yield Object(built_in("ReplicaSet"), one.namespace, one.name, data, one.place, "controller", True)
    elif one.is_a("StatefulSet"):
        start = text(one.data, "spec", "ordinals", "start")
        first = int(start) if start is not None and start.isdecimal() else 0
        for number in range(first, first + min(count, 50)):
            name = f"{one.name}-{number}"
            extra: dict[str, Any] = {
                "statefulset.kubernetes.io/pod-name": Text(name),
                "apps.kubernetes.io/pod-index": Text(str(number)),
            }
            yield _pod(one, name, extra, random=False)
    elif one.is_a("Job"):
        name_of_job = Text(one.name)
        labels: dict[str, Any] = {"job-name": name_of_job, "batch.kubernetes.io/job-name": name_of_job}
        yield _pod(one, one.name, labels, random=True)
    elif one.is_a("CronJob"):
        yield Object(
            built_in("Job"),
            one.namespace,
            one.name,
            mapping(one.data, "spec", "jobTemplate"),
            one.place,
            "controller",
            True,
        )
        unknown = Text("", None, True)
        yield _pod(one, one.name, {"job-name": unknown, "batch.kubernetes.io/job-name": unknown}, random=True)
    elif one.is_a("Service") and mapping(one.data, "spec", "selector"):
        data = {"metadata": {"labels": {**one.labels, "kubernetes.io/service-name": Text(one.name)}}}
        yield Object(built_in("EndpointSlice"), one.namespace, one.name, data, one.place, "controller", True)
    elif one.is_a("Namespace"):
        yield Object(built_in("ServiceAccount"), one.name, "default", {}, None, "controller")
        yield Object(
            built_in("ConfigMap"),
            one.name,
            "kube-root-ca.crt",
            {"data": {Text("ca.crt"): Text("")}},
            None,
            "controller",
        )


def keep_claims(world: World) -> None:
    """Create the claims of StatefulSets: they outlive the StatefulSet and its scale."""
    for one in [one for one in world.objects.values() if one.is_a("StatefulSet")]:
        for claim in _claims(one, replicas_of(one)):
            if claim.key not in world.objects:
                world.put(claim)


class Derived:
    """Created objects and what controllers made of them; read anew whenever the world changed."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._seen = -1
        self._made: list[Object] = []

    def made(self) -> list[Object]:
        """What controllers made."""
        if self._seen != self._world.changes:
            keep_claims(self._world)
            self._made = [made for one in list(self._world.objects.values()) for made in made_of(one)]
            self._seen = self._world.changes
        return self._made

    def all(self) -> Iterator[Object]:
        """Every object."""
        made = self.made()
        yield from self._world.objects.values()
        yield from made

    def pods(self, namespace: str | None = None) -> Iterator[Object]:
        """Every Pod, in one namespace or in all."""
        for one in self.all():
            if one.is_a("Pod") and (namespace is None or one.namespace == namespace):
                yield one


def random_owner(name: str, owners: list[Object]) -> Object | None:
    """Return the workload that a Pod's full name with its random end points to, or None."""
    for one in owners:
        form = _RANDOM.get(one.type.kind, _RANDOM_OTHER)
        if name.startswith(one.name) and form.fullmatch(name[len(one.name) :]):
            return one
    return None


def looks_random(name: str) -> bool:
    """Whether a Pod's name ends as those of a Deployment do."""
    return bool(_LOOKS_RANDOM.fullmatch(name))
