# ruff: noqa: E501 — tables of cases read best one a line
"""How much of what writers get wrong in ECS definitions is caught, at the right line, and what is left alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest

from kakehashi.engine import check_site
from kakehashi.finding import Finding
from kakehashi.settings import Settings

GOOD = Path(__file__).parents[2] / "knowledge" / "ecs" / "good"
OPENING = 3
"""Lines of a page above the body of its snippet."""

TASK = """\
{
  "family": "shop-web",
  "networkMode": "awsvpc",
  "requiresCompatibilities": ["FARGATE"],
  "cpu": "512",
  "memory": "1024",
  "executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",
  "taskRoleArn": "arn:aws:iam::111122223333:role/shopTask",
  "runtimePlatform": {
    "cpuArchitecture": "ARM64",
    "operatingSystemFamily": "LINUX"
  },
  "containerDefinitions": [
    {
      "name": "web",
      "image": "111122223333.dkr.ecr.ap-northeast-1.amazonaws.com/shop-web:1.4.2",
      "essential": true,
      "cpu": 256,
      "memoryReservation": 512,
      "portMappings": [
        {
          "name": "http",
          "containerPort": 8080,
          "protocol": "tcp",
          "appProtocol": "http"
        }
      ],
      "environment": [
        {
          "name": "LOG_LEVEL",
          "value": "info"
        }
      ],
      "secrets": [
        {
          "name": "DB_PASSWORD",
          "valueFrom": "arn:aws:secretsmanager:ap-northeast-1:111122223333:secret:shop-db"
        }
      ],
      "healthCheck": {
        "command": ["CMD-SHELL", "curl -f http://localhost:8080/healthz || exit 1"],
        "interval": 30,
        "timeout": 5,
        "retries": 3
      },
      "mountPoints": [
        {
          "sourceVolume": "data",
          "containerPath": "/data",
          "readOnly": false
        }
      ],
      "logConfiguration": {
        "logDriver": "awslogs",
        "options": {
          "awslogs-group": "/ecs/shop-web",
          "awslogs-region": "ap-northeast-1",
          "awslogs-stream-prefix": "web"
        }
      },
      "dependsOn": [
        {
          "containerName": "init",
          "condition": "SUCCESS"
        }
      ]
    },
    {
      "name": "init",
      "image": "public.ecr.aws/docker/library/busybox:1.37",
      "essential": false,
      "command": ["sh", "-c", "echo ready"]
    }
  ],
  "volumes": [
    {
      "name": "data",
      "efsVolumeConfiguration": {
        "fileSystemId": "fs-0123456789abcdef0",
        "transitEncryption": "ENABLED"
      }
    }
  ],
  "tags": [
    {
      "key": "team",
      "value": "shop"
    }
  ]
}
"""

SERVICE = """\
{
  "cluster": "shop",
  "serviceName": "web",
  "taskDefinition": "shop-web:3",
  "desiredCount": 2,
  "launchType": "FARGATE",
  "platformVersion": "LATEST",
  "schedulingStrategy": "REPLICA",
  "healthCheckGracePeriodSeconds": 60,
  "networkConfiguration": {
    "awsvpcConfiguration": {
      "subnets": ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"],
      "securityGroups": ["sg-0123456789abcdef0"],
      "assignPublicIp": "DISABLED"
    }
  },
  "loadBalancers": [
    {
      "targetGroupArn": "arn:aws:elasticloadbalancing:ap-northeast-1:111122223333:targetgroup/web/0123456789abcdef",
      "containerName": "web",
      "containerPort": 8080
    }
  ],
  "deploymentConfiguration": {
    "minimumHealthyPercent": 100,
    "maximumPercent": 200,
    "deploymentCircuitBreaker": {
      "enable": true,
      "rollback": true
    }
  },
  "enableExecuteCommand": true,
  "propagateTags": "SERVICE"
}
"""

# Definition, what is replaced, by what, the rules that may catch it, and the line where it is not the first that differs.
MISTAKES: list[tuple[str, str, str, str, str]] = [
    (TASK, '"containerDefinitions"', '"containerDefinition"', 'unknown-field', ''),
    (TASK, '"containerDefinitions"', '"containers"', 'unknown-field', ''),
    (TASK, '"networkMode"', '"networkmode"', 'unknown-field', ''),
    (TASK, '"portMappings"', '"ports"', 'unknown-field', ''),
    (TASK, '"environment"', '"env"', 'unknown-field', ''),
    (TASK, '"mountPoints"', '"volumeMounts"', 'unknown-field', ''),
    (TASK, '"logConfiguration"', '"logging"', 'unknown-field', ''),
    (TASK, '"healthCheck"', '"healthcheck"', 'unknown-field', ''),
    (TASK, '"executionRoleArn"', '"executionRole"', 'unknown-field', ''),
    (TASK, '"taskRoleArn"', '"taskRoleARN"', 'unknown-field', ''),
    (TASK, '"containerPort": 8080', '"port": 8080', 'unknown-field', ''),
    (TASK, '"sourceVolume"', '"volume"', 'unknown-field', ''),
    (TASK, '"valueFrom"', '"value"', 'unknown-field', ''),
    (TASK, '"memoryReservation"', '"memoryreservation"', 'unknown-field', ''),
    (TASK, '"fileSystemId"', '"filesystemId"', 'unknown-field', ''),
    (TASK, '"options"', '"option"', 'unknown-field', ''),
    (TASK, '"cpu": "512"', '"cpu": 512', 'wrong-type', ''),
    (TASK, '"memory": "1024"', '"memory": 1024', 'wrong-type', ''),
    (TASK, '"cpu": 256', '"cpu": "256"', 'wrong-type', ''),
    (TASK, '"memoryReservation": 512', '"memoryReservation": "512"', 'wrong-type', ''),
    (TASK, '"containerPort": 8080', '"containerPort": "8080"', 'wrong-type', ''),
    (TASK, '"essential": true', '"essential": "true"', 'wrong-type', ''),
    (TASK, '["FARGATE"]', '"FARGATE"', 'wrong-type', ''),
    (TASK, '["FARGATE"]', '["fargate"]', 'enum', ''),
    (TASK, '["sh", "-c", "echo ready"]', '"sh -c true"', 'wrong-type', ''),
    (TASK, '"value": "info"', '"value": 8080', 'wrong-type', ''),
    (TASK, '"value": "info"', '"value": true', 'wrong-type', ''),
    (TASK, '"protocol": "tcp"', '"protocol": "TCP"', 'enum', ''),
    (TASK, '"awsvpc"', '"awsVpc"', 'enum', ''),
    (TASK, '"awsvpc"', '"bridge"', 'fargate', ''),
    (TASK, '"awslogs",', '"awslog",', 'enum', ''),
    (TASK, '"ARM64"', '"arm64"', 'enum', ''),
    (TASK, '"LINUX"', '"linux"', 'enum', ''),
    (TASK, '"condition": "SUCCESS"', '"condition": "success"', 'enum', ''),
    (TASK, '"condition": "SUCCESS"', '"condition": "HEALTHY"', 'depends-on', ''),
    (TASK, '"containerName": "init"', '"containerName": "setup"', 'depends-on', ''),
    (TASK, '"cpu": "512"', '"cpu": "500"', 'fargate-size', ''),
    (TASK, '"memory": "1024"', '"memory": "512"', 'fargate-size', ''),
    (TASK, '"memory": "1024"', '"memory": "1GiB"', 'fargate-size', ''),
    (TASK, '"memory": "1024"', '"memory": "8192"', 'fargate-size', ''),
    (TASK, '"cpu": "512"', '"cpu": "0.5"', 'fargate-size', ''),
    (TASK, '"cpu": "512",\n  ', '', 'fargate-size', '  "requiresCompatibilities": ["FARGATE"],'),
    (TASK, '"memory": "1024",\n  ', '', 'fargate-size', '  "requiresCompatibilities": ["FARGATE"],'),
    (TASK, '"family": "shop-web",\n  ', '', 'missing-field', ''),
    (TASK, '      "image": "public.ecr.aws/docker/library/busybox:1.37",\n', '', 'missing-field', '      "name": "init",'),
    (TASK, '      "name": "init",\n', '', 'missing-field', ''),
    (TASK, '"executionRoleArn": "arn:aws:iam::111122223333:role/ecsTaskExecutionRole",\n  ', '', 'execution-role', '      "secrets": ['),
    (TASK, '"essential": true', '"essential": false', 'essential', ''),
    (TASK, '"name": "init"', '"name": "web"', 'duplicate-name', ''),
    (TASK, '"sourceVolume": "data"', '"sourceVolume": "date"', 'mount-point', ''),
    (TASK, '          "awslogs-region": "ap-northeast-1",\n', '', 'log-configuration', '      "logConfiguration": {'),
    (TASK, '"CMD-SHELL", ', '', 'health-check', ''),
    (TASK, '"interval": 30', '"interval": 1', 'health-check', ''),
    (TASK, '"timeout": 5', '"timeout": 120', 'health-check', ''),
    (TASK, '"containerPort": 8080,', '"containerPort": 8080,\n          "hostPort": 80,', 'port-mapping', ''),
    (TASK, '"containerPort": 8080,', '"containerPort": 80800,', 'port-mapping', ''),
    (TASK, '"memoryReservation": 512', '"memoryReservation": 2048', 'memory', ''),
    (TASK, '"cpu": 256', '"cpu": 1024', 'cpu', ''),
    (TASK, '"transitEncryption": "ENABLED"', '"transitEncryption": true', 'wrong-type', ''),
    (TASK, '"transitEncryption": "ENABLED"', '"transitEncryption": "enabled"', 'enum', ''),
    (TASK, '"readOnly": false', '"readonly": false', 'unknown-field', ''),
    (TASK, '"environment": [\n        {\n          "name": "LOG_LEVEL",\n          "value": "info"\n        }\n      ]', '"environment": {"LOG_LEVEL": "info"}', 'wrong-type', ''),
    (TASK, '"image": "public.ecr.aws/docker/library/busybox:1.37"', '"image": "https://public.ecr.aws/docker/library/busybox:1.37"', 'image', ''),
    (TASK, '"image": "public.ecr.aws/docker/library/busybox:1.37"', '"image": "BusyBox:1.37"', 'image', ''),
    (TASK, '"appProtocol": "http"', '"appProtocol": "https"', 'enum', ''),
    (TASK, 'arn:aws:iam::111122223333:role/shopTask', 'arn:aws:iam:111122223333:role/shopTask', 'arn', ''),
    (TASK, '"name": "web"', '"name": "web app"', 'name', ''),
    (TASK, '"family": "shop-web"', '"family": "shop web"', 'name', ''),
    (TASK, '"logDriver": "awslogs",\n        "options"', '"options"', 'missing-field', '      "logConfiguration": {'),
    (TASK, '"essential": false,', '"essential": false,\n      "privileged": true,', 'fargate', ''),
    (TASK, '"name": "DB_PASSWORD"', '"name": "LOG_LEVEL"', 'duplicate-name', ''),
    (TASK, '"requiresCompatibilities": ["FARGATE"]', '"requiresCompatibility": ["FARGATE"]', 'unknown-field', ''),
    (TASK, '"volumes": [', '"ephemeralStorage": {"sizeInGiB": 500},\n  "volumes": [', 'fargate', ''),
    (TASK, '"key": "team"', '"Key": "team"', 'unknown-field', ''),
    (SERVICE, '"serviceName"', '"servicename"', 'unknown-field', ''),
    (SERVICE, '"desiredCount": 2', '"desiredCount": "2"', 'wrong-type', ''),
    (SERVICE, '"launchType": "FARGATE"', '"launchType": "Fargate"', 'enum', ''),
    (SERVICE, '"assignPublicIp": "DISABLED"', '"assignPublicIp": false', 'wrong-type', ''),
    (SERVICE, '"assignPublicIp": "DISABLED"', '"assignPublicIp": "disabled"', 'enum', ''),
    (SERVICE, '"awsvpcConfiguration"', '"awsVpcConfiguration"', 'unknown-field', ''),
    (SERVICE, '"subnets": ["subnet-0a1b2c3d4e5f60718", "subnet-0a1b2c3d4e5f60719"]', '"subnets": "subnet-0a1b2c3d4e5f60718"', 'wrong-type', ''),
    (SERVICE, '"subnets"', '"subnetIds"', 'unknown-field', ''),
    (SERVICE, '"targetGroupArn"', '"targetGroupARN"', 'unknown-field', ''),
    (SERVICE, '"containerPort": 8080', '"containerPort": "8080"', 'wrong-type', ''),
    (SERVICE, '"minimumHealthyPercent": 100', '"minimumHealthyPercent": 200', 'service', ''),
    (SERVICE, '"maximumPercent": 200', '"maxPercent": 200', 'unknown-field', ''),
    (SERVICE, '"enable": true', '"enabled": true', 'unknown-field', ''),
    (SERVICE, '"schedulingStrategy": "REPLICA"', '"schedulingStrategy": "replica"', 'enum', ''),
    (SERVICE, '"propagateTags": "SERVICE"', '"propagateTags": "service"', 'enum', ''),
    (SERVICE, '"launchType": "FARGATE",', '"launchType": "FARGATE",\n  "capacityProviderStrategy": [{"capacityProvider": "FARGATE_SPOT"}],', 'service', ''),
    (SERVICE, '"taskDefinition": "shop-web:3",\n  ', '', 'missing-field', '  "cluster": "shop",'),
    (SERVICE, '"serviceName": "web",\n  ', '', 'missing-field', '  "cluster": "shop",'),
    (SERVICE, '"desiredCount": 2', '"desiredCount": -1', 'range', ''),
    (SERVICE, '      "rollback": true\n', '      "rollback": "true"\n', 'wrong-type', ''),
    (SERVICE, '      "containerName": "web",\n', '', 'missing-field', '      "targetGroupArn": "arn:aws:elasticloadbalancing:ap-northeast-1:111122223333:targetgroup/web/0123456789abcdef",'),
    (SERVICE, '"containerPort": 8080', '"containerPort": 80800', 'range', ''),
    (SERVICE, '"minimumHealthyPercent": 100', '"minimumHealthyPercent": 100.5', 'wrong-type', ''),
]  # fmt: skip

HEREDOC = f"cat > task.json <<'EOF'\n{TASK}EOF\naws ecs register-task-definition --cli-input-json file://task.json\n"

OTHERS = [
    ("json", '{"cluster": "shop", "service": "web", "desiredCount": 3, "forceNewDeployment": true, "taskDefinition": "web:4"}\n'),
    ("json", '{"cluster": "shop", "taskDefinition": "web:3", "launchType": "FARGATE", "count": 1, "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-1"]}}}\n'),
    ("json", '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["ecs:RunTask"], "Resource": "*"}]}\n'),
    ("json", '{"AWSTemplateFormatVersion": "2010-09-09", "Resources": {"T": {"Type": "AWS::ECS::TaskDefinition", "Properties": {"Family": "web", "Cpu": 256}}}}\n'),
    ("json", '{"name": "web", "scripts": {"build": "tsc"}, "dependencies": {}}\n'),
    ("json", '{"taskRoleArn": "arn:aws:iam::<account-id>:role/web", "family": "web", "containerDefinitions": [{"name": "web", "image": "<image>", "memory": 512}]}\n'),
    ("json", '{"family": "web", "containerDefinitions": [{"name": "web", "image": "ACCOUNT_ID.dkr.ecr.REGION.amazonaws.com/web:1", "memory": 512}], "taskRoleArn": "arn:aws:iam::ACCOUNT_ID:role/web"}\n'),
    ("jsonc", '{\n  "family": "web",\n  // ...\n  "containerDefinitions": [\n    {"name": "web"}\n  ]\n}\n'),
    ("yaml", "family: web\nnetworkMode: bridge\ncontainerDefinitions:\n  - name: web\n    image: nginx:1.29\n    memory: 256\n"),
    ("bash", HEREDOC),
]  # fmt: skip


def _checked(folder: Path, snippets: Sequence[tuple[str, str]]) -> dict[int, list[Finding]]:
    for number, (language, text) in enumerate(snippets):
        (folder / f"{number:04}.md").write_text(f"# x {{#x}}\n\n```{language}\n{text}```\n", encoding="utf-8")
    found: dict[int, list[Finding]] = defaultdict(list)
    for finding in check_site(folder, settings=Settings(), shown="").findings:
        found[int(finding.path[:4])].append(finding)
    return found


def _line(base: str, text: str, at: str) -> int:
    """The line of *at*, or the first that differs."""
    if at:
        assert text.split("\n").count(at) == 1, at
        return text.split("\n").index(at) + 1
    pairs = zip(base.split("\n"), text.split("\n"), strict=False)
    return next(number for number, (left, right) in enumerate(pairs, 1) if left != right)


def test_mistakes_are_caught_at_their_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = []
    for base, old, new, _, _ in MISTAKES:
        assert base.count(old) == 1, old
        texts.append(base.replace(old, new))
    found = _checked(tmp_path, [("json", text) for text in texts])
    missed, misplaced = [], []
    for number, (base, old, new, rules, at) in enumerate(MISTAKES):
        told = [one for one in found.get(number, []) if one.rule.removeprefix("ecs/") in rules.split()]
        if not told:
            missed.append(f"{old} -> {new}: {rules}")
        elif all(one.span.line != _line(base, texts[number], at) + OPENING for one in told):
            misplaced.append(f"{old} -> {new}: {rules}")
    caught = len(MISTAKES) - len(missed)
    with capsys.disabled():
        right = 1 - len(misplaced) / caught
        print(
            f"\n{len(MISTAKES)} mistakes in ECS definitions: recall {caught / len(MISTAKES):.3f}, right line {right:.3f}"
        )
    assert caught / len(MISTAKES) >= 0.95, "\n".join(missed)
    assert 1 - len(misplaced) / caught >= 0.98, "\n".join(misplaced)


def test_every_rule_is_measured() -> None:
    from kakehashi.rules import catalogue

    measured = {f"ecs/{rule}" for *_, rules, _ in MISTAKES for rule in rules.split()}
    # An unused volume shows beside the mount point that names another one; size is proven by the rule's example.
    proven = {"ecs/unused-volume", "ecs/too-large"}
    assert {rule for rule in catalogue() if rule.startswith("ecs/")} - measured <= proven


def test_correct_definitions_and_other_documents_are_left_alone(tmp_path: Path) -> None:
    snippets = [("json", TASK), ("json", SERVICE), *OTHERS]
    for path in sorted(GOOD.iterdir()):
        documents = (
            path.read_text(encoding="utf-8").split("\n---\n")
            if path.suffix == ".yaml"
            else [path.read_text(encoding="utf-8")]
        )
        snippets += [(path.suffix[1:], f"{document.rstrip(chr(10))}\n") for document in documents]
    found = _checked(tmp_path, snippets)
    said = [
        f"{one.path}:{one.span.line}: {one.rule}: {one.message.en}" for several in found.values() for one in several
    ]
    assert [line for line in said if ": ecs/" in line or ": kubernetes/" in line] == []


def test_a_definition_in_a_heredoc_is_checked_at_its_line(tmp_path: Path) -> None:
    broken = HEREDOC.replace('"portMappings"', '"portMapping"')
    (finding,) = (one for one in _checked(tmp_path, [("bash", broken)])[0] if one.rule.startswith("ecs/"))
    assert finding.rule == "ecs/unknown-field"
    assert "portMapping" in finding.excerpt


def test_a_fragment_needs_no_required_fields(tmp_path: Path) -> None:
    text = '{"family": "web", "containerDefinitions": [{"name": "web", "portMapping": []}]}\n'
    (tmp_path / "a.md").write_text(f'# x {{#x}}\n\n```{{.json check="fragment"}}\n{text}```\n', encoding="utf-8")
    findings = check_site(tmp_path, settings=Settings(), shown="").findings
    assert [one.rule for one in findings] == ["ecs/unknown-field"]
