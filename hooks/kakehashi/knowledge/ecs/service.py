"""Relations inside the input of CreateService.

Source: docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from kakehashi.knowledge.ecs.fargate import entry_text
from kakehashi.knowledge.kubernetes.problem import Problem, problem
from kakehashi.knowledge.kubernetes.values import fields, items


def service_problems(root: yaml.Node, *, partial: bool = False) -> Iterator[Problem]:
    """What the API refuses in a service beyond its shape (`ecs/service`, `ecs/missing-field`)."""
    found = fields(root)
    launch = entry_text(found, "launchType")
    strategy = found.get("capacityProviderStrategy")
    if launch and strategy and items(strategy[1]):
        words = (
            "`launchType` and `capacityProviderStrategy` exclude each other.",
            "`launchType` と `capacityProviderStrategy` は同時に書けない。",
        )
        yield problem("ecs/service", strategy[0], "capacityProviderStrategy", words)
    network = fields(found.get("networkConfiguration", (None, None))[1])
    if launch == "FARGATE" and "networkConfiguration" not in found and not partial:
        words = (
            "A service on Fargate needs `networkConfiguration`.",
            "Fargate のサービスには `networkConfiguration` が必要。",
        )
        yield problem("ecs/missing-field", found["launchType"][0], "networkConfiguration", words)
    if "networkConfiguration" in found and not network and not partial:
        words = (
            "`networkConfiguration` needs `awsvpcConfiguration`.",
            ("`networkConfiguration` に `awsvpcConfiguration` が必要。"),
        )
        yield problem("ecs/missing-field", found["networkConfiguration"][0], "networkConfiguration", words)
    controller = entry_text(fields(found.get("deploymentController", (None, None))[1]), "type")
    daemon = entry_text(found, "schedulingStrategy") == "DAEMON"
    if not partial and controller != "EXTERNAL":
        for name, needed in (("taskDefinition", True), ("desiredCount", not daemon)):
            if needed and name not in found:
                words = f"A service needs `{name}`.", f"サービスには `{name}` が必要。"
                yield problem("ecs/missing-field", _first(root), name, words)
    if daemon and "desiredCount" in found:
        words = "A DAEMON service has no `desiredCount`.", "DAEMON のサービスに `desiredCount` は書けない。"
        yield problem("ecs/service", found["desiredCount"][0], "desiredCount", words)
    if daemon and launch == "FARGATE":
        words = "Fargate runs no DAEMON services.", "Fargate では DAEMON のサービスを使えない。"
        yield problem("ecs/service", found["schedulingStrategy"][1], "schedulingStrategy", words)
    if launch in ("EC2", "EXTERNAL") and "platformVersion" in found:
        words = "`platformVersion` is for Fargate only.", "`platformVersion` は Fargate だけ。"
        yield problem("ecs/service", found["platformVersion"][0], "platformVersion", words)
    for index, balancer in enumerate(items(found.get("loadBalancers", (None, None))[1])):
        entry = fields(balancer)
        for name in ("containerName", "containerPort"):
            if isinstance(balancer, yaml.MappingNode) and name not in entry and not partial:
                path = f"loadBalancers[{index}]"
                words = f"`{path}` needs `{name}`.", f"`{path}` に `{name}` が必要。"
                yield problem("ecs/missing-field", _first(balancer), path, words)
        if "targetGroupArn" in entry and "loadBalancerName" in entry:
            words = (
                "`targetGroupArn` and `loadBalancerName` exclude each other.",
                "`targetGroupArn` と `loadBalancerName` は同時に書けない。",
            )
            yield problem("ecs/service", entry["loadBalancerName"][0], f"loadBalancers[{index}]", words)
    yield from _percentages(root)


def _first(node: yaml.Node) -> yaml.Node:
    return node.value[0][0] if isinstance(node, yaml.MappingNode) and node.value else node


def _percentages(root: yaml.Node) -> Iterator[Problem]:
    found = fields(fields(root).get("deploymentConfiguration", (None, None))[1])
    least, most = entry_text(found, "minimumHealthyPercent"), entry_text(found, "maximumPercent")
    if least and most and least.isdecimal() and most.isdecimal() and int(least) >= int(most):
        words = (
            f"`minimumHealthyPercent` ({least}) leaves a deployment no room below `maximumPercent` ({most}).",
            f"`minimumHealthyPercent`（{least}）が `maximumPercent`（{most}）以上では、デプロイが進まない。",
        )
        path = "deploymentConfiguration.minimumHealthyPercent"
        yield problem("ecs/service", found["minimumHealthyPercent"][1], path, words)
