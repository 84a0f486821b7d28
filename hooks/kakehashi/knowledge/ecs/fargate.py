"""What Fargate demands of a task definition.

Source: docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html (sizes),
…/fargate-tasks-services.html, API reference of RegisterTaskDefinition, ContainerDefinition and EphemeralStorage.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from kakehashi.knowledge.kubernetes.problem import Problem, listed, problem
from kakehashi.knowledge.kubernetes.values import Fields, fields, items, text

_GIB = 1024
# CPU units → allowed memory in MiB.
SIZES: dict[int, tuple[int, ...]] = {
    256: (512, 1024, 2048),
    512: tuple(range(1 * _GIB, 4 * _GIB + 1, _GIB)),
    1024: tuple(range(2 * _GIB, 8 * _GIB + 1, _GIB)),
    2048: tuple(range(4 * _GIB, 16 * _GIB + 1, _GIB)),
    4096: tuple(range(8 * _GIB, 30 * _GIB + 1, _GIB)),
    8192: tuple(range(16 * _GIB, 60 * _GIB + 1, 4 * _GIB)),
    16384: tuple(range(32 * _GIB, 120 * _GIB + 1, 8 * _GIB)),
}
_LOG_DRIVERS = ("awslogs", "splunk", "awsfirelens")
_OTHER_LOG_DRIVERS = ("json-file", "syslog", "journald", "gelf", "fluentd")
_CPU = re.compile(r"(\d*\.?\d+)\s*vcpus?", re.IGNORECASE)
_MEMORY = re.compile(r"(\d*\.?\d+)\s*gb", re.IGNORECASE)


def cpu_units(raw: str) -> int | None:
    """CPU units of a task size: `1024`, `1 vCPU`, `.25 vcpu`; None where the text is neither."""
    raw = raw.strip()
    if raw.isdecimal():
        return int(raw)
    matched = _CPU.fullmatch(raw)
    return round(float(matched[1]) * 1024) if matched else None


def memory_mib(raw: str) -> int | None:
    """Memory of a task size in MiB: `2048`, `2GB`, `0.5 GB`; None where the text is neither."""
    raw = raw.strip()
    if raw.isdecimal():
        return int(raw)
    matched = _MEMORY.fullmatch(raw)
    return round(float(matched[1]) * 1024) if matched else None


def entry_text(found: Fields, name: str) -> str | None:
    """The text of a field, or None."""
    return text(found.get(name, (None, None))[1])


def is_fargate(found: Fields) -> bool:
    """Whether the definition asks to be checked for Fargate."""
    return any(text(node) == "FARGATE" for node in items(found.get("requiresCompatibilities", (None, None))[1]))


def fargate_problems(root: yaml.Node, *, partial: bool = False) -> Iterator[Problem]:
    """Sizes that do not exist and settings that Fargate refuses (`ecs/fargate-size`, `ecs/fargate`)."""
    found = fields(root)
    if not is_fargate(found):
        return
    yield from _size(found, partial)
    yield from _network(found, partial)
    for index, container in enumerate(items(found.get("containerDefinitions", (None, None))[1])):
        yield from _container(fields(container), f"containerDefinitions[{index}]")
    for index, volume in enumerate(items(found.get("volumes", (None, None))[1])):
        entry = fields(volume)
        path = f"volumes[{index}]"
        host = entry.get("host")
        if host and entry_text(fields(host[1]), "sourcePath"):
            words = "Fargate has no host path to mount.", "Fargate ではホストのパスをマウントできない。"
            yield problem("ecs/fargate", host[0], f"{path}.host", words)
        docker = entry.get("dockerVolumeConfiguration")
        if docker:
            words = "Fargate takes no Docker volumes.", "Fargate では Docker ボリュームを使えない。"
            yield problem("ecs/fargate", docker[0], f"{path}.dockerVolumeConfiguration", words)
    constraints = found.get("placementConstraints")
    if constraints and items(constraints[1]):
        words = "Fargate takes no placement constraints.", "Fargate では placementConstraints を使えない。"
        yield problem("ecs/fargate", constraints[0], "placementConstraints", words)
    storage = fields(found.get("ephemeralStorage", (None, None))[1]).get("sizeInGiB")
    size = text(storage[1]) if storage else None
    if storage and size and size.isdecimal() and not 20 <= int(size) <= 200:
        words = (
            f"Ephemeral storage goes from 21 to 200 GiB, not {size}.",
            f"エフェメラルストレージは 21〜200 GiB（今は {size}）。",
        )
        yield problem("ecs/fargate", storage[1], "ephemeralStorage.sizeInGiB", words)


def _size(found: Fields, partial: bool) -> Iterator[Problem]:
    compatibilities = found["requiresCompatibilities"][0]
    for name in ("cpu", "memory"):
        if name not in found and not partial:
            words = f"Fargate needs `{name}` for the task.", f"Fargate ではタスクの `{name}` が必要。"
            yield problem("ecs/fargate-size", compatibilities, name, words)
    cpu_text, memory_text = entry_text(found, "cpu"), entry_text(found, "memory")
    cpu = cpu_units(cpu_text) if cpu_text else None
    memory = memory_mib(memory_text) if memory_text else None
    for name, raw, value, example in (("cpu", cpu_text, cpu, "256"), ("memory", memory_text, memory, "512")):
        if raw and value is None:
            words = f"`{raw}` is no size for `{name}`.", f"`{raw}` は `{name}` の書き方ではない。"
            hint = f'Write for example `"{example}"`.', f'`"{example}"` のように書く。'
            yield problem("ecs/fargate-size", found[name][1], name, words, hint)
    if cpu is None:
        return
    if cpu not in SIZES:
        names_en, names_ja = listed([str(size) for size in SIZES])
        words = f"Fargate has no task with {cpu} CPU units.", f"Fargate に CPU {cpu} ユニットのタスクはない。"
        yield problem(
            "ecs/fargate-size", found["cpu"][1], "cpu", words, (f"Write {names_en}.", f"{names_ja} のどれか。")
        )
    elif memory is not None and memory not in SIZES[cpu]:
        allowed = SIZES[cpu]
        step = allowed[-1] - allowed[-2]
        steps_en = f"{allowed[0]} to {allowed[-1]} MiB in steps of {step}" if cpu > 256 else "512, 1024 or 2048 MiB"
        steps_ja = f"{allowed[0]}〜{allowed[-1]} MiB（{step} 刻み）" if cpu > 256 else "512、1024、2048 MiB"
        words = (
            f"Fargate has no task with {cpu} CPU units and {memory} MiB of memory.",
            f"Fargate に CPU {cpu} ユニット、メモリ {memory} MiB の組み合わせはない。",
        )
        hint = f"With {cpu} CPU units the memory is {steps_en}.", f"CPU {cpu} ユニットで選べるメモリは {steps_ja}。"
        yield problem("ecs/fargate-size", found["memory"][1], "memory", words, hint)


def _network(found: Fields, partial: bool) -> Iterator[Problem]:
    mode = entry_text(found, "networkMode")
    hint = 'Write `"networkMode": "awsvpc"`.', '`"networkMode": "awsvpc"` と書く。'
    if mode and mode != "awsvpc":
        words = (
            f"Fargate needs the network mode `awsvpc`, not `{mode}`.",
            f"Fargate のネットワークモードは `awsvpc`（今は `{mode}`）。",
        )
        yield problem("ecs/fargate", found["networkMode"][1], "networkMode", words, hint)
    elif "networkMode" not in found and not partial:
        words = (
            "Fargate needs `networkMode: awsvpc`; without it `bridge` is assumed.",
            ("Fargate では `networkMode` に `awsvpc` が必要。省くと `bridge` になる。"),
        )
        yield problem("ecs/fargate", found["requiresCompatibilities"][0], "networkMode", words, hint)
    if "executionRoleArn" in found or partial:
        return
    for index, container in enumerate(items(found.get("containerDefinitions", (None, None))[1])):
        entry = fields(container)
        log = fields(entry.get("logConfiguration", (None, None))[1])
        image = entry_text(entry, "image") or ""
        for condition, what, what_ja, name in (
            (
                entry_text(log, "logDriver") == "awslogs",
                "the log driver `awslogs`",
                "ログドライバー `awslogs`",
                "logConfiguration",
            ),
            (".dkr.ecr." in image, "an image from Amazon ECR", " Amazon ECR のイメージ", "image"),
        ):
            if condition:
                words = (
                    f"On Fargate {what} needs `executionRoleArn`.",
                    f"Fargate で{what_ja}を使うには `executionRoleArn` が必要。",
                )
                yield problem("ecs/execution-role", entry[name][0], f"containerDefinitions[{index}].{name}", words)
                return


def _container(entry: Fields, path: str) -> Iterator[Problem]:
    if entry_text(entry, "privileged") == "true":
        words = "Fargate runs no privileged containers.", "Fargate では特権コンテナを使えない。"
        yield problem("ecs/fargate", entry["privileged"][0], f"{path}.privileged", words)
    log = fields(entry.get("logConfiguration", (None, None))[1])
    driver = entry_text(log, "logDriver")
    if driver in _OTHER_LOG_DRIVERS:
        names_en, names_ja = listed(_LOG_DRIVERS)
        words = f"On Fargate the log driver is {names_en}.", f"Fargate のログドライバーは {names_ja}。"
        yield problem("ecs/fargate", log["logDriver"][1], f"{path}.logConfiguration.logDriver", words)
    stop = entry_text(entry, "stopTimeout")
    if stop and stop.isdecimal() and int(stop) > 120:
        words = (
            f"On Fargate `stopTimeout` is at most 120 seconds, not {stop}.",
            (f"Fargate の `stopTimeout` は最大 120 秒（今は {stop}）。"),
        )
        yield problem("ecs/fargate", entry["stopTimeout"][1], f"{path}.stopTimeout", words)
