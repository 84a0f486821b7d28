"""Commands that read, change or delete objects by type and name:

get, delete, apply, label, set, scale, rollout and others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from kakehashi.knowledge.commands import jsonpath
from kakehashi.knowledge.commands.cobra import bad_value
from kakehashi.knowledge.commands.flags import Given
from kakehashi.knowledge.commands.model import Problem
from kakehashi.knowledge.commands.values import is_int, is_quantity

from .arguments import check_file_flags, check_objects
from .case import Case
from .pairs import check_label_list, check_local, check_only
from .resources import CATEGORIES, table

_EXPOSED = ("deployments", "pods", "replicasets", "replicationcontrollers", "services")
Rule = Callable[[Case], Iterator[Problem]]


def _number(given: Given | None) -> int | None:
    return int(given.value, 0) if given and given.known and given.value and is_int(given.value) else None


def _whole_files(case: Case) -> Iterator[Problem]:
    """Commands that take objects from files only."""
    if case.args:
        yield from case.surplus(case.args[0])
    if not case.from_files:
        yield from case.missing("`-f FILE` or `-k DIRECTORY`", " `-f FILE` か `-k DIRECTORY` ")
    yield from check_file_flags(case)


def get(case: Case) -> Iterator[Problem]:
    """`kubectl get`."""
    if case.has("raw"):
        if case.args:
            yield from case.surplus(case.args[0])
        yield from case.together(("raw", "output"), ("raw", "watch"), ("raw", "watch-only"), ("raw", "selector"))
        return
    yield from check_objects(case, case.args, names="optional")
    yield from check_file_flags(case)
    yield from _watch(case)
    if case.has("subresource") and len(case.args) == 1 and "/" not in case.text(case.args[0]) and not case.unsure:
        en, ja = "`--subresource` works only for named objects", "`--subresource` は名前を指定したときだけ使えます"
        yield case.problem(case.at("subresource"), "missing-argument", en, ja)
    output = case.value("output")
    if output and output != "wide":
        yield from case.together(("show-labels", "output"))
    if output and output.startswith("custom-columns"):
        yield from case.together(("label-columns", "output"))
    yield from case.requires("output-watch-events", "watch", "watch-only")
    sort = case.parsed.by_name.get("sort-by")
    if sort and sort.known and sort.value and (fault := jsonpath.relaxed_fault(sort.value)):
        yield case.at_value(
            sort, "output-template", f"The path cannot be read: {fault.en}", f"パスを解釈できません。{fault.ja}"
        )


def _watch(case: Case) -> Iterator[Problem]:
    if not (case.on("watch") or case.on("watch-only")) or not case.args:
        return
    first = case.text(case.args[0])
    kinds = {case.text(index).partition("/")[0] for index in case.args if "/" in case.text(index)}
    if "," in first or first in CATEGORIES or len(kinds) > 1:
        en, ja = "`--watch` follows a single resource type", "`--watch` で見られるリソースの種類は 1 つだけです"
        yield case.problem(case.args[0], "conflicting-flags", en, ja)


def describe(case: Case) -> Iterator[Problem]:
    """`kubectl describe`."""
    yield from check_objects(case, case.args, names="optional")
    yield from check_file_flags(case)


def edit(case: Case) -> Iterator[Problem]:
    """`kubectl edit`."""
    yield from check_objects(case, case.args, names="optional")
    yield from check_file_flags(case)


def delete(case: Case) -> Iterator[Problem]:
    """`kubectl delete`."""
    yield from case.together(("now", "grace-period"), ("all", "selector"), ("all", "field-selector"))
    grace = _number(case.parsed.by_name.get("grace-period"))
    if grace is not None and grace > 0:
        yield from case.together(("force", "grace-period"))
    if case.has("raw"):
        yield from case.together(("raw", "output"), ("raw", "recursive"), ("raw", "interactive"))
        return
    yield from check_objects(case, case.args)
    yield from check_file_flags(case)


def apply(case: Case) -> Iterator[Problem]:
    """`kubectl apply -f`."""
    yield from _whole_files(case)
    yield from case.requires("force-conflicts", "server-side")
    yield from case.requires("subresource", "server-side")
    yield from case.together(
        ("all", "selector"), ("force", "server-side"), ("force", "prune"), ("prune", "server-side")
    )
    dry = case.value("dry-run")
    if dry == "client" and case.on("server-side"):
        yield from case.together(("server-side", "dry-run"))
    if dry == "server" and case.on("force"):
        yield from case.together(("force", "dry-run"))
    if case.on("prune"):
        yield from case.requires("prune", "all", "selector", "applyset")


def replace(case: Case) -> Iterator[Problem]:
    """`kubectl replace -f`."""
    if case.has("raw"):
        yield from case.together(("raw", "output"), ("raw", "recursive"))
    yield from _whole_files(case)
    yield from case.requires("grace-period", "force")
    yield from case.requires("timeout", "force")
    if case.on("force") and case.value("dry-run") not in (None, "none"):
        yield from case.together(("force", "dry-run"))


def diff(case: Case) -> Iterator[Problem]:
    """`kubectl diff -f`."""
    yield from _whole_files(case)
    yield from case.requires("force-conflicts", "server-side")


def scale(case: Case) -> Iterator[Problem]:
    """`kubectl scale --replicas=N`."""
    for flag, least in (("replicas", 0), ("current-replicas", -1)):
        given = case.parsed.by_name.get(flag)
        number = _number(given)
        if given and number is not None and number < least:
            yield bad_value("kubectl", given, f"a number of {least} or more", f"{least} 以上の数")
    yield from case.together(("all", "selector"))
    yield from check_objects(case, case.args)
    yield from check_file_flags(case)


def autoscale(case: Case) -> Iterator[Problem]:
    """`kubectl autoscale --max=N`."""
    yield from check_objects(case, case.args)
    yield from check_file_flags(case)
    most, least = (_number(case.parsed.by_name.get(flag)) for flag in ("max", "min"))
    if most is not None and most < 1:
        yield bad_value("kubectl", case.parsed.by_name["max"], "a number of 1 or more", "1 以上の数")
    elif most is not None and least is not None and most < least:
        en, ja = "`--max` is smaller than `--min`", "`--max` が `--min` より小さくなっています"
        yield case.at_value(case.parsed.by_name["max"], "flag-value", en, ja)
    yield from case.together(("cpu", "cpu-percent"))
    for flag in ("cpu", "memory"):
        given = case.parsed.by_name.get(flag)
        if given and given.known and given.value:
            value = given.value.removesuffix("%")
            good = value.isdigit() if given.value.endswith("%") else is_quantity(value)
            if not good:
                yield bad_value("kubectl", given, "a percentage such as 70% or a quantity", "70% のような割合か数量")


def expose(case: Case) -> Iterator[Problem]:
    """`kubectl expose`."""
    yield from check_objects(case, case.args)
    yield from check_file_flags(case)
    yield from check_only(case, case.args, _EXPOSED)
    port = case.parsed.by_name.get("port")
    if port and port.known and port.value and not all(is_int(part) for part in port.value.split(",")):
        yield bad_value("kubectl", port, "a port number", "ポート番号")
    yield from check_label_list(case)


def patch(case: Case) -> Iterator[Problem]:
    """`kubectl patch`."""
    yield from check_objects(case, case.args)
    yield from case.one_of("patch", "patch-file")
    yield from case.together(("patch", "patch-file"))
    yield from check_local(case)


def rollout(case: Case) -> Iterator[Problem]:
    """`kubectl rollout …`."""
    names = (
        "optional"
        if case.name.split()[-1] in ("status", "restart", "pause", "resume", "undo", "history")
        else "required"
    )
    yield from check_objects(case, case.args, names=names)
    yield from check_file_flags(case)
    revision = case.parsed.by_name.get("revision") or case.parsed.by_name.get("to-revision")
    number = _number(revision)
    if revision and number is not None and number < 0:
        yield bad_value("kubectl", revision, "a number of 0 or more", "0 以上の数")
    for index in [index for index in case.args if "/" in case.text(index)] or case.args[:1]:
        yield from _rolls(case, index)


def _rolls(case: Case, index: int) -> Iterator[Problem]:
    """The problem of a type without rollouts in a word such as "deploy,sts" or "job/x"."""
    allowed = ("deployments", "daemonsets", "statefulsets")
    at = 0
    for part in case.words[index].literal.partition("/")[0].split(","):
        kind = table().resolve(part)
        if kind is not None and kind.plural not in allowed:
            en = f"`{kind.plural}` have no rollouts: only {', '.join(allowed)} do"
            ja = f"`{kind.plural}` にロールアウトはありません。あるのは {', '.join(allowed)} です"
            yield case.problem(index, "resource-name", en, ja, start=at, end=at + len(part))
            return
        at += len(part) + 1


def last_applied(case: Case) -> Iterator[Problem]:
    """`kubectl apply view-last-applied` and its siblings."""
    if case.name.endswith("set-last-applied"):
        if not case.has("filename"):
            yield from case.missing("`-f FILE`", " `-f FILE` ")
        return
    yield from check_objects(case, case.args)


RULES: Mapping[str, Rule] = {
    "get": get,
    "describe": describe,
    "edit": edit,
    "delete": delete,
    "apply": apply,
    "replace": replace,
    "diff": diff,
    "scale": scale,
    "autoscale": autoscale,
    "expose": expose,
    "patch": patch,
    "rollout status": rollout,
    "rollout restart": rollout,
    "rollout undo": rollout,
    "rollout history": rollout,
    "rollout pause": rollout,
    "rollout resume": rollout,
    "apply view-last-applied": last_applied,
    "apply edit-last-applied": last_applied,
    "apply set-last-applied": last_applied,
}
