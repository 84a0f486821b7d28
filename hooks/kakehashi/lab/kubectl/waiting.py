"""kubectl wait and rollout status: whether what is waited for can come true."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kakehashi.knowledge.commands.suggest import nearest
from kakehashi.lab.manifest import text
from kakehashi.lab.objects import Object
from kakehashi.lab.place import Text

from .request import Request, Target

CONDITIONS: Mapping[str, tuple[str, ...]] = {
    "Pod": ("Ready", "Initialized", "ContainersReady", "PodScheduled", "PodReadyToStartContainers", "DisruptionTarget",
            "PodResizePending", "PodResizeInProgress"),
    "Deployment": ("Available", "Progressing", "ReplicaFailure"),
    "ReplicaSet": ("ReplicaFailure",),
    "StatefulSet": (),
    "DaemonSet": (),
    "Job": ("Complete", "Failed", "Suspended", "SuccessCriteriaMet", "FailureTarget"),
    "CronJob": (),
    "Node": ("Ready", "MemoryPressure", "DiskPressure", "PIDPressure", "NetworkUnavailable"),
    "HorizontalPodAutoscaler": ("AbleToScale", "ScalingActive", "ScalingLimited", "ScaledToZero"),
    "PodDisruptionBudget": ("DisruptionAllowed",),
    "ConfigMap": (),
    "Secret": (),
    "ServiceAccount": (),
    "Ingress": (),
    "StorageClass": (),
    "CustomResourceDefinition": ("Established", "NamesAccepted", "NonStructuralSchema", "Terminating"),
}  # fmt: skip
"""The conditions the controllers of Kubernetes set, by kind.

Source: the condition types of k8s.io/api and https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-conditions
"""

PHASES: Mapping[str, tuple[str, ...]] = {
    "Pod": ("Pending", "Running", "Succeeded", "Failed", "Unknown"),
    "PersistentVolumeClaim": ("Pending", "Bound", "Lost"),
    "PersistentVolume": ("Available", "Bound", "Released", "Failed", "Pending"),
    "Namespace": ("Active", "Terminating"),
}
"""The values of ``.status.phase`` of the kinds that have one. Source: k8s.io/api/core/v1."""

WITHOUT_PHASE = (
    "Deployment",
    "ReplicaSet",
    "StatefulSet",
    "DaemonSet",
    "Job",
    "CronJob",
    "Service",
    "ConfigMap",
    "Secret",
)

_PHASE = re.compile(r"\{?\.status\.phase\}?")


def wait(request: Request) -> None:
    """kubectl wait."""
    state = request.state
    state.settle(request.namespace)
    condition = request.flag("for")
    if condition is None or condition.unknown or state.mood.tolerated:
        return
    verb = condition.lower()
    if request.flags("filename"):
        for _ in request.sources():
            pass
        return
    for target in request.targets():
        if verb == "delete":
            for there in _still_there(request, target):
                _hopeless(request, condition, there.type.kind, there.shown, "nobody-deletes")
            continue
        if verb == "create":
            continue
        if target.name is None:
            if request.case.has("selector"):
                request.check_selector(target.type)
        else:
            one = request.require(target)
            gone = any(found.kind == "missing-object" and found.place == target.name.place for found in state.troubles)
            if one is None and gone:
                continue
        if target.type is not None and target.type.built_in:
            _judge(request, condition, target.type.kind)


def _still_there(request: Request, target: Target) -> list[Object]:
    """The objects somebody waits for to disappear though nothing deletes them."""
    if target.type is None or target.name is None or target.name.unknown or request.namespace.unknown:
        return []
    found = request.state.world.get(target.type, request.namespace, target.name)
    settled = found is not None and found.source == "page" and not found.doubtful and not found.blurred
    if found is None or not settled or found.is_a("Pod", "Job", "PersistentVolumeClaim", "PersistentVolume", "Node"):
        return []
    return [found]


def _part(request: Request, start: int, end: int | None) -> Text:
    index, offset = request.case.parsed.by_name["for"].where
    return request.call.text(index, offset + start, None if end is None else offset + end)


def _judge(request: Request, condition: Text, kind: str) -> None:
    what, _, value = condition.partition("=")
    if what.lower() == "condition":
        name = value.partition("=")[0]
        known = CONDITIONS.get(kind)
        if known is None or name.lower() in [one.lower() for one in known]:
            return
        part = _part(request, len(what) + 1, len(what) + 1 + len(name))
        other = next((one for one in (_MEANT.get((kind, name.lower())), nearest(name, known)) if one), "")
        request.state.trouble(
            "hopeless-wait", part.place, name, reason="condition", type=kind, near=other, known=", ".join(known)
        )
    elif what.lower() == "jsonpath":
        path, _, wanted = value.partition("=")
        if not _PHASE.fullmatch(path.strip("'\"")):
            return
        start = len(what) + 1
        if kind in WITHOUT_PHASE:
            part = _part(request, start, start + len(path))
            request.state.trouble("hopeless-wait", part.place, path, reason="path", type=kind, near="", known="")
        elif kind in PHASES and wanted and wanted.strip("'\"") not in PHASES[kind]:
            part = _part(request, start + len(path) + 1, None)
            near = nearest(wanted, PHASES[kind]) or ""
            request.state.trouble("hopeless-wait", part.place, wanted, reason="phase", type=kind, near=near,
                                  known=", ".join(PHASES[kind]))  # fmt: skip


_MEANT = {
    ("Job", "available"): "Complete",
    ("Job", "ready"): "Complete",
    ("Job", "completed"): "Complete",
    ("Job", "succeeded"): "Complete",
    ("Deployment", "ready"): "Available",
    ("Deployment", "complete"): "Available",
    ("Pod", "available"): "Ready",
    ("Pod", "running"): "Ready",
    ("Node", "available"): "Ready",
}


def _hopeless(request: Request, condition: Text, kind: str, name: str, reason: str) -> None:
    request.state.trouble(
        "hopeless-wait", condition.place, condition, reason=reason, type=kind, owner=name, near="", known=""
    )


def status(request: Request) -> None:
    """kubectl rollout status: for Deployments, DaemonSets and StatefulSets that roll."""
    request.state.settle(request.namespace)
    for target in request.targets():
        if target.name is None:
            if request.case.has("selector"):
                request.check_selector(target.type)
            continue
        kind = target.type
        if kind is not None and kind.built_in and kind.kind not in ("Deployment", "DaemonSet", "StatefulSet"):
            place = target.type_text.place or target.name.place
            request.state.trouble(
                "hopeless-wait", place, str(target.type_text), reason="rollout", type=kind.kind, near="", known=""
            )
            continue
        one = request.require(target)
        if one is not None and text(one.data, "spec", "updateStrategy", "type") == "OnDelete":
            request.state.trouble(
                "hopeless-wait",
                target.name.place,
                target.name,
                reason="on-delete",
                type=one.type.kind,
                owner=one.shown,
                near="",
                known="",
            )
