# ruff: noqa: E501 — tables of cases read best one a line
"""ECS task and service definitions, right and wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.knowledge.ecs.support import found, root, underlined

from kakehashi.knowledge.ecs.documents import identify
from kakehashi.knowledge.ecs.fargate import SIZES, cpu_units, memory_mib
from kakehashi.knowledge.ecs.model import places, shapes

FILES = sorted((Path(__file__).parent / "good").iterdir())


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.name))
def test_a_right_definition_draws_nothing(path: Path) -> None:
    assert found(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("fargate.json", "task-definition"),
        ("bridge.yaml", "task-definition"),
        ("described.json", "registered-task-definition"),
        ("service.json", "service"),
        ("daemon.json", "service"),
        ("containers.json", "container-definitions"),
        ("other.json", None),
    ],
)
def test_what_a_document_is(name: str, kind: str | None) -> None:
    identity = identify(root((Path(__file__).parent / "good" / name).read_text(encoding="utf-8")))
    assert (identity[0] if identity else None) == kind


def task(container: dict[str, Any] | None = None, *more: dict[str, Any], **fields: Any) -> str:
    """A Fargate task definition with changes to its first container and its fields; None removes a field."""
    first = {"name": "web", "image": "nginx:1.27", "essential": True} | (container or {})
    whole = {
        "family": "web",
        "networkMode": "awsvpc",
        "requiresCompatibilities": ["FARGATE"],
        "cpu": "256",
        "memory": "512",
        "executionRoleArn": "arn:aws:iam::123456789012:role/x",
        "containerDefinitions": [{key: value for key, value in first.items() if value is not None}, *more],
    } | fields
    return json.dumps({key: value for key, value in whole.items() if value is not None}, indent=2)


def service(**fields: Any) -> str:
    """A service with changed fields; None removes one."""
    whole = {
        "serviceName": "web",
        "taskDefinition": "web:1",
        "desiredCount": 1,
        "launchType": "FARGATE",
        "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-1"]}},
    } | fields
    return json.dumps({key: value for key, value in whole.items() if value is not None}, indent=2)


LOGS = {
    "logDriver": "awslogs",
    "options": {"awslogs-group": "/x", "awslogs-region": "us-east-1", "awslogs-stream-prefix": "x"},
}

CASES: list[tuple[str, str, str]] = [
    (task(cpu=256), "wrong-type", "256"),
    (task({"memory": "512"}), "wrong-type", '"512"'),
    (task({"essential": "true"}), "wrong-type", '"true"'),
    (task({"environment": {"A": "b"}}), "wrong-type", "{"),
    (task({"command": "sh"}), "wrong-type", '"sh"'),
    (task({"portMapping": []}), "unknown-field", '"portMapping"'),
    (task({"entrypoint": []}), "unknown-field", '"entrypoint"'),
    (task({"executionRoleArn": "x"}), "unknown-field", '"executionRoleArn"'),
    (task(containerDefinition=[]), "unknown-field", '"containerDefinition"'),
    (task({"secrets": [{"name": "A", "valueForm": "x"}]}), "unknown-field", '"valueForm"'),
    (task(family=None), "missing-field", '"networkMode"'),
    (task({"name": None}), "missing-field", '"image"'),
    (task({"secrets": [{"name": "A"}]}), "missing-field", '"name"'),
    (task(networkMode="awsVPC"), "enum", '"awsVPC"'),
    (task(requiresCompatibilities=["FARGATE", "Ec2"]), "enum", '"Ec2"'),
    (task({"portMappings": [{"containerPort": 80, "protocol": "TCP"}]}), "enum", '"TCP"'),
    (task({"logConfiguration": {"logDriver": "cloudwatch"}}), "enum", '"cloudwatch"'),
    (task({"dependsOn": [{"containerName": "web", "condition": "STARTED"}]}), "enum", '"STARTED"'),
    (task(memory="4096"), "fargate-size", '"4096"'),
    (task(cpu="300"), "fargate-size", '"300"'),
    (task(cpu=None), "fargate-size", '"requiresCompatibilities"'),
    (task(cpu="quarter"), "fargate-size", '"quarter"'),
    (task(networkMode="bridge"), "fargate", '"bridge"'),
    (task(networkMode=None), "fargate", '"requiresCompatibilities"'),
    (task({"privileged": True}), "fargate", '"privileged"'),
    (task({"stopTimeout": 300}), "fargate", "300"),
    (task({"logConfiguration": {"logDriver": "syslog"}}), "fargate", '"syslog"'),
    (task({"mountPoints": [{"sourceVolume": "a", "containerPath": "/a"}]}, volumes=[{"name": "a", "host": {"sourcePath": "/a"}}]), "fargate", '"host"'),
    (task(ephemeralStorage={"sizeInGiB": 500}), "fargate", "500"),
    (task({"logConfiguration": LOGS}, executionRoleArn=None), "execution-role", '"logConfiguration"'),
    (task({"image": "1.dkr.ecr.us-east-1.amazonaws.com/a:1"}, executionRoleArn=None), "execution-role", '"image"'),
    (task({"secrets": [{"name": "A", "valueFrom": "x"}]}, executionRoleArn=None), "execution-role", '"secrets"'),
    (task({"portMappings": [{"containerPort": 80, "hostPort": 8080}]}), "port-mapping", "8080"),
    (task({"portMappings": [{"containerPort": 80}, {"containerPort": 80}]}), "port-mapping", "80"),
    (task({"portMappings": [{"containerPort": 80000}]}), "port-mapping", "80000"),
    (task({"links": ["db"]}), "port-mapping", '"links"'),
    (task({"essential": False}), "essential", "false"),
    (task(None, {"name": "web", "image": "a:1"}), "duplicate-name", '"web"'),
    (task({"environment": [{"name": "A", "value": "b"}], "secrets": [{"name": "A", "valueFrom": "x"}]}), "duplicate-name", '"A"'),
    (task({"mountPoints": [{"sourceVolume": "a", "containerPath": "/a"}]}), "mount-point", '"a"'),
    (task(volumes=[{"name": "a"}]), "unused-volume", '"a"'),
    (task({"dependsOn": [{"containerName": "db", "condition": "START"}]}), "depends-on", '"db"'),
    (task({"dependsOn": [{"containerName": "web", "condition": "START"}]}), "depends-on", '"web"'),
    (task({"dependsOn": [{"containerName": "db", "condition": "HEALTHY"}]}, {"name": "db", "image": "a:1"}), "depends-on", '"HEALTHY"'),
    (task({"dependsOn": [{"containerName": "db", "condition": "SUCCESS"}]}, {"name": "db", "image": "a:1"}), "depends-on", '"SUCCESS"'),
    (task({"logConfiguration": {"logDriver": "awslogs", "options": {}}}), "log-configuration", '"logConfiguration"'),
    (task({"logConfiguration": {"logDriver": "awsfirelens"}}), "log-configuration", '"logConfiguration"'),
    (task({"healthCheck": {"command": ["curl"]}}), "health-check", '"curl"'),
    (task({"healthCheck": {"command": ["CMD", "x"], "interval": 1}}), "health-check", "1"),
    (task({"memory": 1024}), "memory", "1024"),
    (task({"memory": 128, "memoryReservation": 256}), "memory", "256"),
    (task(requiresCompatibilities=["EC2"], cpu=None, memory=None), "memory", '"name"'),
    (task({"cpu": 512}), "cpu", "512"),
    (service(serviceNam="x"), "unknown-field", '"serviceNam"'),
    (service(desiredCount="2"), "wrong-type", '"2"'),
    (service(launchType="Fargate"), "enum", '"Fargate"'),
    (service(networkConfiguration={"awsvpcConfiguration": {}}), "missing-field", '"awsvpcConfiguration"'),
    (service(networkConfiguration=None), "missing-field", '"launchType"'),
    (service(taskDefinition=None), "missing-field", '"serviceName"'),
    (service(capacityProviderStrategy=[{"capacityProvider": "FARGATE"}]), "service", '"capacityProviderStrategy"'),
    (service(schedulingStrategy="DAEMON", desiredCount=None), "service", '"DAEMON"'),
    (service(loadBalancers=[{"targetGroupArn": "x", "containerName": "web"}]), "missing-field", '"targetGroupArn"'),
    (service(deploymentConfiguration={"minimumHealthyPercent": 100, "maximumPercent": 100}), "service", "100"),
    (service(launchType="EC2", platformVersion="1.4.0"), "service", '"platformVersion"'),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rule", "pointed"), CASES, ids=range(len(CASES)))
def test_a_defect_draws_its_rule_at_its_place(text: str, rule: str, pointed: str) -> None:
    problems = [problem for problem in found(text) if problem.rule == f"ecs/{rule}"]
    assert problems, [(problem.rule, problem.en) for problem in found(text)]
    assert pointed in [underlined(text, problem) for problem in problems]
    for problem in found(text):
        assert problem.en.endswith(".")
        assert problem.ja.endswith("。")
        assert (problem.suggestion_en is None) == (problem.suggestion_ja is None)


@pytest.mark.parametrize(
    ("text", "en", "ja", "suggestion_en", "fix"),
    [
        (
            task(cpu=256),
            "`cpu` expects text in quotes, not the number 256.",
            "`cpu` には引用符で囲んだ文字列を書く。今は数値 256。",
            'Write `"256"`.',
            '"256"',
        ),
        (
            task({"portMappings": [{"containerPort": 80, "protocol": "TCP"}]}),
            "`containerDefinitions[0].portMappings[0].protocol` must be `tcp` or `udp`, not `TCP`.",
            "`containerDefinitions[0].portMappings[0].protocol` に書けるのは `tcp`、`udp`（今は `TCP`）。",
            "Did you mean `tcp`?",
            '"tcp"',
        ),
        (
            task({"executionRoleArn": "x"}),
            "`containerDefinitions[0]` has no field `executionRoleArn`.",
            "`containerDefinitions[0]` に `executionRoleArn` というフィールドはない。",
            "It belongs at `executionRoleArn`.",
            None,
        ),
        (
            task(memory="4096"),
            "Fargate has no task with 256 CPU units and 4096 MiB of memory.",
            "Fargate に CPU 256 ユニット、メモリ 4096 MiB の組み合わせはない。",
            "With 256 CPU units the memory is 512, 1024 or 2048 MiB.",
            None,
        ),
    ],
)
def test_words(text: str, en: str, ja: str, suggestion_en: str, fix: str | None) -> None:
    (problem,) = found(text)
    assert (problem.en, problem.ja, problem.suggestion_en, problem.replacement) == (en, ja, suggestion_en, fix)


def test_an_excerpt_needs_no_required_fields() -> None:
    text = '{"family": "web", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "containerDefinitions": [{"name": "a"}]}'
    assert found(text)
    assert found(text, partial=True) == []


@pytest.mark.parametrize(
    ("cpu", "memory", "units", "mib"),
    [
        ("256", "512", 256, 512),
        (".25 vCPU", "0.5 GB", 256, 512),
        ("1 vcpu", "2GB", 1024, 2048),
        ("x", "2 GiB", None, None),
    ],
)
def test_sizes_in_words(cpu: str, memory: str, units: int | None, mib: int | None) -> None:
    assert (cpu_units(cpu), memory_mib(memory)) == (units, mib)


def test_every_fargate_size_is_accepted() -> None:
    for cpu, sizes in SIZES.items():
        for memory in sizes:
            assert found(task(cpu=str(cpu), memory=str(memory))) == []


def test_the_model_holds_only_what_definitions_reach() -> None:
    known = shapes()
    assert "ContainerDefinition" in known
    assert "ListClustersRequest" not in known
    assert next(places("RegisterTaskDefinitionRequest", "hostPort")) == ("containerDefinitions[]", "portMappings[]")
