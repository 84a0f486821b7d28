"""Values of kubectl's flags beyond their plain type: fixed choices, selectors, label lists, ports and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kakehashi.knowledge.commands.cobra import bad_value
from kakehashi.knowledge.commands.flags import Given
from kakehashi.knowledge.commands.model import Problem
from kakehashi.knowledge.commands.selectors import Fault, field_fault, label_fault
from kakehashi.knowledge.commands.suggest import nearest
from kakehashi.knowledge.commands.values import fits, is_duration, is_int

from .case import Case
from .resources import table

_SERVICE_TYPES = ("ClusterIP", "NodePort", "LoadBalancer", "ExternalName")
_DRY_RUN = ("none", "client", "server")
_PROFILES = ("legacy", "general", "baseline", "netadmin", "restricted", "sysadmin")
# Choices by flag, or by command and flag where the flag means different things.
CHOICES: dict[str, tuple[str, ...]] = {
    "dry-run": _DRY_RUN,
    "validate": ("strict", "warn", "ignore"),
    "cascade": ("background", "foreground", "orphan"),
    "image-pull-policy": ("Always", "IfNotPresent", "Never"),
    "run restart": ("Always", "OnFailure", "Never"),
    "run override-type": ("json", "merge", "strategic"),
    "expose override-type": ("json", "merge", "strategic"),
    "patch type": ("json", "merge", "strategic"),
    "expose type": _SERVICE_TYPES,
    "expose session-affinity": ("None", "ClientIP"),
    "top pod sort-by": ("cpu", "memory"),
    "top node sort-by": ("cpu", "memory"),
    "api-resources sort-by": ("name", "kind"),
    "debug profile": _PROFILES,
    "create token bound-object-kind": ("Node", "Pod", "Secret"),
    "create priorityclass preemption-policy": ("PreemptLowerPriority", "Never"),
    "profile": ("none", "cpu", "heap", "goroutine", "threadcreate", "block", "mutex", "allocs", "trace"),
}
# Fields that the API server can select by, from the Kubernetes documentation on field selectors; types left out are not
# judged.
SELECTABLE: dict[str, tuple[str, ...]] = {
    "pods": (
        "spec.nodeName",
        "spec.restartPolicy",
        "spec.schedulerName",
        "spec.serviceAccountName",
        "spec.hostNetwork",
        "status.phase",
        "status.podIP",
        "status.podIPs",
        "status.nominatedNodeName",
    ),
    "nodes": ("spec.unschedulable",),
    "namespaces": ("status.phase",),
    "secrets": ("type",),
    "jobs": ("status.successful",),
    "replicasets": ("status.replicas",),
    "deployments": (),
    "statefulsets": (),
    "daemonsets": (),
    "configmaps": (),
}
_BOOLS_TOO = frozenset(("dry-run", "validate", "cascade"))
_LEVEL = re.compile(r"[^=]+=\d+\Z")
_PORT_NAME = re.compile(r"(?=.*[a-z])[a-z0-9](?:-?[a-z0-9])*\Z")
_LABEL_SELECTOR = frozenset(("selector", "pod-selector"))
_NO_SELECTOR = frozenset(("create poddisruptionbudget selector", "expose selector"))


def _choice(case: Case, given: Given) -> Iterator[Problem]:
    name = given.flag.name
    choices = CHOICES.get(f"{case.name} {name}") or CHOICES.get(name)
    if not choices or given.value is None or not given.known:
        return
    value = given.value
    if value in choices or (not value and name not in _BOOLS_TOO):
        return
    if name == "type" and case.name == "patch" and value.lower() in choices:
        return
    if name in _BOOLS_TOO and fits("bool", value):
        if name != "validate":
            yield from _bool_for_choice(case, given, name, value)
        return
    if name == "profile" and case.name != "debug" and value in ("rate",):
        return
    listing = ", ".join(choices)
    near = next((choice for choice in choices if choice.lower() == value.lower()), None) or nearest(value, choices)
    yield bad_value("kubectl", given, f"one of {listing}", listing.replace(", ", "、") + " のいずれか", near)


def _bool_for_choice(case: Case, given: Given, name: str, value: str) -> Iterator[Problem]:
    on = value in ("1", "t", "T", "TRUE", "true", "True")
    better = {"dry-run": ("client", "none"), "cascade": ("background", "orphan")}[name][0 if on else 1]
    index, start = given.where
    yield case.problem(
        index,
        "deprecated-flag",
        f"`--{name}={value}` is deprecated",
        f"`--{name}={value}` は非推奨です",
        (f"Write `--{name}={better}`", f"`--{name}={better}` と書きます"),
        better,
        severity="warning",
        start=start,
    )


def _bare(case: Case, given: Given) -> Iterator[Problem]:
    """Flags with an optional value that stand without it."""
    if given.value is None and given.flag.name == "dry-run":
        following = given.index + 1
        word = case.words[following] if following < len(case.words) else None
        if word is not None and word.text in _DRY_RUN and following in case.args:
            en, ja = f"`--dry-run {word.text}` does not set a value", f"`--dry-run {word.text}` では値を渡せません"
            better = f"--dry-run={word.text}"
            yield case.problem(following, "flag-value", en, ja, (f"Write `{better}`", f"`{better}` と書きます"))
            return
        yield case.problem(
            given.index,
            "deprecated-flag",
            "`--dry-run` without a value is deprecated",
            "値のない `--dry-run` は非推奨です",
            ("Write `--dry-run=client`", "`--dry-run=client` と書きます"),
            "--dry-run=client",
            severity="warning",
        )


def _syntax(case: Case, given: Given, fault: Fault, what: tuple[str, str]) -> Problem:
    en, ja = f"This is not a {what[0]}: {fault.en}", f"{what[1]}になりません。{fault.ja}"
    return case.at_value(given, "selector", en, ja, fault.start, fault.end)


def _selector(case: Case, given: Given) -> Iterator[Problem]:
    name, value = given.flag.name, given.value
    if not value or not given.known:
        return
    if name in _LABEL_SELECTOR and f"{case.name} {name}" not in _NO_SELECTOR:
        if fault := label_fault(value):
            yield _syntax(case, given, fault, ("label selector", "ラベルセレクター"))
    elif name == "field-selector":
        if fault := field_fault(value):
            yield _syntax(case, given, fault, ("field selector", "フィールドセレクター"))
        else:
            yield from _fields(case, given, value)


def _fields(case: Case, given: Given, value: str) -> Iterator[Problem]:
    """Fields that the API server does not index for the type, and so refuses to select by."""
    kind = table().resolve(case.text(case.args[0])) if case.args and case.known(case.args[0]) else None
    if kind is None or kind.plural not in SELECTABLE:
        return
    known = (*SELECTABLE[kind.plural], "metadata.name", "metadata.namespace")
    at = 0
    for part in value.split(","):
        field = part.partition("=")[0].removesuffix("!")
        if field and field not in known:
            listing = ", ".join(known)
            near = nearest(field, known)
            yield case.problem(
                given.where[0],
                "selector",
                f"`{kind.plural}` cannot be selected by `{field}`; the fields are: {listing}",
                f"`{kind.plural}` は `{field}` では選べません。使えるのは {listing} です",
                (f"Did you mean `{near}`?", f"`{near}` ではありませんか") if near else None,
                near,
                start=given.where[1] + at,
                end=given.where[1] + at + len(field),
            )
            return
        at += len(part) + 1


def _special(case: Case, given: Given) -> Iterator[Problem]:
    name, value = given.flag.name, given.value
    if value is None or not given.known:
        return
    if name == "request-timeout" and value not in ("", "0") and not is_duration(value) and not is_int(value):
        yield bad_value("kubectl", given, "a duration such as 30s", "30s のような時間")
    elif name == "raw" and not value.startswith(("/", "http://", "https://")):
        yield bad_value("kubectl", given, "a path that begins with /", "/ で始まるパス")
    elif name == "vmodule" and value and not all(_LEVEL.match(part) for part in value.split(",")):
        yield bad_value("kubectl", given, "file=level, …", "file=level の並び")
    elif name == "log-flush-frequency" and not is_duration(value):
        yield bad_value("kubectl", given, "a duration such as 5s", "5s のような時間")


def check(case: Case) -> Iterator[Problem]:
    """Every given flag's value."""
    for given in case.parsed.given:
        yield from _bare(case, given)
        yield from _choice(case, given)
        yield from _selector(case, given)
        yield from _special(case, given)


def is_port(text: str, zero: bool = False) -> bool:
    """Whether the text is a port number."""
    return text.isascii() and text.isdigit() and (0 if zero else 1) <= int(text) <= 65535


def is_port_name(text: str) -> bool:
    """Whether the text is a name of a port: up to 15 lower-case letters, digits and single dashes, with a letter."""
    return len(text) <= 15 and _PORT_NAME.match(text) is not None
