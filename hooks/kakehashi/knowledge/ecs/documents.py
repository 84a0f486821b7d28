"""Which ECS definition a document is, and every check that applies to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import yaml

from kakehashi.knowledge.ecs.fargate import fargate_problems
from kakehashi.knowledge.ecs.service import service_problems
from kakehashi.knowledge.ecs.shapes import shape_problems
from kakehashi.knowledge.ecs.task_definition import task_definition_problems
from kakehashi.knowledge.ecs.texts import text_problems
from kakehashi.knowledge.kubernetes.problem import Problem, problem
from kakehashi.knowledge.kubernetes.values import TooManyNodesError, fields

Kind = Literal["task-definition", "registered-task-definition", "service", "described-service", "container-definitions"]

RULES = (
    "arn", "cpu", "depends-on", "duplicate-name", "enum", "essential", "execution-role", "fargate", "fargate-size",
    "health-check", "image", "log-configuration", "memory", "missing-field", "mount-point", "name", "port-mapping",
    "range", "service", "too-large", "unknown-field", "unused-volume", "wrong-type",
)  # fmt: skip
"""Every rule of ECS definitions; each id stands behind `ecs/`. Of these `unused-volume` is a warning."""

_SHAPES: dict[str, str] = {
    "task-definition": "RegisterTaskDefinitionRequest",
    "registered-task-definition": "TaskDefinition",
    "service": "CreateServiceRequest",
    "described-service": "Service",
    "container-definitions": "ContainerDefinition",
}
_TASK_FIELDS = {
    "family", "containerdefinitions", "networkmode", "requirescompatibilities", "executionrolearn", "taskrolearn",
    "volumes", "runtimeplatform", "ephemeralstorage", "placementconstraints", "cpu", "memory",
}  # fmt: skip
_SERVICE_FIELDS = {
    "servicename", "taskdefinition", "desiredcount", "launchtype", "networkconfiguration", "loadbalancers",
    "deploymentconfiguration", "capacityproviderstrategy", "schedulingstrategy", "cluster",
    "serviceconnectconfiguration",
}  # fmt: skip
_CONTAINER_FIELDS = {"portMappings", "essential", "logConfiguration", "mountPoints", "memoryReservation", "dependsOn"}


def identify(root: yaml.Node) -> tuple[Kind, yaml.Node] | None:
    """What kind of definition a document holds and the node of the definition itself; None for anything else.

    The answer of `describe-task-definition` (`{"taskDefinition": …}`) and of `describe-services` or `create-service` is
    unwrapped. CloudFormation (PascalCase) is something else.
    """
    found = fields(root)
    if isinstance(root, yaml.SequenceNode):
        if root.value and all(
            "image" in fields(item) and fields(item).keys() & _CONTAINER_FIELDS for item in root.value
        ):
            return "container-definitions", root
        return None
    for name, kind in (("taskDefinition", "registered-task-definition"), ("service", "described-service")):
        entry = found.get(name)
        if entry and isinstance(entry[1], yaml.MappingNode) and len(found) <= 2:
            inner = fields(entry[1])
            if "containerDefinitions" in inner or "serviceArn" in inner or "serviceName" in inner:
                return ("registered-task-definition" if kind.startswith("reg") else "described-service"), entry[1]
    if "apiVersion" in found or "Resources" in found or any(name[:1].isupper() for name in found):
        return None
    lower = {name.replace("_", "").replace("-", "").lower() for name in found}
    if "containerdefinitions" in lower and ("containerDefinitions" in found or len(lower & _TASK_FIELDS) > 1):
        return ("registered-task-definition" if "taskDefinitionArn" in found else "task-definition"), root
    if "family" in found and len(lower & _TASK_FIELDS) > 2:
        return "task-definition", root
    if "servicename" in lower and len(lower & _SERVICE_FIELDS) > 2:
        return ("described-service" if "serviceArn" in found else "service"), root
    # Without its name a service is still known by its count; `service` belongs to the input of UpdateService.
    if {"desiredcount", "taskdefinition"} <= lower and len(lower & _SERVICE_FIELDS) > 3 and "service" not in lower:
        return "service", root
    return None


def ecs_problems(root: yaml.Node, *, partial: bool = False) -> Iterator[Problem]:
    """Everything wrong with an ECS task or service definition, in JSON or YAML; nothing for any other document.

    Args:
        root: The document's root node; JSON is composed as YAML.
        partial: An excerpt: required fields may be missing.

    Raises:
        ModelMissingError: There is no ECS model to read.
    """
    identity = identify(root)
    if not identity:
        return
    kind, node = identity
    try:
        if kind == "container-definitions":
            for index, item in enumerate(node.value):
                yield from _under(shape_problems(item, _SHAPES[kind], partial=partial), f"[{index}]")
            return
        yield from shape_problems(node, _SHAPES[kind], partial=partial)
        yield from text_problems(node, kind)
        if kind in ("task-definition", "registered-task-definition"):
            yield from task_definition_problems(node, partial=partial)
            yield from fargate_problems(node, partial=partial)
        elif kind == "service":
            yield from service_problems(node, partial=partial)
    except TooManyNodesError:
        words = "The document is too large once its aliases are expanded.", "エイリアスを展開すると大きすぎる。"
        yield problem("ecs/too-large", root, "", words)


def _under(found: Iterator[Problem], prefix: str) -> Iterator[Problem]:
    for item in found:
        path = f"{prefix}.{item.path}" if item.path else prefix
        assert item.node is not None
        yield problem(
            item.rule,
            item.node,
            path,
            (item.en.replace(f"`{item.path}`", f"`{path}`", 1), item.ja.replace(f"`{item.path}`", f"`{path}`", 1)),
            (item.suggestion_en, item.suggestion_ja or "") if item.suggestion_en else None,
            replacement=item.replacement,
            severity=item.severity,
        )
