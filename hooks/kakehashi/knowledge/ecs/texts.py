"""Texts of ECS definitions with a form of their own: names, images, ARNs; and numbers the model leaves open.

Source: docs.aws.amazon.com/AmazonECS/latest/APIReference (RegisterTaskDefinition, ContainerDefinition, CreateService);
docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from kakehashi.knowledge.ecs.fargate import entry_text
from kakehashi.knowledge.kubernetes.images import image_fault
from kakehashi.knowledge.kubernetes.problem import Problem, problem
from kakehashi.knowledge.kubernetes.values import MAX_NODES, TooManyNodesError, fields, items, text
from kakehashi.knowledge.kubernetes.words import shown

_NAME = re.compile(r"[A-Za-z0-9_-]{1,255}")
_ARN = re.compile(r"arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:(?:\d{12}|aws|[Xx]{12})?:\S+")
_STAND_IN = re.compile(r"\.\.\.|…|[A-Z]{2,}_[A-Z]|\b(?:region|account|account[-_]?id|REGION|ACCOUNT)\b")


def text_problems(root: yaml.Node, kind: str) -> Iterator[Problem]:
    """Names, images and ARNs the API refuses (`ecs/name`, `ecs/image`, `ecs/arn`), ports and counts (`ecs/range`).

    Args:
        root: The definition's node.
        kind: What it is, see `documents.identify`.

    Raises:
        TooManyNodesError: The definition is too large once its aliases are expanded.
    """
    found = fields(root)
    if "service" in kind:
        yield from _name(found.get("serviceName", (None, None))[1], "serviceName")
        yield from _service_numbers(root)
    else:
        yield from _name(found.get("family", (None, None))[1], "family")
    for index, node in enumerate(items(found.get("containerDefinitions", (None, None))[1])):
        entry, path = fields(node), f"containerDefinitions[{index}]"
        yield from _name(entry.get("name", (None, None))[1], f"{path}.name")
        image = entry.get("image")
        raw = text(image[1]) if image else None
        fault = image_fault(raw) if raw and not _STAND_IN.search(raw) else None
        if image and fault:
            written = shown(str(raw))
            words = f"`{written}` is not an image reference.", f"`{written}` はイメージの指定ではない。"
            yield problem("ecs/image", image[1], f"{path}.image", words, fault.hint)
    yield from _arns(root)


def _name(node: yaml.Node | None, path: str) -> Iterator[Problem]:
    raw = text(node)
    if node is None or not raw or _NAME.fullmatch(raw):
        return
    words = (
        f"`{shown(raw)}` is not a valid `{path.rpartition('.')[2]}`: letters, digits, `-` and `_`, at most 255.",
        f"`{shown(raw)}` は `{path.rpartition('.')[2]}` に使えない。英数字、`-`、`_` を 255 文字まで。",
    )
    guess = re.sub(r"[^A-Za-z0-9_-]+", "-", raw).strip("-")[:255]
    hint = (f"Write `{guess}`.", f"`{guess}` と書く。") if guess else None
    yield problem("ecs/name", node, path, words, hint)


def _service_numbers(root: yaml.Node) -> Iterator[Problem]:
    found = fields(root)
    for name in ("desiredCount", "healthCheckGracePeriodSeconds"):
        raw = entry_text(found, name)
        if raw and re.fullmatch(r"-\d+", raw):
            words = f"`{name}` must be at least 0, not {raw}.", f"`{name}` は 0 以上（今は {raw}）。"
            yield problem("ecs/range", found[name][1], name, words)
    for index, node in enumerate(items(found.get("loadBalancers", (None, None))[1])):
        entry = fields(node)
        raw = entry_text(entry, "containerPort")
        if raw and raw.isdecimal() and not 0 < int(raw) <= 65535:
            path = f"loadBalancers[{index}].containerPort"
            words = f"`{path}` is no port number: {raw}.", f"`{path}` の {raw} はポート番号ではない。"
            yield problem("ecs/range", entry["containerPort"][1], path, words)


def _arns(root: yaml.Node) -> Iterator[Problem]:
    """Everything that starts as an ARN and is none."""
    budget = MAX_NODES
    stack: list[tuple[yaml.Node, str]] = [(root, "")]
    while stack:
        node, path = stack.pop()
        budget -= 1
        if budget < 0:
            raise TooManyNodesError(f"more than {MAX_NODES} nodes")
        if isinstance(node, yaml.SequenceNode):
            stack += [(item, f"{path}[{index}]") for index, item in reversed(list(enumerate(node.value)))]
        elif isinstance(node, yaml.MappingNode):
            stack += [
                (entry, f"{path}.{name}" if path else name) for name, (_, entry) in reversed(fields(node).items())
            ]
        else:
            raw = text(node)
            last = path.rpartition(".")[2]
            named = last.lower().endswith("arn") or last in ("valueFrom", "credentialsParameter")
            if not raw or not named or not raw.startswith("arn:"):
                continue
            if not _ARN.fullmatch(raw) and not _STAND_IN.search(raw):
                words = (
                    f"`{shown(raw)}` is not an ARN: `arn:aws:<service>:<region>:<account>:<resource>`, "
                    "with twelve digits for the account.",
                    f"`{shown(raw)}` は ARN ではない。"
                    "`arn:aws:<サービス>:<リージョン>:<アカウント>:<リソース>` の形で、アカウントは 12 桁。",
                )
                hint = None
                if re.match(r"arn:aws[a-z-]*:iam:\d", raw):
                    right = raw.replace(":iam:", ":iam::", 1)
                    hint = f"IAM has no region: write `{right}`.", f"IAM にリージョンはない。`{right}` と書く。"
                yield problem("ecs/arn", node, path, words, hint)
