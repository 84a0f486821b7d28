"""Numbers outside what the API takes: ports, counts, percentages, file modes, weights.

Bounds from the API reference of each field; the NodePort range is the default of `--service-node-port-range`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from kakehashi.knowledge.kubernetes.manifest import Manifest, Part
from kakehashi.knowledge.kubernetes.problem import Problem, problem
from kakehashi.knowledge.kubernetes.values import INT, STRING, is_placeholder, scalar
from kakehashi.knowledge.kubernetes.words import shown

_PORT = (1, 65535)
_FROM_ZERO: tuple[int, int | None] = (0, None)
_FROM_ONE: tuple[int, int | None] = (1, None)
_PROBE = dict.fromkeys(("initialDelaySeconds", "periodSeconds", "timeoutSeconds", "failureThreshold"), _FROM_ZERO)

BOUNDS: dict[str, dict[str, tuple[int, int | None]]] = {
    "core.v1.ContainerPort": {"containerPort": _PORT, "hostPort": (0, 65535)},
    "core.v1.ServicePort": {"port": _PORT, "targetPort": _PORT},
    "core.v1.HTTPGetAction": {"port": _PORT},
    "core.v1.TCPSocketAction": {"port": _PORT},
    "core.v1.GRPCAction": {"port": _PORT},
    "core.v1.Probe": _PROBE | {"successThreshold": _FROM_ZERO, "terminationGracePeriodSeconds": _FROM_ONE},
    "core.v1.PodSpec": {"terminationGracePeriodSeconds": _FROM_ZERO, "activeDeadlineSeconds": _FROM_ONE},
    "core.v1.SecurityContext": {"runAsUser": _FROM_ZERO, "runAsGroup": _FROM_ZERO},
    "core.v1.PodSecurityContext": {"runAsUser": _FROM_ZERO, "runAsGroup": _FROM_ZERO, "fsGroup": _FROM_ZERO},
    "core.v1.WeightedPodAffinityTerm": {"weight": (1, 100)},
    "core.v1.PreferredSchedulingTerm": {"weight": (1, 100)},
    "core.v1.TopologySpreadConstraint": {"maxSkew": _FROM_ONE, "minDomains": _FROM_ONE},
    "core.v1.ClientIPConfig": {"timeoutSeconds": (1, 86400)},
    "core.v1.ReplicationControllerSpec": {"replicas": _FROM_ZERO},
    "apps.v1.DeploymentSpec": {
        "replicas": _FROM_ZERO,
        "minReadySeconds": _FROM_ZERO,
        "revisionHistoryLimit": _FROM_ZERO,
        "progressDeadlineSeconds": _FROM_ZERO,
    },
    "apps.v1.ReplicaSetSpec": {"replicas": _FROM_ZERO, "minReadySeconds": _FROM_ZERO},
    "apps.v1.StatefulSetSpec": {
        "replicas": _FROM_ZERO,
        "minReadySeconds": _FROM_ZERO,
        "revisionHistoryLimit": _FROM_ZERO,
    },
    "apps.v1.DaemonSetSpec": {"minReadySeconds": _FROM_ZERO, "revisionHistoryLimit": _FROM_ZERO},
    "apps.v1.RollingUpdateStatefulSetStrategy": {"partition": _FROM_ZERO},
    "batch.v1.JobSpec": {
        "parallelism": _FROM_ZERO,
        "completions": _FROM_ZERO,
        "backoffLimit": _FROM_ZERO,
        "ttlSecondsAfterFinished": _FROM_ZERO,
        "activeDeadlineSeconds": _FROM_ONE,
    },
    "batch.v1.CronJobSpec": {
        "startingDeadlineSeconds": _FROM_ZERO,
        "successfulJobsHistoryLimit": _FROM_ZERO,
        "failedJobsHistoryLimit": _FROM_ZERO,
    },
    "autoscaling.v1.HorizontalPodAutoscalerSpec": {"minReplicas": _FROM_ZERO, "maxReplicas": _FROM_ONE},
    "autoscaling.v2.HorizontalPodAutoscalerSpec": {"minReplicas": _FROM_ZERO, "maxReplicas": _FROM_ONE},
    "autoscaling.v2.MetricTarget": {"averageUtilization": _FROM_ONE},
    "autoscaling.v2.HPAScalingRules": {"stabilizationWindowSeconds": (0, 3600)},
    "autoscaling.v2.HPAScalingPolicy": {"value": _FROM_ONE, "periodSeconds": (1, 1800)},
    "networking.v1.ServiceBackendPort": {"number": _PORT},
    "networking.v1.NetworkPolicyPort": {"port": _PORT, "endPort": _PORT},
    "discovery.v1.EndpointPort": {"port": _PORT},
    "admissionregistration.v1.MutatingWebhook": {"timeoutSeconds": (1, 30)},
    "admissionregistration.v1.ValidatingWebhook": {"timeoutSeconds": (1, 30)},
    "scheduling.v1.PriorityClass": {"value": (-2147483648, 1000000000)},
    "policy.v1.PodDisruptionBudgetSpec": {"minAvailable": _FROM_ZERO, "maxUnavailable": _FROM_ZERO},
}

# Fields that take a count or a percentage, and whether more than 100 % is refused.
_PERCENT: dict[str, dict[str, bool]] = {
    "apps.v1.RollingUpdateDeployment": {"maxSurge": False, "maxUnavailable": True},
    "apps.v1.RollingUpdateDaemonSet": {"maxSurge": True, "maxUnavailable": True},
    "apps.v1.RollingUpdateStatefulSetStrategy": {"maxUnavailable": True},
    "policy.v1.PodDisruptionBudgetSpec": {"minAvailable": True, "maxUnavailable": True},
}
_MODES = {
    "core.v1.SecretVolumeSource": "defaultMode",
    "core.v1.ConfigMapVolumeSource": "defaultMode",
    "core.v1.DownwardAPIVolumeSource": "defaultMode",
    "core.v1.ProjectedVolumeSource": "defaultMode",
    "core.v1.KeyToPath": "mode",
    "core.v1.DownwardAPIVolumeFile": "mode",
}
_MODE_DIGITS = re.compile(r"[0-7]{3}")


def _number(part: Part, name: str) -> tuple[yaml.ScalarNode, int] | None:
    node = part.value(name)
    if isinstance(node, yaml.ScalarNode) and node.tag == INT:
        value: Any = scalar(node)
        if isinstance(value, int):
            return node, value
    return None


def range_problems(manifest: Manifest) -> Iterator[Problem]:
    """Numbers the API refuses (`range`); a NodePort outside the default range and odd file modes are warnings."""
    for definition, parts in manifest.by_definition.items():
        for name, (low, high) in BOUNDS.get(definition, {}).items():
            for part in parts:
                found = _number(part, name)
                if found and (found[1] < low or (high is not None and found[1] > high)):
                    yield _outside(found[0], part.at(name), found[1], low, high)
    for definition, names in _PERCENT.items():
        for part in manifest.of(definition):
            for name, capped in names.items():
                yield from _percent(part, name, capped)
    yield from _node_ports(manifest)
    yield from _modes(manifest)
    yield from _combined(manifest)


def _outside(node: yaml.Node, path: str, value: int, low: int, high: int | None) -> Problem:
    if high is None:
        words = f"`{path}` must be at least {low}, not {value}.", f"`{path}` は {low} 以上（今は {value}）。"
    else:
        words = (
            f"`{path}` must be between {low} and {high}, not {value}.",
            f"`{path}` は {low} 以上 {high} 以下（今は {value}）。",
        )
    return problem("range", node, path, words)


def _percent(part: Part, name: str, capped: bool) -> Iterator[Problem]:
    node = part.value(name)
    if not isinstance(node, yaml.ScalarNode) or is_placeholder(node):
        return
    path = part.at(name)
    if node.tag == INT:
        found = _number(part, name)
        if found and found[1] < 0 and part.definition != "policy.v1.PodDisruptionBudgetSpec":
            yield _outside(node, path, found[1], 0, None)
    elif node.tag == STRING and node.value:
        raw = str(node.value)
        if not re.fullmatch(r"\d+%", raw):
            words = (
                f"`{path}` takes a whole number or a percentage such as `25%`, not `{shown(raw)}`.",
                f"`{path}` に書けるのは整数か `25%` のような割合（今は `{shown(raw)}`）。",
            )
            yield problem("range", node, path, words)
        elif capped and int(raw[:-1]) > 100:
            words = f"`{path}` cannot be more than 100%.", f"`{path}` は 100% まで。"
            yield problem("range", node, path, words)


def _node_ports(manifest: Manifest) -> Iterator[Problem]:
    for part in manifest.of("core.v1.ServicePort"):
        found = _number(part, "nodePort")
        if not found:
            continue
        if not 0 <= found[1] <= 65535:
            yield _outside(found[0], part.at("nodePort"), found[1], 0, 65535)
        elif found[1] and not 30000 <= found[1] <= 32767:
            words = (
                f"{found[1]} is outside the default range of node ports, 30000 to 32767.",
                f"{found[1]} は既定の NodePort の範囲 30000〜32767 の外。",
            )
            yield problem("range", found[0], part.at("nodePort"), words, severity="warning")


def _modes(manifest: Manifest) -> Iterator[Problem]:
    for definition, name in _MODES.items():
        for part in manifest.of(definition):
            found = _number(part, name)
            if not found:
                continue
            node, value = found
            raw = str(node.value)
            slip = bool(_MODE_DIGITS.fullmatch(raw))
            hint = (f"Write `0{raw}`.", f"`0{raw}` と書く。") if slip else None
            if not 0 <= value <= 0o777:
                words = (
                    f"{raw} is decimal; file modes go from 0 to 0777 (511).",
                    f"{raw} は 10 進数。ファイルモードは 0〜0777（511）。",
                )
                yield problem("range", node, part.at(name), words, hint, replacement=f"0{raw}" if slip else None)
            elif slip and raw in ("400", "440", "444", "500"):
                words = (
                    f"{raw} is decimal and means the mode 0{value:o}.",
                    f"{raw} は 10 進数で、モード 0{value:o} を意味する。",
                )
                yield problem("range", node, part.at(name), words, hint, severity="warning")


def _combined(manifest: Manifest) -> Iterator[Problem]:
    for part in manifest.of("autoscaling.v2.HorizontalPodAutoscalerSpec", "autoscaling.v1.HorizontalPodAutoscalerSpec"):
        least, most = _number(part, "minReplicas"), _number(part, "maxReplicas")
        if least and most and least[1] > most[1]:
            words = (
                f"`minReplicas` ({least[1]}) is above `maxReplicas` ({most[1]}).",
                f"`minReplicas`（{least[1]}）が `maxReplicas`（{most[1]}）より大きい。",
            )
            yield problem("range", least[0], part.at("minReplicas"), words)
    for part in manifest.of("apps.v1.RollingUpdateDeployment"):
        surge, lost = part.text("maxSurge"), part.text("maxUnavailable")
        if surge in ("0", "0%") and lost in ("0", "0%"):
            words = (
                "`maxSurge` and `maxUnavailable` must not both be 0: the rollout could not move.",
                "`maxSurge` と `maxUnavailable` を両方 0 にはできない。更新が進まなくなる。",
            )
            yield problem("range", part.key("maxUnavailable"), part.at("maxUnavailable"), words)
    for part in manifest.of("core.v1.Probe"):
        success = _number(part, "successThreshold")
        if success and success[1] != 1 and success[1] > 0 and part.name in ("livenessProbe", "startupProbe"):
            words = (
                f"`successThreshold` of a {part.name} must be 1.",
                f"{part.name} の `successThreshold` は 1 だけ。",
            )
            yield problem("range", success[0], part.at("successThreshold"), words)
    for part in manifest.of("networking.v1.NetworkPolicyPort"):
        first, last = _number(part, "port"), _number(part, "endPort")
        if first and last and last[1] < first[1]:
            words = "`endPort` must not be below `port`.", "`endPort` を `port` より小さくはできない。"
            yield problem("range", last[0], part.at("endPort"), words)
