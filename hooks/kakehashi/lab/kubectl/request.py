"""One kubectl command: what it is about, in which namespace, and whether that exists."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kakehashi.finding import Span
from kakehashi.knowledge.commands.kubectl.case import Case
from kakehashi.knowledge.commands.kubectl.resources import CATEGORIES, ResourceType
from kakehashi.knowledge.commands.suggest import nearest
from kakehashi.lab.controllers import looks_random, made_of, random_owner
from kakehashi.lab.files import File
from kakehashi.lab.manifest import Document, read
from kakehashi.lab.objects import NAMESPACES, Key, Object, Requirement, key_of, named_type, parse_selector, selected
from kakehashi.lab.place import Place, Text
from kakehashi.lab.state import Call, State

_PATH_LIKE = ("http://", "https://", "git@", "github.com/", "oci://")


@dataclass(frozen=True)
class Target:
    """One thing a command names. type: None where nobody knows it; name: None for all of the type."""

    type: ResourceType | None
    name: Text | None
    type_text: Text


class Request:
    """A kubectl command with the session it runs in."""

    def __init__(self, state: State, call: Call, case: Case) -> None:
        self.state, self.call, self.case = state, call, case

    @cached_property
    def namespace(self) -> Text:
        """The namespace it goes to; unknown where a variable decides, or for -A."""
        given = self.case.parsed.by_name.get("namespace")
        if given is not None:
            index, start = given.where
            return Text(given.value or "", self.call.place(index, start), not given.known)
        if self.case.on("all-namespaces"):
            return Text("", None, True)
        return self.state.namespace

    @property
    def everywhere(self) -> bool:
        """Whether it looks at all namespaces."""
        return self.case.on("all-namespaces")

    @property
    def dry(self) -> bool:
        """Whether it changes nothing."""
        given = self.case.parsed.by_name.get("dry-run")
        return given is not None and given.value != "none"

    def flag(self, name: str) -> Text | None:
        """The value of a flag with its place, or None."""
        given = self.case.parsed.by_name.get(name)
        if given is None or given.value is None:
            return None
        index, start = given.where
        return Text(given.value, self.call.place(index, start), not given.known)

    def flags(self, name: str) -> list[Text]:
        """The values of a flag that may be given several times."""
        found = []
        for given in self.case.parsed.all(name):
            if given.value is not None:
                index, start = given.where
                found.append(Text(given.value, self.call.place(index, start), not given.known))
        return found

    @cached_property
    def args(self) -> list[Text]:
        """The arguments before ``--`` with their places."""
        return [self.call.text(index) for index in self.case.before_dash]

    def part(self, position: int, start: int, end: int | None = None) -> Text:
        """A part of an argument."""
        return self.call.text(self.case.before_dash[position], start, end)

    def targets(self, first: int = 0, *, only: int | None = None, default: str = "") -> list[Target]:
        """Read arguments as ``TYPE NAME...`` or ``TYPE/NAME...``.

        Args:
            first: The argument to begin with.
            only: How many arguments at most; None for all.
            default: The type of arguments that name none; empty where the first argument is a type.
        """
        last = len(self.args) if only is None else min(first + only, len(self.args))
        positions = range(first, last)
        if any("/" in self.args[at] and not self.args[at].unknown for at in positions) or default:
            return [self._slashed(at, default) for at in positions]
        if not positions:
            return []
        head = self.args[first]
        if head.unknown:
            return []
        types: list[Text] = []
        start = 0
        for piece in head.split(","):
            types.append(self.part(first, start, start + len(piece)) if "," in head else head)
            start += len(piece) + 1
        names = [self.args[at] for at in positions if at > first]
        every: list[Text | None] = [*names] or [None]
        return [Target(named_type(one), name, one) for one in types if one not in CATEGORIES for name in every]

    def _slashed(self, at: int, default: str) -> Target:
        arg = self.args[at]
        kind, slash, name = arg.partition("/")
        if arg.unknown and (not slash or any(char in kind for char in "$<`")):
            return Target(None, None, arg)
        if not slash:
            return Target(named_type(default), arg, Text(default))
        start = len(kind) + 1
        unknown = arg.unknown
        found = self.part(at, start, start + len(name))
        return Target(named_type(kind), Text(name, found.place, unknown), self.part(at, 0, len(kind)))

    @cached_property
    def selector(self) -> tuple[Text, tuple[Requirement, ...]] | None:
        """The label selector, or None where there is none or nobody can read it."""
        given = self.flag("selector")
        if given is None or given.unknown:
            return None
        read_as = parse_selector(given)
        return (given, read_as) if read_as is not None else None

    def check_namespace(self) -> bool:
        """Note a namespace that does not exist; return whether the rest can be judged."""
        name = self.namespace
        state = self.state
        if self.everywhere or name.unknown or not state.cluster:
            return False
        if state.world.namespace(name) is not None:
            return True
        gone = state.world.gone.get(("namespaces.", "", str(name)))
        if (gone is not None and gone.object.doubtful) or (gone is None and NAMESPACES in state.world.open):
            return False
        listing = self.case.name in ("get", "describe", "events", "top pod", "delete", "wait")
        if gone is not None and listing and not any(one.name is not None for one in self.targets()):
            return False
        place = name.place or self.call.place(0)
        near = nearest(name, [one.name for one in state.world.objects.values() if one.is_a("Namespace")])
        if not (self.state.mood.tolerated and listing):
            state.trouble("missing-namespace", place, name, near=near or "", gone=str(gone.line) if gone else "")
        return False

    def find(self, kind: ResourceType, name: str) -> Object | None:
        """Return an object by its full name: created ones, and what controllers made under a known name."""
        state = self.state
        found = state.world.get(kind, self.namespace, name)
        if found is not None:
            return found
        key = key_of(kind, self.namespace, name)
        return next((one for one in state.derived.made() if not one.random and one.key == key), None)

    def require(self, target: Target) -> Object | None:
        """Return the object a command names; note it where it cannot exist."""
        kind, name, state = target.type, target.name, self.state
        if name is None or not name:
            return None
        if kind is None or name.unknown:
            return None
        if kind.namespaced and not self.check_namespace():
            return None
        found = self.find(kind, name)
        if found is not None:
            return found
        if kind.kind in ("Event", "Lease", "ControllerRevision") or not kind.built_in:
            return None
        owner = self._random(kind, name)
        if owner is not None:
            self._note(
                kind, target.type_text, name, random="yes", owner=owner if isinstance(owner, str) else owner.shown
            )
            return None
        if state.world.is_open(kind, self.namespace, state.own_namespace) or not state.cluster:
            return None
        self._note(kind, target.type_text, name)
        return None

    def _random(self, kind: ResourceType, name: str) -> Object | str | None:
        if kind.kind not in ("Pod", "ReplicaSet") or not kind.built_in:
            return None
        owners = [
            one for one in self.state.derived.all() if one.namespace == self.namespace and one.source != "controller"
        ]
        owner = random_owner(
            name, [one for one in owners if one.is_a("Deployment", "ReplicaSet", "DaemonSet", "Job", "CronJob")]
        )
        return owner or ("" if looks_random(name) else None)

    def _note(self, kind: ResourceType, type_text: Text, name: Text, *, random: str = "", owner: str = "") -> None:
        state = self.state
        key = key_of(kind, self.namespace, name)
        gone = state.world.gone.get(key)
        if gone is not None and gone.object.doubtful:
            return
        peers = [one for one in state.derived.all() if one.type == kind]
        here = [one.name for one in peers if one.namespace == key[1] and not one.random]
        elsewhere = next((one.namespace for one in peers if one.name == name and one.namespace != key[1]), "")
        near = nearest(name, here) if not elsewhere else None
        other = next((one.shown for one in state.derived.all() if one.name == name and one.namespace == key[1]), "")
        only = here[0] if len(here) == 1 and not near and gone is None else ""
        state.trouble(
            "missing-object",
            name.place,
            name,
            type=kind.kind.lower(),
            near=near or only,
            namespace=key[1],
            gone=str(gone.line) if gone else "",
            elsewhere=elsewhere,
            other=other,
            random=random,
            owner=owner,
        )

    def selected(self, kind: ResourceType | None) -> list[Object]:
        """The objects of a type that the selector picks."""
        if kind is None or self.selector is None:
            return []
        wanted = key_of(kind, "", "")[0]
        return [
            one
            for one in self.state.derived.all()
            if one.key[0] == wanted
            and (self.everywhere or not kind.namespaced or one.namespace == self.namespace)
            and selected(self.selector[1], one.labels)
        ]

    def check_selector(self, kind: ResourceType | None, *, ever: bool = False) -> list[Object]:
        """Return what the selector picks; note one that picks nothing. ever: it may have picked something before."""
        state = self.state
        if self.selector is None or kind is None:
            return []
        found = self.selected(kind)
        known = self.everywhere or not kind.namespaced or self.check_namespace()
        if (
            found
            or not known
            or not kind.built_in
            or kind.kind in ("Event", "Lease", "ControllerRevision", "Endpoints")
        ):
            return found
        text, requirements = self.selector
        if state.world.is_open(kind, self.namespace, state.own_namespace) or self.everywhere or not state.cluster:
            return found
        if any(one.blurred and one.namespace == self.namespace for one in state.world.objects.values()):
            return found
        if ever and self._ever(kind, requirements):
            return found
        peers = [one for one in state.derived.all() if one.type == kind and one.namespace == self.namespace]
        labels = {f"{key}={value}" for one in peers for key, value in one.labels.items() if value is not None}
        near = nearest(text, labels)
        state.trouble(
            "missing-object",
            text.place,
            text,
            type=kind.kind.lower(),
            near=near or "",
            namespace=self.namespace,
            selector="yes",
            labels=", ".join(sorted(labels)[:4]),
        )
        return found

    def _ever(self, kind: ResourceType, requirements: tuple[Requirement, ...]) -> bool:
        for one in self.state.world.ever:
            if any(made.type == kind and selected(requirements, made.labels) for made in (one, *made_of(one, 1))):
                return True
        return False

    def sources(self, flag: str = "filename") -> Iterator[tuple[Text, tuple[Document, ...] | None]]:
        """Yield each file named by ``-f`` with its documents; None for documents nobody knows."""
        for name in self.flags(flag):
            for piece in _pieces(name):
                yield from self._source(piece)

    def _source(self, name: Text) -> Iterator[tuple[Text, tuple[Document, ...] | None]]:
        files = self.state.files
        if name == "-":
            feed = self.call.feed
            if feed is None or feed.documents is not None or feed.lines is None:
                yield name, feed.documents if feed is not None else None
            else:
                yield name, read(feed.lines, expands=feed.expands)
            return
        if name.unknown or name.startswith(_PATH_LIKE):
            yield name, None
            return
        path = files.path(name)
        if any(char in name for char in "*?["):
            for found in files.matching(name):
                yield name, documents_of(files.files[found])
            return
        if path in files.folders and path not in files.files:
            ending = (".yaml", ".yml", ".json")
            for found in files.in_folder(path, deep=self.case.on("recursive")):
                if found.endswith(ending):
                    yield name, documents_of(files.files[found])
            return
        file = self.state.files.files.get(path)
        if file is None:
            missing_file(self.state, name)
            yield name, None
            return
        yield name, documents_of(file)


def key_in(objects: list[Object]) -> set[Key]:
    """Return the keys of objects."""
    return {one.key for one in objects}


def documents_of(file: File) -> tuple[Document, ...] | None:
    """Return the documents of a file, or None where they are not known."""
    if file.documents is not None or file.lines is None:
        return file.documents
    return read(file.lines, expands=file.expands)


def _pieces(name: Text) -> Iterator[Text]:
    start = 0
    for piece in name.split(","):
        place = name.place
        if place is not None and "," in name and place.span.line == place.span.end_line:
            column = place.span.column + start
            place = Place(place.path, Span(place.span.line, column, place.span.line, column + len(piece)))
        yield Text(piece, place, name.unknown)
        start += len(piece) + 1


def missing_file(state: State, name: Text) -> None:
    """Note a file that is used before it exists."""
    files = state.files
    path = files.path(name)
    if name.unknown or not name or files.may_exist(path):
        return
    known = list(files.names())
    near = nearest(name, known)
    if near is None:
        near = next((one for one in known if posixpath.basename(one) == posixpath.basename(path)), None)
    state.trouble("missing-file", name.place, name, near=near or "", gone="yes" if path in files.gone else "")
