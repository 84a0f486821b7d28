"""Relations inside a task definition: containers, ports, volumes, dependencies, logs, sizes.

Source: docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html and the types it links.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from kakehashi.knowledge.ecs.fargate import cpu_units, entry_text, is_fargate, memory_mib
from kakehashi.knowledge.kubernetes.problem import Problem, problem
from kakehashi.knowledge.kubernetes.suggest import nearest
from kakehashi.knowledge.kubernetes.values import Fields, fields, is_placeholder, items, text


@dataclass(frozen=True, slots=True)
class _Container:
    entry: Fields
    node: yaml.Node
    path: str

    @property
    def name(self) -> str | None:
        return entry_text(self.entry, "name")

    @property
    def essential(self) -> bool:
        return entry_text(self.entry, "essential") != "false"


def task_definition_problems(root: yaml.Node, *, partial: bool = False) -> Iterator[Problem]:
    """What the API refuses in a task definition beyond its shape.

    Rules: `ecs/missing-field`, `ecs/essential`, `ecs/duplicate-name`, `ecs/port-mapping`, `ecs/mount-point`,
    `ecs/unused-volume`, `ecs/depends-on`, `ecs/log-configuration`, `ecs/execution-role`, `ecs/memory`, `ecs/cpu`,
    `ecs/health-check`.
    """
    found = fields(root)
    nodes = [
        node for node in items(found.get("containerDefinitions", (None, None))[1]) if isinstance(node, yaml.MappingNode)
    ]
    containers = [
        _Container(fields(node), node, f"containerDefinitions[{index}]")
        for index, node in enumerate(nodes)
        if not is_placeholder(node)
    ]
    if not containers:
        return
    for container in containers:
        if not partial:
            yield from _needed(container)
        yield from _ports(container, found)
        yield from _environment(container)
        yield from _health(container)
    if not partial and not any(container.essential for container in containers):
        words = "At least one container must be essential.", "少なくとも 1 つのコンテナを essential にする。"
        yield problem("ecs/essential", containers[0].entry["essential"][1], f"{containers[0].path}.essential", words)
    yield from _duplicates(containers)
    yield from _mounts(containers, found, partial)
    if not partial:
        yield from _dependencies(containers)
        yield from _logs(containers, found)
        yield from _secrets(containers, found)
    yield from _sizes(containers, found, partial)


def _needed(container: _Container) -> Iterator[Problem]:
    for name in ("name", "image"):
        if name not in container.entry:
            words = f"`{container.path}` lacks the required `{name}`.", f"`{container.path}` に必須の `{name}` がない。"
            yield problem("ecs/missing-field", _first(container.node), container.path, words)


def _first(node: yaml.Node) -> yaml.Node:
    return node.value[0][0] if isinstance(node, yaml.MappingNode) and node.value else node


def _ports(container: _Container, found: Fields) -> Iterator[Problem]:
    mode = entry_text(found, "networkMode")
    fixed = mode in ("awsvpc", "host")
    seen: set[tuple[str, str]] = set()
    for index, node in enumerate(items(container.entry.get("portMappings", (None, None))[1])):
        entry = fields(node)
        path = f"{container.path}.portMappings[{index}]"
        inside, outside = entry_text(entry, "containerPort"), entry_text(entry, "hostPort")
        if fixed and inside and outside and inside != outside and outside.isdecimal() and inside.isdecimal():
            words = (
                f"With the network mode `{mode}` the host port ({outside}) must equal the container port ({inside}).",
                f"`{mode}` モードでは、ホストポート（{outside}）をコンテナポート（{inside}）と同じにする。",
            )
            hint = f"Write {inside} or leave `hostPort` out.", f"{inside} と書くか、`hostPort` を省く。"
            yield problem("ecs/port-mapping", entry["hostPort"][1], f"{path}.hostPort", words, hint)
        for name, raw in (("containerPort", inside), ("hostPort", outside)):
            if raw and raw.isdecimal() and not (0 if name == "hostPort" else 1) <= int(raw) <= 65535:
                words = f"`{path}.{name}` is no port number: {raw}.", f"`{path}.{name}` の {raw} はポート番号ではない。"
                yield problem("ecs/port-mapping", entry[name][1], f"{path}.{name}", words)
        key = (inside or "", entry_text(entry, "protocol") or "tcp")
        if inside and key in seen:
            words = (
                f"The container port {inside}/{key[1]} is mapped twice.",
                f"コンテナポート {inside}/{key[1]} が 2 回ある。",
            )
            yield problem("ecs/port-mapping", entry["containerPort"][1], f"{path}.containerPort", words)
        seen.add(key)
    links = container.entry.get("links")
    if mode == "awsvpc" and links and items(links[1]):
        words = (
            "`links` works only with the network mode `bridge`.",
            "`links` はネットワークモード `bridge` だけで使える。",
        )
        yield problem("ecs/port-mapping", links[0], f"{container.path}.links", words)


def _environment(container: _Container) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for field in ("environment", "secrets"):
        names: set[str] = set()
        for index, node in enumerate(items(container.entry.get(field, (None, None))[1])):
            entry = fields(node).get("name")
            name = text(entry[1]) if entry else None
            if not entry or not name:
                continue
            path = f"{container.path}.{field}[{index}].name"
            if name in names:
                words = f"`{name}` is set twice.", f"`{name}` が 2 回ある。"
                yield problem("ecs/duplicate-name", entry[1], path, words, severity="warning")
            elif name in seen:
                words = (
                    f"`{name}` stands in both `environment` and `secrets`.",
                    f"`{name}` が `environment` と `secrets` の両方にある。",
                )
                yield problem("ecs/duplicate-name", entry[1], path, words)
            names.add(name)
        seen.update(dict.fromkeys(names, field))


def _health(container: _Container) -> Iterator[Problem]:
    entry = container.entry.get("healthCheck")
    check = fields(entry[1] if entry else None)
    command = items(check.get("command", (None, None))[1])
    first = text(command[0]) if command else None
    path = f"{container.path}.healthCheck"
    if first and first not in ("CMD", "CMD-SHELL", "NONE"):
        words = (
            "A health check's command starts with `CMD` or `CMD-SHELL`.",
            ("healthCheck の command は `CMD` か `CMD-SHELL` で始める。"),
        )
        yield problem("ecs/health-check", command[0], f"{path}.command[0]", words)
    for name, low, high in (("interval", 5, 300), ("timeout", 2, 60), ("retries", 1, 10), ("startPeriod", 0, 300)):
        raw = entry_text(check, name)
        if raw and raw.isdecimal() and not low <= int(raw) <= high:
            words = (
                f"`{path}.{name}` must be between {low} and {high}, not {raw}.",
                f"`{path}.{name}` は {low} 以上 {high} 以下（今は {raw}）。",
            )
            yield problem("ecs/health-check", check[name][1], f"{path}.{name}", words)


def _duplicates(containers: list[_Container]) -> Iterator[Problem]:
    seen: set[str] = set()
    for container in containers:
        name = container.name
        if name and name in seen:
            words = f"Two containers are called `{name}`.", f"コンテナ名 `{name}` が重複している。"
            yield problem("ecs/duplicate-name", container.entry["name"][1], f"{container.path}.name", words)
        seen.add(name or "")


def _mounts(containers: list[_Container], found: Fields, partial: bool) -> Iterator[Problem]:
    volumes: dict[str, yaml.Node] = {}
    for index, node in enumerate(items(found.get("volumes", (None, None))[1])):
        entry = fields(node).get("name")
        name = text(entry[1]) if entry else None
        if entry and name:
            if name in volumes:
                words = f"Two volumes are called `{name}`.", f"ボリューム名 `{name}` が重複している。"
                yield problem("ecs/duplicate-name", entry[1], f"volumes[{index}].name", words)
            volumes[name] = entry[1]
        elif entry:
            partial = True
    used: set[str] = set()
    for container in containers:
        for index, node in enumerate(items(container.entry.get("mountPoints", (None, None))[1])):
            entry = fields(node).get("sourceVolume")
            name = text(entry[1]) if entry else None
            if not entry or not name:
                partial = partial or bool(entry)
                continue
            used.add(name)
            if name not in volumes and not partial:
                near, _ = nearest(name, volumes)
                words = f"The task has no volume `{name}`.", f"このタスクに `{name}` というボリュームはない。"
                hint = (f"Did you mean `{near}`?", f"`{near}` の間違いか。") if near else None
                path = f"{container.path}.mountPoints[{index}].sourceVolume"
                yield problem("ecs/mount-point", entry[1], path, words, hint)
    for name, node in volumes.items():
        if name not in used and not partial:
            words = f"No container mounts the volume `{name}`.", f"ボリューム `{name}` をマウントするコンテナがない。"
            yield problem("ecs/unused-volume", node, "volumes", words, severity="warning")


def _dependencies(containers: list[_Container]) -> Iterator[Problem]:
    known = {container.name: container for container in containers if container.name}
    for container in containers:
        for index, node in enumerate(items(container.entry.get("dependsOn", (None, None))[1])):
            entry = fields(node)
            name, condition = entry_text(entry, "containerName"), entry_text(entry, "condition")
            path = f"{container.path}.dependsOn[{index}]"
            if not name:
                continue
            target = known.get(name)
            if name == container.name:
                words = f"`{name}` depends on itself.", f"`{name}` が自分自身に依存している。"
                yield problem("ecs/depends-on", entry["containerName"][1], f"{path}.containerName", words)
            elif target is None:
                near, _ = nearest(name, known)
                words = f"The task has no container `{name}`.", f"このタスクに `{name}` というコンテナはない。"
                hint = (f"Did you mean `{near}`?", f"`{near}` の間違いか。") if near else None
                yield problem("ecs/depends-on", entry["containerName"][1], f"{path}.containerName", words, hint)
            elif condition == "HEALTHY" and "healthCheck" not in target.entry:
                words = (
                    f"`{name}` has no `healthCheck`, so it never becomes HEALTHY.",
                    f"`{name}` に `healthCheck` がないので、HEALTHY にならない。",
                )
                yield problem("ecs/depends-on", entry["condition"][1], f"{path}.condition", words)
            elif condition in ("COMPLETE", "SUCCESS") and target.essential:
                words = (
                    f"`{name}` is essential, so the task ends with it; {condition} needs `essential: false`.",
                    f"`{name}` は essential で、終わるとタスクも止まる。{condition} には `essential: false` が必要。",
                )
                yield problem("ecs/depends-on", entry["condition"][1], f"{path}.condition", words)


def _logs(containers: list[_Container], found: Fields) -> Iterator[Problem]:
    routers = any("firelensConfiguration" in container.entry for container in containers)
    for container in containers:
        log = container.entry.get("logConfiguration")
        entry = fields(log[1] if log else None)
        driver = entry_text(entry, "logDriver")
        path = f"{container.path}.logConfiguration"
        if log and driver == "awslogs":
            options = fields(entry.get("options", (None, None))[1])
            needed = ["awslogs-group"]
            if is_fargate(found):
                needed += ["awslogs-region", "awslogs-stream-prefix"]
            for name in needed:
                if name not in options:
                    words = (
                        f"The log driver `awslogs` needs the option `{name}`.",
                        (f"ログドライバー `awslogs` には `{name}` オプションが必要。"),
                    )
                    yield problem("ecs/log-configuration", log[0], f"{path}.options", words)
        elif log and driver == "awsfirelens" and not routers:
            words = (
                "`awsfirelens` needs a container with `firelensConfiguration` in the task.",
                "`awsfirelens` を使うには、タスクに `firelensConfiguration` を持つコンテナが必要。",
            )
            yield problem("ecs/log-configuration", log[0], f"{path}.logDriver", words)


def _secrets(containers: list[_Container], found: Fields) -> Iterator[Problem]:
    if "executionRoleArn" in found:
        return
    for container in containers:
        secrets = container.entry.get("secrets")
        if secrets and items(secrets[1]):
            words = (
                "`secrets` needs `executionRoleArn` in the task definition.",
                ("`secrets` を使うには、タスク定義に `executionRoleArn` が必要。"),
            )
            yield problem("ecs/execution-role", secrets[0], f"{container.path}.secrets", words)
            return


def _sizes(containers: list[_Container], found: Fields, partial: bool) -> Iterator[Problem]:
    task_memory = memory_mib(entry_text(found, "memory") or "")
    task_cpu = cpu_units(entry_text(found, "cpu") or "")
    total = 0
    for container in containers:
        hard, soft = entry_text(container.entry, "memory"), entry_text(container.entry, "memoryReservation")
        if not partial and "memory" not in found and not container.entry.keys() & {"memory", "memoryReservation"}:
            words = (
                "Without memory for the task each container needs `memory` or `memoryReservation`.",
                "タスクに `memory` がなければ、各コンテナに `memory` か `memoryReservation` が必要。",
            )
            yield problem("ecs/memory", _first(container.node), f"{container.path}.memory", words)
        for name, raw in (("memory", hard), ("memoryReservation", soft)):
            if raw and raw.isdecimal() and task_memory is not None and int(raw) > task_memory:
                words = (
                    f"The container wants {raw} MiB, the task has {task_memory}.",
                    f"コンテナが {raw} MiB を求めるが、タスクは {task_memory} MiB。",
                )
                yield problem("ecs/memory", container.entry[name][1], f"{container.path}.{name}", words)
        if hard and soft and hard.isdecimal() and soft.isdecimal() and int(soft) > int(hard):
            words = (
                f"`memoryReservation` ({soft}) must not be above `memory` ({hard}).",
                f"`memoryReservation`（{soft}）は `memory`（{hard}）以下にする。",
            )
            path = f"{container.path}.memoryReservation"
            yield problem("ecs/memory", container.entry["memoryReservation"][1], path, words)
        cpu = entry_text(container.entry, "cpu")
        total += int(cpu) if cpu and cpu.isdecimal() else 0
        if task_cpu is not None and total > task_cpu:
            words = (
                f"The containers want {total} CPU units, the task has {task_cpu}.",
                f"コンテナの CPU の合計は {total} ユニットだが、タスクは {task_cpu} ユニット。",
            )
            yield problem("ecs/cpu", container.entry["cpu"][1], f"{container.path}.cpu", words)
            return
