"""What a writer probably meant: near names, the level a field belongs to, words from Docker Compose and ECS."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import yaml

from kakehashi.knowledge.kubernetes.schemas import FieldType, schemas_for

# What other tools call a field → what a Kubernetes container or workload calls it, and how to write it.
FOREIGN = {
    "environment": "env",
    "entrypoint": "command",
    "cmd": "args",
    "portmappings": "ports",
    "mountpoints": "volumeMounts",
    "volumesfrom": "volumeMounts",
    "envfile": "envFrom",
    "environmentfiles": "envFrom",
    "healthcheck": "livenessProbe",
    "desiredcount": "replicas",
    "minreplicacount": "minReplicas",
    "maxreplicacount": "maxReplicas",
    "taskrolearn": "serviceAccountName",
    "stoptimeout": "terminationGracePeriodSeconds",
    "workingdirectory": "workingDir",
    "readonlyrootfilesystem": "securityContext.readOnlyRootFilesystem",
    "pseudoterminal": "tty",
    "memoryreservation": "resources.requests.memory",
    "memory": "resources.limits.memory",
    "cpu": "resources.requests.cpu",
    "user": "securityContext.runAsUser",
    "privileged": "securityContext.privileged",
}

_SEPARATORS = re.compile(r"[-_ .]")


def squeezed(word: str) -> str:
    """The word without case and separators, so that `image_pull_policy` meets `imagePullPolicy`."""
    return _SEPARATORS.sub("", word).lower()


def nearest(word: str, candidates: Iterable[str]) -> tuple[str | None, bool]:
    """The candidate a misspelt word most likely stands for, and whether that is certain (case and separators only)."""
    # Imported at need: correct pages never ask.
    from rapidfuzz.distance import OSA

    plain = squeezed(word)
    best: str | None = None
    limit = 0 if len(plain) < 3 else 1 if len(plain) < 5 else 2 if len(plain) < 9 else 3
    best_distance = limit + 1
    for candidate in sorted(candidates):
        other = squeezed(candidate)
        if other == plain:
            return candidate, True
        if other in (plain + "s", plain + "es") or plain in (other + "s", other + "es"):
            found = 1
        else:
            found = OSA.distance(plain, other, score_cutoff=limit)
        if found < best_distance and found <= max(1, len(other) // 3):
            best, best_distance = candidate, found
    return best, False


def _fits(node: yaml.Node, kind: FieldType) -> bool:
    if isinstance(node, yaml.SequenceNode):
        return kind.shape == "list"
    if isinstance(node, yaml.MappingNode):
        return kind.shape in ("map", "definition") or kind.name in ("object", "any")
    return kind.shape == "scalar" and kind.name != "object"


@cache
def _places(versions: tuple[str, ...], root: str) -> dict[str, list[tuple[tuple[str, ...], FieldType]]]:
    found: dict[str, list[tuple[tuple[str, ...], FieldType]]] = {}
    for path, field, kind in schemas_for(versions).walk_fields(root):
        found.setdefault(field, []).append((path, kind))
    return found


def _steps(path: str) -> tuple[str, ...]:
    """`spec.containers[0].env[1]` as the steps `spec`, `containers[]`, `env[]`."""
    return tuple(re.sub(r"\[\d+\]", "[]", step) for step in path.split(".")) if path else ()


def belongs_under(versions: tuple[str, ...], root: str, path: str, field: str, value: yaml.Node) -> list[str]:
    """Where a field that is unknown at *path* exists in the same kind, nearest first, at most three.

    Returns:
        Full paths such as `spec.template.spec.containers[].image`; empty where none is near.
    """
    here = _steps(path)
    ranked: list[tuple[int, int, str]] = []
    for place, kind in _places(versions, root).get(field, ()):
        if place == here or (*place, field) == here or not _fits(value, kind):
            continue
        common = 0
        while common < min(len(here), len(place)) and here[common] == place[common]:
            common += 1
        away = len(here) + len(place) - 2 * common
        second_choice = any(step.startswith(("initContainers", "ephemeralContainers")) for step in place[common:])
        # A place below or above on the same line of the tree is likelier than one in another branch.
        aside = 0 if common in (len(here), len(place)) else 2
        if aside and common and place[common] != "metadata":
            continue
        ranked.append((away + aside + 3 * second_choice, len(place), ".".join((*place, field))))
    ranked.sort()
    if not ranked or ranked[0][0] > 4:
        return []
    return [name for score, _, name in ranked if score == ranked[0][0]][:3]
