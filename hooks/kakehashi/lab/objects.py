"""Objects of the simulated cluster: created, changed, selected, deleted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kakehashi.knowledge.commands.kubectl.resources import ResourceType, table

from .manifest import mapping, text
from .place import Place, Text, is_unknown, same

CLUSTER = ""
"""The namespace of objects that have none."""

ANY = "*"
"""In ``World.open``: every namespace but the lab's own."""

NAMESPACES = "namespaces"
"""In ``World.open``: namespaces nobody knows may exist."""


@cache
def _kinds() -> Mapping[tuple[str, str], ResourceType]:
    return {(one.group, one.kind): one for one in table().types}


def type_of(api_version: str, kind: str) -> ResourceType:
    """Return the resource type of an object; one is made up for a custom resource nobody knows."""
    group, _, version = api_version.rpartition("/")
    known = _kinds().get((group, kind))
    return known or ResourceType(group, f"{kind.lower()}s", kind, (version,), built_in=False)


@cache
def named_type(name: str) -> ResourceType | None:
    """Return the type a command means by a name such as ``deploy``, or None where nobody knows it."""
    return table().resolve(name)


def built_in(kind: str) -> ResourceType:
    """Return a type of Kubernetes itself by its kind."""
    return next(one for one in table().types if one.kind == kind and one.built_in)


Key = tuple[str, str, str]
"""Type (``plural.group``), namespace and name."""


def key_of(kind: ResourceType, namespace: str, name: str) -> Key:
    """Return the key an object is kept under."""
    return f"{kind.plural}.{kind.group}", namespace if kind.namespaced else CLUSTER, str(name)


@dataclass(eq=False)
class Object:
    """One object.

    Args:
        type: Its resource type.
        namespace: Its namespace; empty where it has none.
        name: Its name; for what a controller names at random, the part that is known.
        data: Its manifest as far as the page states it.
        place: The word on the page that named it, or None.
        source: ``page``, ``cluster`` (there from the start) or ``controller``.
        random: Whether its full name ends in letters nobody knows in advance.
        blurred: Whether something changed it in a way that was not followed.
        doubtful: Whether the page shows that creating it may have failed.
        count: How many objects it stands for.
        templates: Earlier Pod templates, oldest first.
    """

    type: ResourceType
    namespace: str
    name: str
    data: dict[str, Any] = field(default_factory=dict)
    place: Place | None = None
    source: str = "page"
    random: bool = False
    blurred: bool = False
    doubtful: bool = False
    count: int = 1
    templates: list[Any] = field(default_factory=list)

    @property
    def key(self) -> Key:
        """What it is kept under."""
        return key_of(self.type, self.namespace, self.name)

    @property
    def shown(self) -> str:
        """Type and name, for example ``deployment/web``."""
        return f"{self.type.kind.lower()}/{self.name}"

    @property
    def labels(self) -> dict[str, Any]:
        """Its labels."""
        return mapping(self.data, "metadata", "labels")

    def is_a(self, *kinds: str) -> bool:
        """Whether it is of one of these kinds of Kubernetes itself."""
        return self.type.built_in and self.type.kind in kinds


@dataclass(frozen=True, slots=True)
class Gone:
    """An object that was deleted: the object, and the line of the page that did it."""

    object: Object
    line: int


@dataclass
class World:
    """The cluster. open: namespaces that may hold unknown objects; gone: what was deleted; ever: all that was."""

    objects: dict[Key, Object] = field(default_factory=dict)
    gone: dict[Key, Gone] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    ever: list[Object] = field(default_factory=list)
    changes: int = 0

    def put(self, one: Object) -> bool:
        """Create or replace an object; return whether it is new."""
        new = one.key not in self.objects
        self.objects[one.key] = one
        self.gone.pop(one.key, None)
        self.ever.append(one)
        self.changes += 1
        return new

    def get(self, kind: ResourceType, namespace: str, name: str) -> Object | None:
        """Return an object that was created, or None."""
        return self.objects.get(key_of(kind, namespace, name))

    def remove(self, one: Object, line: int) -> list[Object]:
        """Delete an object, and with a namespace what it holds; return what went."""
        went = [one]
        if one.is_a("Namespace"):
            went += [other for other in self.objects.values() if other.namespace == one.name and other is not one]
        for other in went:
            self.objects.pop(other.key, None)
            self.gone[other.key] = Gone(other, line)
        self.changes += 1
        return went

    def touch(self) -> None:
        """Note that an object was changed in place."""
        self.changes += 1

    def of(self, kind: ResourceType, namespace: str | None = None) -> Iterator[Object]:
        """Yield the created objects of a type, in one namespace or in all."""
        wanted = f"{kind.plural}.{kind.group}"
        for key, one in self.objects.items():
            if key[0] == wanted and (namespace is None or not kind.namespaced or key[1] == namespace):
                yield one

    def is_open(self, kind: ResourceType, namespace: str, own: str) -> bool:
        """Whether unknown objects of a type may exist there. own: the lab's namespace, which ANY leaves out."""
        if kind.kind in ("Namespace", "Node"):
            return kind.kind == "Namespace" and NAMESPACES in self.open
        if not kind.namespaced:
            return CLUSTER in self.open
        return namespace in self.open or (ANY in self.open and namespace != own)

    def namespace(self, name: str) -> Object | None:
        """Return a namespace, or None."""
        return self.objects.get((_NAMESPACES, CLUSTER, name))


_NAMESPACES = "namespaces."
_TERM = re.compile(
    r"\s*(?:(?P<no>!)\s*(?P<absent>[\w./-]+)|(?P<key>[\w./-]+)\s*(?:(?P<op>==|!=|=)\s*(?P<value>[\w.-]*)"
    r"|\s(?P<set>in|notin)\s*\((?P<values>[^)]*)\))?)\s*(?:,|$)"
)


@dataclass(frozen=True, slots=True)
class Requirement:
    """One part of a label selector. values None: the label exists; negated: the opposite is asked for."""

    key: str
    values: tuple[str, ...] | None = None
    negated: bool = False

    def met(self, labels: Mapping[str, Any]) -> bool:
        """Whether labels meet it; unknown values always do."""
        if any(is_unknown(key) for key in labels):
            return True
        if self.key not in labels:
            return self.negated
        value = labels[self.key]
        if self.values is None:
            return not self.negated
        if isinstance(value, Text) and value.unknown:
            return True
        return any(same(str(value or ""), one) for one in self.values) != self.negated


def parse_selector(selector: str) -> tuple[Requirement, ...] | None:
    """Read a label selector such as ``app=web,tier!=cache``; None where it cannot be read."""
    found: list[Requirement] = []
    at = 0
    while at < len(selector):
        match = _TERM.match(selector, at)
        if match is None or match.end() == at:
            return None
        at = match.end()
        if match["no"]:
            found.append(Requirement(match["absent"], None, True))
        elif match["op"]:
            found.append(Requirement(match["key"], (match["value"],), match["op"] == "!="))
        elif match["set"]:
            values = tuple(one.strip() for one in match["values"].split(","))
            found.append(Requirement(match["key"], values, match["set"] == "notin"))
        else:
            found.append(Requirement(match["key"]))
    return tuple(found)


def selector_of(data: Any) -> tuple[Requirement, ...] | None:
    """Read a selector of a manifest, with or without matchLabels and matchExpressions; None where there is none."""
    if not isinstance(data, dict) or not data:
        return None
    if "matchLabels" not in data and "matchExpressions" not in data:
        return tuple(_equal(key, value) for key, value in data.items())
    found = [_equal(key, value) for key, value in mapping(data, "matchLabels").items()]
    for entry in data.get("matchExpressions") or ():
        key, operator = text(entry, "key"), str(text(entry, "operator"))
        values = tuple(str(one) for one in (entry.get("values") or ())) if isinstance(entry, dict) else ()
        if key is None:
            continue
        sets = values if operator in ("In", "NotIn") else None
        found.append(Requirement(key, sets, operator in ("NotIn", "DoesNotExist")))
    return tuple(found)


def _equal(key: str, value: Any) -> Requirement:
    if is_unknown(key) or (isinstance(value, Text) and value.unknown):
        return Requirement("", None, True)
    return Requirement(key, (str(value if value is not None else ""),))


def selected(requirements: Iterable[Requirement], labels: Mapping[str, Any]) -> bool:
    """Whether labels meet all requirements."""
    return all(one.met(labels) for one in requirements)
