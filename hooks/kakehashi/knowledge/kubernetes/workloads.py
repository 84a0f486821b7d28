"""Relations inside one workload: selector and template labels, restart policies, update strategies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import yaml

from kakehashi.knowledge.kubernetes.manifest import Manifest, Part
from kakehashi.knowledge.kubernetes.problem import Problem, problem
from kakehashi.knowledge.kubernetes.values import Fields, fields, is_placeholder, items, text

_SELECTING = (
    "apps.v1.DeploymentSpec",
    "apps.v1.ReplicaSetSpec",
    "apps.v1.StatefulSetSpec",
    "apps.v1.DaemonSetSpec",
    "core.v1.ReplicationControllerSpec",
)
_STRATEGIES = {"apps.v1.DeploymentStrategy": "Recreate", "apps.v1.StatefulSetUpdateStrategy": "OnDelete",
               "apps.v1.DaemonSetUpdateStrategy": "OnDelete"}  # fmt: skip

Labels = Mapping[str, str | None]
"""Labels by key; None where the value is a placeholder."""


def labels_of(metadata: yaml.Node | None) -> dict[str, str | None]:
    """The labels in a metadata node."""
    entry = fields(metadata).get("labels")
    return {key: text(value) for key, (_, value) in fields(entry[1] if entry else None).items()}


def template_labels(spec: Part) -> dict[str, str | None]:
    """The labels of a workload's Pod template."""
    return labels_of(fields(spec.value("template")).get("metadata", (None, None))[1])


def uncertain(labels: Labels) -> bool:
    """Whether placeholders keep a comparison of labels from meaning anything."""
    return any(value is None or "<" in key or "$" in key or "{" in key for key, value in labels.items())


def mismatch(selector: Fields, labels: Labels) -> tuple[yaml.Node, str, str | None] | None:
    """The first requirement of a `matchLabels`-like mapping the labels do not meet: value node, key, actual value."""
    for key, (_, node) in selector.items():
        wanted = text(node)
        if wanted is not None and labels.get(key) != wanted:
            return node, key, labels.get(key)
    return None


def matches_expression(node: yaml.Node, labels: Labels) -> bool:
    """Whether labels meet one set-based requirement; an unknown operator counts as met."""
    entry = fields(node)
    key = text(entry.get("key", (None, None))[1])
    operator = text(entry.get("operator", (None, None))[1])
    values = [text(item) for item in items(entry.get("values", (None, None))[1])]
    if key is None or None in values:
        return True
    if operator == "In":
        return labels.get(key) in values
    if operator == "NotIn":
        return labels.get(key) not in values
    if operator == "Exists":
        return key in labels
    return operator != "DoesNotExist" or key not in labels


def selector_problems(manifest: Manifest) -> Iterator[Problem]:
    """Workloads whose selector does not match the labels of their own Pod template (`selector`)."""
    if manifest.partial:
        return
    for spec in manifest.of(*_SELECTING):
        template = spec.value("template")
        if not isinstance(template, yaml.MappingNode) or manifest.elided(template):
            continue
        labels = template_labels(spec)
        selector = fields(spec.value("selector"))
        plain = spec.definition == "core.v1.ReplicationControllerSpec"
        wanted = selector if plain else fields(selector.get("matchLabels", (None, None))[1])
        if any(is_placeholder(key) for key, _ in wanted.values()) or uncertain(labels):
            continue
        path = spec.at("selector") if plain else f"{spec.at('selector')}.matchLabels"
        missed = mismatch(wanted, labels)
        if missed:
            node, key, actual = missed
            yield _mismatch(node, f"{path}.{key}", key, text(node) or "", actual, labels)
            continue
        for index, node in enumerate(items(selector.get("matchExpressions", (None, None))[1])):
            if not plain and not matches_expression(node, labels):
                words = (
                    "The selector does not match the labels of the Pod template.",
                    "セレクターが Pod テンプレートのラベルと一致しない。",
                )
                yield problem("selector", node, f"{spec.at('selector')}.matchExpressions[{index}]", words)
        if "selector" in spec.fields and not selector and not is_placeholder(spec.fields["selector"][1]):
            words = (
                "The selector is empty; it must match the labels of the Pod template.",
                ("セレクターが空。Pod テンプレートのラベルと一致させる。"),
            )
            yield problem("selector", spec.key("selector"), spec.at("selector"), words)


def _mismatch(node: yaml.Node, path: str, key: str, wanted: str, actual: str | None, labels: Labels) -> Problem:
    if actual is not None:
        words = (
            f"The selector wants `{key}: {wanted}`, but the Pod template has `{key}: {actual}`.",
            f"セレクターは `{key}: {wanted}` を求めるが、Pod テンプレートは `{key}: {actual}`。",
        )
    else:
        words = (
            f"The selector wants `{key}: {wanted}`, but the Pod template has no such label.",
            f"セレクターは `{key}: {wanted}` を求めるが、Pod テンプレートにそのラベルがない。",
        )
    hint = None
    if actual is not None or not labels:
        right = actual or wanted
        hint = f"Use `{key}: {right}` in both places.", f"両方を `{key}: {right}` にそろえる。"
    return problem("selector", node, path, words, hint)


def restart_policy_problems(manifest: Manifest) -> Iterator[Problem]:
    """Restart policies a workload does not take (`restart-policy`)."""
    for pod in manifest.of("core.v1.PodSpec"):
        policy, node = pod.text("restartPolicy"), pod.value("restartPolicy")
        if pod.up("batch.v1.JobSpec"):
            if policy == "Always" and node is not None:
                words = (
                    "A Job cannot restart its Pods `Always`.",
                    "Job では `restartPolicy: Always` は使えない。",
                )
                hint = "Write `Never` or `OnFailure`.", "`Never` か `OnFailure` と書く。"
                yield problem("restart-policy", node, pod.at("restartPolicy"), words, hint)
            elif node is None and not manifest.partial and not manifest.open(pod.node):
                words = (
                    "A Job must say `restartPolicy`: the default `Always` is not allowed.",
                    "Job には `restartPolicy` が必要。既定の `Always` は使えない。",
                )
                hint = "Add `restartPolicy: Never` or `OnFailure`.", "`restartPolicy: Never` か `OnFailure` を加える。"
                holder = pod.parent.key(pod.name) if pod.parent and pod.name else pod.node
                yield problem("restart-policy", holder, pod.at("restartPolicy"), words, hint)
        elif policy in ("Never", "OnFailure") and node is not None and any(pod.up(name) for name in _SELECTING):
            words = (
                f"Only a bare Pod or a Job may have `restartPolicy: {policy}`; here it must be `Always`.",
                f"`restartPolicy: {policy}` は単独の Pod か Job だけ。ここでは `Always`。",
            )
            hint = "Write `Always` or remove the line.", "`Always` と書くか、この行を消す。"
            yield problem("restart-policy", node, pod.at("restartPolicy"), words, hint)
    for definition, kind in _STRATEGIES.items():
        for part in manifest.of(definition):
            if part.text("type") == kind and "rollingUpdate" in part.fields:
                words = (
                    f"`rollingUpdate` does not go with `type: {kind}`.",
                    f"`type: {kind}` に `rollingUpdate` は書けない。",
                )
                yield problem("exclusive-fields", part.key("rollingUpdate"), part.at("rollingUpdate"), words)
