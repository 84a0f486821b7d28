"""Everything that changes while a page is followed, and one command with its words resolved."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kakehashi.finding import Words
from kakehashi.knowledge.commands.model import Word
from kakehashi.knowledge.commands.suggest import nearest
from kakehashi.pages.lines import Line
from kakehashi.pages.shell import ShellCommand, ShellWord
from kakehashi.pages.snippet import Snippet

from .controllers import WORKLOADS, Derived, made_of, replicas_of
from .declaration import Declaration
from .files import File, FileSystem
from .manifest import Document, mapping
from .objects import CLUSTER, Object, World, built_in, key_of
from .place import Place, Text, Trouble, of_word
from .references import Reference, keys_of
from .settling import Settling, bad_target_port, lacking_key, leads, near_label, provider, wanted_by
from .statements import Mood

_VARIABLE = re.compile(r"\$(?:\{(?P<braced>\w+)\}|(?P<bare>[A-Za-z_]\w*))")
_STILL_OPEN = re.compile(r"\$|`|<[^\W\d_][^>]*>")


@dataclass(frozen=True)
class Feed:
    """What flows into a command.

    Args:
        lines: Its text, or None where nobody knows it.
        expands: Whether variables in it are replaced.
        documents: The documents it holds, where they are known without a text.
    """

    lines: tuple[Line, ...] | None
    expands: bool = False
    documents: tuple[Document, ...] | None = None


@dataclass(frozen=True)
class Call:
    """One command as it runs.

    Args:
        snippet: The block it stands in.
        command: The command as the shell reads it.
        shell: Its words with their places, wrappers such as ``sudo`` taken off.
        words: The same words with known variables replaced.
        mood: How it stands in its statement.
        feed: What is piped or redirected into it, or None.
    """

    snippet: Snippet
    command: ShellCommand
    shell: tuple[ShellWord, ...]
    words: tuple[Word, ...]
    mood: Mood
    feed: Feed | None = None

    def place(self, index: int, start: int = 0, end: int | None = None) -> Place:
        """The place of a word, or of a part of its value."""
        return of_word(self.snippet, self.shell[index], start, end)

    def text(self, index: int, start: int = 0, end: int | None = None) -> Text:
        """A word's value, or a part of it, with its place."""
        word = self.words[index]
        value = word.text[start:end]
        return Text(value, self.place(index, start, None if end is None else end), word.dynamic)

    @property
    def line(self) -> int:
        """The line of the page it starts in."""
        return self.place(0).span.line


@dataclass(frozen=True, slots=True)
class Change:
    """One effect of a step. sign: ``+`` made, ``~`` changed, ``-`` gone; what: the object or file."""

    sign: str
    what: str
    is_file: bool = False


@dataclass(frozen=True, slots=True)
class Unfollowed:
    """Something the simulation could not follow, and why."""

    line: int
    reason: Words


@dataclass(frozen=True, slots=True)
class Tool:
    """A program a command starts."""

    name: str
    place: Place


@dataclass
class State:
    """The session so far.

    Attributes:
        declaration: What the page promises.
        files: The working directory.
        world: The cluster.
        derived: Objects with what controllers make of them.
        variables: Shell variables by name; None where the value is not known.
        namespace: The current namespace; unknown where nobody can tell.
        cluster: Whether there is a cluster.
        clusters: Clusters the page made, by name.
        failing: Whether the page shows that the current statement fails.
    """

    declaration: Declaration
    files: FileSystem = field(default_factory=FileSystem)
    world: World = field(default_factory=World)
    variables: dict[str, str | None] = field(default_factory=dict)
    functions: set[str] = field(default_factory=set)
    aliases: dict[str, str] = field(default_factory=dict)
    namespace: Text = field(default_factory=lambda: Text("default"))
    cluster: bool = True
    clusters: dict[str, Place] = field(default_factory=dict)
    touched_nodes: dict[tuple[str, str], Place] = field(default_factory=dict)
    outside: dict[str, Place] = field(default_factory=dict)
    helm: dict[tuple[str, str], Text] = field(default_factory=dict)
    made: set[str] = field(default_factory=set)
    troubles: list[Trouble] = field(default_factory=list)
    unfollowed: list[Unfollowed] = field(default_factory=list)
    tools: list[Tool] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    line: int = 1
    failing: bool = False
    shown_missing: set[str] = field(default_factory=set)
    settling: Settling = field(default_factory=Settling)
    mood: Mood = field(default_factory=Mood)

    def __post_init__(self) -> None:
        self.derived = Derived(self.world)

    @property
    def own_namespace(self) -> str:
        """The lab's namespace, else the one commands go to."""
        return str(self.declaration.namespace or self.namespace)

    def trouble(self, kind: str, place: Place | None, name: str, **about: str) -> None:
        """Note a trouble, once for each place, unless the page shows that the command fails."""
        if place is None or self.failing:
            return
        found = Trouble(kind, place, str(name), about)
        if not any(one.kind == kind and one.place == place for one in self.troubles):
            self.troubles.append(found)

    def skip(self, en: str, ja: str) -> None:
        """Note that something at the current line was not followed."""
        found = Unfollowed(self.line, Words(en, ja))
        if found not in self.unfollowed:
            self.unfollowed.append(found)

    def put(self, one: Object) -> None:
        """Create or replace an object."""
        one.doubtful = one.doubtful or self.failing
        new = self.world.put(one)
        self.made.add(one.shown)
        self.changes.append(Change("+" if new else "~", one.shown))

    def changed(self, one: Object) -> None:
        """Note that an object was changed in place."""
        self.world.touch()
        change = Change("~", one.shown)
        if change not in self.changes:
            self.changes.append(change)

    def remove(self, one: Object) -> None:
        """Delete an object, unless the command may not run."""
        if self.mood.uncertain:
            one.doubtful = True
            return
        went = self.world.remove(one, self.line)
        self.changes.append(Change("-", one.shown if len(went) == 1 else f"{one.shown} (+{len(went) - 1})"))

    def write(self, name: Text, file: File) -> None:
        """Create or replace a file."""
        if name.unknown:
            self.skip("the file's name is not known", "ファイル名が分かりません")
            self.files.open.add(self.files.cwd)
            return
        known = self.files.path(name) in self.files.files
        path = self.files.write(name, file)
        if not self.files.inside(path) and not path.startswith(("/dev/", "/tmp/", "/proc/")) and name.place:  # noqa: S108
            self.outside.setdefault(path, name.place)
        if not path.startswith("/dev/"):
            self.changes.append(Change("~" if known else "+", self.files.shown(path), True))

    def delete_file(self, name: str) -> None:
        """Delete a file or folder."""
        path = self.files.path(name)
        self.outside.pop(path, None)
        for went in self.files.remove(path):
            self.outside.pop(went, None)
            self.changes.append(Change("-", self.files.shown(went), True))

    def settle(self, namespace: Text) -> None:
        """Note what workloads of a namespace lack at the time their Pods are to become ready."""
        if not namespace.unknown:
            for one in list(self.world.objects.values()):
                if one.is_a(*WORKLOADS) and one.source == "page" and one.namespace == namespace and replicas_of(one):
                    self._lacks(one)

    def _lacks(self, one: Object) -> None:
        for reference in wanted_by(one):
            if (id(one), reference.kind, str(reference.name)) in self.settling.met:
                continue
            found = provider(self.world, self.derived.made(), one, reference)
            if found is None:
                self._missing(one, reference)
            elif (key := lacking_key(found, reference)) is not None:
                known = keys_of(found) or set()
                near = nearest(key, known) or ""
                self.trouble(
                    "missing-key", key.place, key, owner=found.shown, near=near, known=", ".join(sorted(known))
                )

    def _missing(self, one: Object, reference: Reference) -> None:
        kind = built_in(reference.kind)
        namespace = one.namespace if kind.namespaced else CLUSTER
        gone = self.world.gone.get(key_of(kind, namespace, reference.name))
        if self.world.is_open(kind, namespace, self.own_namespace) or str(reference.name) in self.shown_missing:
            return
        peers = [other.name for other in self.derived.all() if other.type == kind and other.namespace == namespace]
        near = nearest(reference.name, peers) or ""
        self.trouble(
            "missing-reference",
            reference.name.place,
            reference.name,
            type=reference.kind,
            owner=one.shown,
            near=near,
            namespace=namespace,
            gone=str(gone.line) if gone else "",
        )

    def observe(self) -> None:
        """Remember which references are provided now, and which Services lead somewhere."""
        if self.settling.seen == self.world.changes:
            return
        made = self.derived.made()
        pods = list(self.derived.pods())
        for one in list(self.world.objects.values()):
            if one.source != "page":
                continue
            for reference in wanted_by(one):
                found = provider(self.world, made, one, reference)
                if found is not None and lacking_key(found, reference) is None:
                    self.settling.met.add((id(one), reference.kind, str(reference.name)))
            if one.is_a("Service") and id(one) not in self.settling.led and (pod := leads(one, pods)) is not None:
                self.settling.led.add(id(one))
                wrong = bad_target_port(one, pod)
                if wrong is not None:
                    self.trouble("missing-port", wrong[0].place, wrong[0], owner=pod.shown, known=wrong[1])
        self.settling.seen = self.world.changes

    def finish(self) -> None:
        """Note what no object of the page ever had: what it names, and the Pods a Service leads to."""
        self.failing = False
        for one in self.world.ever:
            if one.source == "page" and not one.doubtful:
                self._lacks_for_good(one)
                self._leads_nowhere(one)

    def _lacks_for_good(self, one: Object) -> None:
        for reference in wanted_by(one):
            met = (id(one), reference.kind, str(reference.name)) in self.settling.met
            again = any(other is not one and other.key == one.key for other in self.world.ever)
            if not met and not again and not self._has_now(one, reference):
                self._missing(one, reference)

    def _has_now(self, one: Object, reference: Reference) -> bool:
        kind = built_in(reference.kind)
        namespace = one.namespace if kind.namespaced else CLUSTER
        return any(
            other.type == kind and other.namespace == namespace and other.name == reference.name
            for other in self.world.ever
        )

    def _leads_nowhere(self, one: Object) -> None:
        if (
            not one.is_a("Service")
            or one.blurred
            or not mapping(one.data, "spec", "selector")
            or id(one) in self.settling.led
        ):
            return
        same_place = [other for other in self.world.ever if other.namespace == one.namespace]
        if (
            any(other.blurred for other in same_place)
            or one.namespace in self.world.open
            or one.key[1] in self.world.open
        ):
            return
        if any(other is not one and other.key == one.key for other in same_place):
            return
        pods = [made for other in same_place for made in (other, *made_of(other)) if made.is_a("Pod")]
        value, near = near_label(one, pods)
        place = value.place if value is not None and value.place is not None else one.place
        self.trouble("empty-service", place, str(value or one.name), owner=one.shown, near=near, pods=str(len(pods)))

    def expand(self, text: str) -> str:
        """Replace the variables whose values are known."""

        def value(match: re.Match[str]) -> str:
            known = self.variables.get(match["braced"] or match["bare"])
            return match.group() if known is None else known

        return _VARIABLE.sub(value, text)

    def resolve(self, words: Iterable[ShellWord]) -> tuple[Word, ...]:
        """Return words with known variables replaced."""
        found = []
        for word in words:
            if not word.dynamic:
                found.append(Word(word.text, word.raw))
                continue
            text = self.expand(word.text)
            open_ended = bool(_STILL_OPEN.search(text)) or text == ""
            found.append(Word(text, word.raw, open_ended))
        return tuple(found)
