"""Which resource types a kubectl command can name, and how: plural, singular, short name, with a version and group."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kakehashi.knowledge.commands.grammar import DATA
from kakehashi.knowledge.commands.suggest import nearest


@dataclass(frozen=True, slots=True)
class ResourceType:
    """One resource type of the API. built_in: it is part of Kubernetes, not of an add-on."""

    group: str
    plural: str
    kind: str
    versions: tuple[str, ...] = ()
    namespaced: bool = True
    short: tuple[str, ...] = ()
    built_in: bool = True
    in_all: bool = False
    verbs: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What may stand for the type: plural, singular and short names."""
        return (self.plural, self.kind.lower(), *self.short)


@dataclass(frozen=True, slots=True)
class Gone:
    """A type name that old pages use.

    since: the Kubernetes version; removed: it no longer exists; instead: English, Japanese.
    """

    since: str
    removed: bool
    en: str
    ja: str


_PSP = Gone(
    "1.25",
    True,
    "Use Pod Security Admission: labels such as `pod-security.kubernetes.io/enforce` on the namespace",
    "Pod Security Admission を使います。Namespace に `pod-security.kubernetes.io/enforce` などのラベルを付けます",
)
GONE = {
    "componentstatuses": Gone(
        "1.19",
        False,
        "Use `kubectl get --raw='/readyz?verbose'`",
        "`kubectl get --raw='/readyz?verbose'` を使います",
    ),
    "endpoints": Gone(
        "1.33",
        False,
        "Use `endpointslices`, selected with `-l kubernetes.io/service-name=<service>`",
        "`endpointslices` を `-l kubernetes.io/service-name=<service>` で選んで使います",
    ),
    "podsecuritypolicies": _PSP,
    "podsecuritypolicy": _PSP,
    "psp": _PSP,
    "podpresets": Gone(
        "1.20",
        True,
        "Use a mutating admission policy or webhook",
        "変更を行うアドミッションポリシーか Webhook を使います",
    ),
    "thirdpartyresources": Gone(
        "1.8", True, "Use `customresourcedefinitions`", "`customresourcedefinitions` を使います"
    ),
}
CATEGORIES = ("all", "api-extensions")


class Table:
    """All known types, by every name."""

    def __init__(self, types: tuple[ResourceType, ...]) -> None:
        self.types = types
        self.by_name = dict[str, list[ResourceType]]()
        for kind in types:
            for name in kind.names:
                self.by_name.setdefault(name, []).append(kind)

    def resolve(self, text: str) -> ResourceType | None:
        """The type that a name such as "deploy", "deployments.apps" or "deployments.v1.apps" stands for."""
        name, _, rest = text.lower().partition(".")
        candidates = self.by_name.get(name, [])
        if not rest:
            return candidates[0] if candidates else None
        version, _, group = rest.partition(".")
        for kind in candidates:
            if kind.group == rest or ("." in rest and version in kind.versions and kind.group == group):
                return kind
        # A beginning of the group is enough for kubectl ("deployments.app").
        return next((kind for kind in candidates if kind.group and kind.group.startswith(rest)), None)

    def near(self, text: str) -> str | None:
        """The type name that a mistyped one most likely meant."""
        name, dot, _ = text.lower().partition(".")
        if dot and name in self.by_name:
            owner = self.by_name[name][0]
            return f"{name}.{owner.group}" if owner.group else name
        long = [spelling for kind in self.types for spelling in kind.names[:2] if kind.built_in or len(name) > 5]
        return nearest(name, long) if len(name) > 2 else None


def _built_in() -> Iterator[ResourceType]:
    data = json.loads((DATA / "kubectl-resources.json").read_text(encoding="utf-8"))
    for entry in data["types"]:
        yield ResourceType(
            entry["group"],
            entry["plural"],
            entry["kind"],
            tuple(entry["versions"]),
            entry["namespaced"],
            tuple(entry.get("short", ())),
            True,
            entry.get("all", False),
            tuple(entry["verbs"]),
        )


def _custom() -> Iterator[ResourceType]:
    text = (DATA / "kubectl-custom-types.txt").read_text(encoding="utf-8")
    for line in text.splitlines()[1:]:
        group, plural, kind, scope, short = line.split()
        names = () if short == "-" else tuple(short.split(","))
        yield ResourceType(group, plural, kind, (), scope == "N", names, built_in=False)


@cache
def table() -> Table:
    """The table of types, made on first use."""
    return Table((*_built_in(), *_custom()))


def looks_custom(text: str) -> bool:
    """Whether a type is written with a group of an add-on, as plural.group.example: such types are not judged."""
    _, _, rest = text.partition(".")
    known = {kind.group for kind in table().types if kind.built_in and kind.group}
    if "." not in rest or any(rest == group or rest.endswith(f".{group}") for group in known):
        return False
    name = text.partition(".")[0].lower()
    beside = [kind.plural for kind in table().types if kind.group == rest]
    return not beside or nearest(name, beside) is None
