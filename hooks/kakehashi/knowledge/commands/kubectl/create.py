"""`kubectl create …`: one name each, and what every kind of object needs besides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from kakehashi.knowledge.commands.cobra import bad_value
from kakehashi.knowledge.commands.flags import Given
from kakehashi.knowledge.commands.model import Problem
from kakehashi.knowledge.commands.selectors import is_dns_name
from kakehashi.knowledge.commands.values import is_duration, is_int, is_quantity

from .arguments import check_file_flags, check_type
from .case import Case
from .flag_values import is_port, is_port_name

Rule = Callable[[Case], Iterator[Problem]]

_COUNT = re.compile(r"[0-9]+%?\Z")
# host/path=service:port[,tls[=secret]], as kubectl's own pattern has it.
_INGRESS = re.compile(
    r"(?P<host>[\w*-]+(?:\.[\w-]+)*)?(?P<path>/[^=]*)=(?P<service>[a-z0-9]+(?:-[a-z0-9]+)*):(?P<port>[a-z0-9]+(?:-[a-z0-9]+)*)"
    r"(?:,tls(?:=[a-z0-9.-]+)?)?\Z"
)
_URL_VERBS = ("get", "put", "post", "head", "options", "delete", "patch", "*")
_ENV_KEY = re.compile(r"[-._a-zA-Z0-9]+\Z")


def _name(case: Case) -> Iterator[Problem]:
    args = case.before_dash
    if not args:
        yield from case.missing("a NAME", "名前")
    elif len(args) > 1:
        yield from case.surplus(args[1])


def _each(case: Case, flag: str) -> Iterator[tuple[Given, str]]:
    for given in case.parsed.all(flag):
        if given.known and given.value is not None:
            yield given, given.value


def _sources(case: Case) -> Iterator[Problem]:
    yield from case.together(("from-env-file", "from-file"), ("from-env-file", "from-literal"))
    for given, value in _each(case, "from-literal"):
        key, equals, _ = value.partition("=")
        if not equals or not key or not _ENV_KEY.match(key):
            yield bad_value("kubectl", given, "KEY=VALUE", "KEY=VALUE")


def _deployment(case: Case) -> Iterator[Problem]:
    images = case.parsed.all("image")
    count = sum(len((given.value or "").split(",")) for given in images)
    if case.parsed.dash is not None and count > 1 and len(case.args) > len(case.before_dash):
        en, ja = "A command cannot be given for several images", "イメージが複数のときはコマンドを指定できません"
        yield case.problem(images[-1].index, "conflicting-flags", en, ja)


def _job(case: Case) -> Iterator[Problem]:
    yield from case.one_of("image", "from")
    yield from case.together(("image", "from"))
    given = case.parsed.by_name.get("from")
    if given and given.known and given.value is not None:
        kind, slash, _ = given.value.partition("/")
        if not slash or kind.partition(".")[0].lower() not in ("cronjob", "cronjobs", "cj"):
            yield bad_value("kubectl", given, "cronjob/NAME", "cronjob/名前")
        elif case.parsed.dash is not None and len(case.args) > len(case.before_dash):
            en, ja = "A command cannot be given with `--from`", "`--from` を使うときはコマンドを指定できません"
            yield case.problem(case.args[len(case.before_dash)], "conflicting-flags", en, ja)


def _budget(case: Case) -> Iterator[Problem]:
    yield from case.one_of("selector")
    yield from case.one_of("min-available", "max-unavailable")
    yield from case.together(("min-available", "max-unavailable"))
    for flag in ("min-available", "max-unavailable"):
        for given, value in _each(case, flag):
            if not _COUNT.match(value):
                yield bad_value("kubectl", given, "a number or a percentage", "数または割合（%）")


def _ingress(case: Case) -> Iterator[Problem]:
    yield from case.one_of("rule", "default-backend")
    for given, value in _each(case, "rule"):
        if not _INGRESS.match(value):
            wanted = "host/path=service:port[,tls[=secret]]"
            yield bad_value("kubectl", given, wanted, wanted)
    for given, value in _each(case, "default-backend"):
        if value.count(":") != 1:
            yield bad_value("kubectl", given, "service:port", "service:port")
    for given, value in _each(case, "annotation"):
        if "=" not in value:
            yield bad_value("kubectl", given, "KEY=VALUE", "KEY=VALUE")


def _service(case: Case) -> Iterator[Problem]:
    for given, value in _each(case, "external-name"):
        if not is_dns_name(value):
            yield bad_value("kubectl", given, "a DNS name", "DNS 名")
    headless = case.value("clusterip") == "None"
    if not headless and not case.name.endswith("externalname"):
        yield from case.one_of("tcp")
    for given, value in _each(case, "tcp"):
        for pair in value.split(","):
            port, colon, target = pair.partition(":")
            if not is_port(port, zero=True) or (colon and not (is_port(target) or is_port_name(target))):
                yield bad_value("kubectl", given, "PORT or PORT:TARGET", "PORT または PORT:TARGET")
                break


def _quota(case: Case) -> Iterator[Problem]:
    for given, value in _each(case, "hard"):
        for pair in value.split(",") if value else ():
            name, equals, amount = pair.partition("=")
            if not name or not equals or not is_quantity(amount):
                yield bad_value("kubectl", given, "resource=quantity, …", "resource=数量 の並び")
                break


def _token(case: Case) -> Iterator[Problem]:
    yield from case.requires("bound-object-name", "bound-object-kind")
    yield from case.requires("bound-object-uid", "bound-object-kind")
    yield from case.requires("bound-object-kind", "bound-object-name")
    for given, value in _each(case, "duration"):
        if is_duration(value) and (value.startswith("-") or value.endswith(("ms", "us", "ns", "µs"))):
            yield bad_value("kubectl", given, "a duration of whole seconds", "秒単位の時間")


def _role(case: Case) -> Iterator[Problem]:
    if case.has("aggregation-rule"):
        yield from case.together(
            ("aggregation-rule", "verb"), ("aggregation-rule", "resource"), ("aggregation-rule", "non-resource-url")
        )
        return
    yield from case.one_of("verb")
    yield from case.one_of(*(("resource",) if case.name == "create role" else ("resource", "non-resource-url")))
    for given, value in _each(case, "resource"):
        at = given.where[1]
        for part in value.split(","):
            name = part.partition("/")[0]
            if name and name != "*":
                yield from check_type(case, given.where[0], name, at)
            at += len(part) + 1
    if case.has("non-resource-url"):
        for given, value in _each(case, "verb"):
            odd = next((verb for verb in value.split(",") if verb not in _URL_VERBS), None)
            if odd is not None:
                yield bad_value(
                    "kubectl", given, f"one of {', '.join(_URL_VERBS)}", f"{'、'.join(_URL_VERBS)} のいずれか"
                )
    for given, value in _each(case, "non-resource-url"):
        if not value.startswith("/") or "*" in value[:-1]:
            yield bad_value("kubectl", given, "a path such as /logs/*", "/logs/* のようなパス")


def _binding(case: Case) -> Iterator[Problem]:
    if case.name == "create rolebinding":
        yield from case.one_of("role", "clusterrole")
        yield from case.together(("role", "clusterrole"))
    for given, value in _each(case, "serviceaccount"):
        for account in value.split(","):
            if account.count(":") != 1 or not all(account.split(":")):
                yield bad_value("kubectl", given, "NAMESPACE:NAME", "NAMESPACE:NAME")
                break


def _registry(case: Case) -> Iterator[Problem]:
    if not case.has("from-file") and not case.unsure:
        lacking = [flag for flag in ("docker-username", "docker-password") if not case.has(flag)]
        if lacking:
            yield from case.one_of(lacking[0], "from-file")


def _tls(case: Case) -> Iterator[Problem]:
    yield from case.all_of("cert", "key")


def _plain(case: Case) -> Iterator[Problem]:
    """`kubectl create -f FILE` itself."""
    if not case.has("filename", "kustomize", "raw"):
        yield from case.missing("`-f FILE` or the kind of object to create", "`-f FILE` か、作るオブジェクトの種類")
    elif case.args:
        yield from case.surplus(case.args[0])
    yield from check_file_flags(case)
    yield from case.together(("raw", "edit"), ("raw", "recursive"), ("raw", "output"), ("raw", "selector"))


def _annotated_priority(case: Case) -> Iterator[Problem]:
    for given, value in _each(case, "value"):
        if is_int(value) and abs(int(value, 0)) > 2**31 - 1:
            yield bad_value("kubectl", given, "a whole number of 32 bits", "32 ビットの整数")


_EXTRA: Mapping[str, Rule] = {
    "deployment": _deployment,
    "job": _job,
    "poddisruptionbudget": _budget,
    "ingress": _ingress,
    "quota": _quota,
    "token": _token,
    "role": _role,
    "clusterrole": _role,
    "rolebinding": _binding,
    "clusterrolebinding": _binding,
    "configmap": _sources,
    "secret generic": _sources,
    "secret docker-registry": _registry,
    "secret tls": _tls,
    "service clusterip": _service,
    "service nodeport": _service,
    "service loadbalancer": _service,
    "service externalname": _service,
    "priorityclass": _annotated_priority,
}
GROUPS = ("secret", "service")


def check(case: Case) -> Iterator[Problem]:
    """One `kubectl create …` command."""
    kind = case.name.removeprefix("create").strip()
    if not kind:
        yield from _plain(case)
        return
    if kind in GROUPS:
        return
    yield from _name(case)
    if extra := _EXTRA.get(kind):
        yield from extra(case)
