"""Fragments that name no place, where their keys leave no doubt: what a Pod or a container says about itself."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from kakehashi.knowledge.kubernetes.manifest import Manifest
from kakehashi.knowledge.kubernetes.schemas import FieldType, schemas_for
from kakehashi.knowledge.kubernetes.suggest import nearest
from kakehashi.knowledge.kubernetes.values import fields, items

_POD, _CONTAINER, _META = "core.v1.PodSpec", "core.v1.Container", "meta.v1.ObjectMeta"
_RESOURCES = "core.v1.ResourceRequirements"
_PROBES = ("livenessProbe", "readinessProbe", "startupProbe")
_HANDLERS = {"httpGet", "tcpSocket", "exec", "grpc", "httpget", "tcpsocket"}


def guessed(root: yaml.Node, versions: tuple[str, ...], elisions: frozenset[int] = frozenset()) -> list[Manifest]:
    """The parts of a fragment whose definition its keys give away, as patches: required fields may be missing.

    Args:
        root: The root node of a document without apiVersion and kind.
        versions: Kubernetes minor versions it must be right for.
        elisions: Lines (from 0) with a comment such as `# ...`.
    """
    schemas = schemas_for(versions)
    found = []
    for node, definition, path in _candidates(root):
        known = schemas.definition(definition).fields
        names = fields(node).keys()
        strangers = [name for name in names if name not in known]
        # A stranger that is no slip of a field means that this is something else, such as values of a chart.
        if len(strangers) > 1 or any(nearest(name, known.keys() - names)[0] is None for name in strangers):
            continue
        found.append(
            Manifest(
                node,
                versions,
                definition,
                partial=True,
                fragment=True,
                elisions=elisions,
                place=FieldType("definition", definition),
                at=path,
            )
        )
    return found


def _candidates(root: yaml.Node) -> Iterator[tuple[yaml.Node, str, str]]:
    """Nodes with the definition they seem to have and their path."""
    if isinstance(root, yaml.SequenceNode):
        for index, item in enumerate(root.value):
            if _is_container(item):
                yield item, _CONTAINER, f"[{index}]"
        return
    entries = fields(root)
    if _is_pod(root):
        yield root, _POD, ""
    elif _is_container(root):
        yield root, _CONTAINER, ""
    elif entries.keys() == {"resources"} and _is_resources(entries["resources"][1]):
        yield entries["resources"][1], _RESOURCES, "resources"
    elif entries and entries.keys() <= {"metadata", "spec"}:
        meta = entries.get("metadata")
        if meta and fields(meta[1]).keys() & {"labels", "annotations"}:
            yield meta[1], _META, "metadata"
        yield from _pods(entries["spec"][1] if "spec" in entries else None, "spec")


def _pods(node: yaml.Node | None, path: str) -> Iterator[tuple[yaml.Node, str, str]]:
    """The Pod specs in the spec of a workload."""
    for _ in range(6):
        if node is None:
            return
        if _is_pod(node):
            yield node, _POD, path
            return
        entries = fields(node)
        step = next((name for name in ("template", "jobTemplate", "spec") if name in entries), None)
        if step is None:
            return
        node, path = entries[step][1], f"{path}.{step}"


def _is_pod(node: yaml.Node) -> bool:
    entries = fields(node)
    return any(
        name in entries
        and bool(items(entries[name][1]))
        and all(_looks_contained(item) for item in items(entries[name][1]))
        for name in ("containers", "initContainers")
    )


def _looks_contained(item: yaml.Node) -> bool:
    names = fields(item).keys()
    return "name" in names and bool(names & {"image", "command", "resources", "env", "ports", "volumeMounts", *_PROBES})


def _is_container(node: yaml.Node) -> bool:
    entries = fields(node)
    if any(name in entries and fields(entries[name][1]).keys() & _HANDLERS for name in _PROBES):
        return True
    ports = entries.get("ports")
    if ports and any("containerPort" in fields(item) for item in items(ports[1])):
        return True
    mounts = entries.get("volumeMounts")
    return bool(mounts and any("mountPath" in fields(item) for item in items(mounts[1])))


def _is_resources(node: yaml.Node) -> bool:
    names = fields(node).keys()
    return bool(names) and names <= {"limits", "requests", "claims"}
