"""Actions: their form, the prefix of the service, and names that are misspelt.

An action that is not known is left alone unless it is near one that is: services get new ones every week.
Sources: the IAM User Guide, docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
(prefix and name are compared without regard to case, `*` and `?` stand for many characters and for one); for the
names see `source` in data/iam/actions.json and, for newer ones, the API models of botocore.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kakehashi.knowledge.iam.policy import Statement, values_of
from kakehashi.knowledge.kubernetes.problem import Problem, problem
from kakehashi.knowledge.kubernetes.words import shown

DATA = Path(__file__).parents[2] / "data" / "iam" / "actions.json"
"""The snapshot of what IAM knows."""

ALIASES = {
    "accessanalyzer": "access-analyzer",
    "alb": "elasticloadbalancing",
    "amp": "aps",
    "cloudwatchlogs": "logs",
    "cloudwatch-logs": "logs",
    "cw": "cloudwatch",
    "ddb": "dynamodb",
    "deploy": "codedeploy",
    "ecs-tasks": "ecs",
    "ecs-task": "ecs",
    "efs": "elasticfilesystem",
    "eks-pod": "eks",
    "elb": "elasticloadbalancing",
    "elbv2": "elasticloadbalancing",
    "emr": "elasticmapreduce",
    "eventbridge": "events",
    "msk": "kafka",
    "parameter-store": "ssm",
    "s3api": "s3",
    "secrets": "secretsmanager",
    "secrets-manager": "secretsmanager",
    "service-discovery": "servicediscovery",
    "ssm-messages": "ssmmessages",
    "stepfunctions": "states",
}
"""What people and the AWS CLI call a service → its prefix in IAM."""

_FORM = re.compile(r"[A-Za-z0-9?*-]+:[A-Za-z0-9?*_]+")
_WORD = re.compile(r"[A-Z][a-z0-9]+")


@cache
def _data() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
    return loaded


@cache
def prefixes() -> frozenset[str]:
    """Every service prefix that IAM knows."""
    data = _data()
    return frozenset(data["prefixes"]) | frozenset(data["services"])


@cache
def actions_of(prefix: str) -> dict[str, str]:
    """The actions of a service by their name in small letters; empty where they are not known."""
    entry = _data()["services"].get(prefix)
    return {name.lower(): name for name in entry["actions"].split()} if entry else {}


@cache
def _operations(prefix: str) -> frozenset[str]:
    """The operations of a service's API in small letters, which may be newer than the snapshot."""
    spec = importlib.util.find_spec("botocore")
    entry = _data()["services"].get(prefix)
    found: set[str] = set()
    if entry and spec and spec.origin:
        for folder in entry["api"]:
            for model in sorted((Path(spec.origin).parent / "data" / folder).glob("*/service-2.json.gz")):
                found.update(name.lower() for name in json.loads(gzip.decompress(model.read_bytes()))["operations"])
    return frozenset(found)


@cache
def _verbs(prefix: str) -> frozenset[str]:
    words = (_WORD.match(name) for name in actions_of(prefix).values())
    return frozenset(word[0] for word in words if word)


def near(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate that a misspelt word stands for, None for none: one letter off in a short word, two in a long one.

    Args:
        word: The word, in any case.
        candidates: What it may stand for.
    """
    from rapidfuzz.distance import OSA

    limit = 0 if len(word) < 4 else 1 if len(word) < 9 else 2
    best, best_distance = None, limit + 1
    for candidate in sorted(candidates):
        distance = OSA.distance(word.lower(), candidate.lower(), score_cutoff=limit)
        if 0 < distance < best_distance:
            best, best_distance = candidate, distance
    return best


def action_problems(one: Statement) -> Iterator[Problem]:
    """Actions that IAM refuses or that allow nothing (`iam/action`).

    Args:
        one: The statement.
    """
    for name in ("Action", "NotAction"):
        for node, raw in values_of(one.value(name)).known:
            yield from _action(node, raw, one.place(name))


def _action(node: yaml.Node, raw: str, path: str) -> Iterator[Problem]:
    # `*:*` is written for `*` in many policies; whether IAM takes it is not documented.
    if raw in ("*", "*:*"):
        return
    if not _FORM.fullmatch(raw):
        # Stand-ins such as `service:<operation>` never get here.
        words = (
            f"`{shown(raw)}` is no action; one is written `<service>:<operation>`, such as `ecs:RunTask`.",
            f"`{shown(raw)}` はアクションではない。`ecs:RunTask` のように `<サービス>:<操作>` と書く。",
        )
        yield problem("iam/action", node, path, words, _form_hint(raw))
        return
    prefix, _, name = raw.partition(":")
    service = prefix.lower()
    if "*" in service or "?" in service:
        words = (
            f"The service in `{shown(raw)}` takes no wildcard.",
            f"`{shown(raw)}` のサービス名にワイルドカードは使えない。",
        )
        yield problem("iam/action", node, path, words)
        return
    if service not in prefixes():
        right = ALIASES.get(service) or near(service, prefixes())
        if right:
            words = f"IAM has no service `{prefix}`.", f"IAM に `{prefix}` というサービスはない。"
            hint = f"Write `{right}:{name}`.", f"`{right}:{name}` と書く。"
            yield problem("iam/action", node, path, words, hint)
        return
    known = actions_of(service)
    if not known:
        return
    right = _meant_pattern(service, name) if "*" in name or "?" in name else _meant(service, name)
    if right:
        words = (
            f"There is no action `{shown(raw, 60)}`: it matches nothing.",
            f"`{shown(raw, 60)}` というアクションはなく、何にも一致しない。",
        )
        hint = f"Did you mean `{prefix}:{right}`?", f"`{prefix}:{right}` の間違いか。"
        yield problem("iam/action", node, path, words, hint)


def _form_hint(raw: str) -> tuple[str, str] | None:
    for wrong in (".", "/", "::", " "):
        prefix, found, name = raw.partition(wrong)
        if found and prefix.lower() in prefixes() and re.fullmatch(r"[A-Za-z0-9*?]+", name):
            return f"Write `{prefix}:{name}`.", f"`{prefix}:{name}` と書く。"
    stripped = re.sub(r"\s+", "", raw)
    if stripped != raw and _FORM.fullmatch(stripped):
        return f"Write `{stripped}`.", f"`{stripped}` と書く。"
    owners = [service for service in _data()["services"] if raw.lower() in actions_of(service)]
    if len(owners) == 1:
        right = f"{owners[0]}:{actions_of(owners[0])[raw.lower()]}"
        return f"Write `{right}`.", f"`{right}` と書く。"
    return None


def _meant(service: str, name: str) -> str | None:
    """The action a misspelt one stands for; None for one that is known or like none."""
    known = actions_of(service)
    lower = name.lower()
    if lower in known:
        return None
    # Names in small letters are known by the newer list alone: they cannot be suggested as they are.
    named = [one for one in known.values() if one != one.lower()]
    dashed = name.replace("-", "").replace("_", "")
    right = known.get(dashed.lower()) or near(name, named)
    if not right or lower in _operations(service):
        return None
    # `GetX` is not a misspelt `PutX`: a service that has one of them may have got the other.
    written, other = _WORD.match(name), _WORD.match(right)
    return right if not written or written[0] == (other and other[0]) or written[0] not in _verbs(service) else None


def _meant_pattern(service: str, name: str) -> str | None:
    """The pattern a misspelt one such as `Descrbe*` stands for."""
    found = re.fullmatch(r"([A-Z][a-z]+)(\*|[A-Z][A-Za-z]*\*)", name)
    if not found:
        return None
    start = name[:-1].lower()
    known = actions_of(service)
    if any(action.startswith(start) for action in known) or found[1] in _verbs(service):
        return None
    verb = near(found[1], _verbs(service))
    if not verb or any(one.startswith(start) for one in _operations(service)):
        return None
    return f"{verb}{found[2]}"
