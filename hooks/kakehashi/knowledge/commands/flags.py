"""Parses a command's words into flags and arguments as Go's pflag does, but goes on after a mistake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .grammar import HELP, Command, Flag
from .model import Word


@dataclass(frozen=True, slots=True)
class Given:
    """A flag as given. index: its word; value: its text, None for a bare flag; where: the value's word and offset in
    that word.

    known: the value is literal text, not an expansion or placeholder.
    """

    flag: Flag
    index: int
    value: str | None
    where: tuple[int, int]
    known: bool = True


@dataclass(frozen=True, slots=True)
class Unknown:
    """A flag the command does not have:

    its word, its name as written ("--foo" or "-f"), and where that stands in the word.
    """

    index: int
    name: str
    start: int
    end: int
    takes_rest: bool


@dataclass(slots=True)
class Parsed:
    """The outcome of a parse.

    given: flags in order; unknown: flags the command lacks; args: indices of the argument words; dash: how many
    arguments stand
    before "--", None without one; missing: flags whose value is absent; elastic: an expansion may hold more or fewer
    words.
    """

    given: list[Given] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)
    args: list[int] = field(default_factory=list)
    dash: int | None = None
    dash_index: int | None = None
    missing: list[Given] = field(default_factory=list)
    malformed: list[int] = field(default_factory=list)
    elastic: bool = False
    by_name: dict[str, Given] = field(default_factory=dict)

    def has(self, *names: str) -> bool:
        """Whether any of these flags is given."""
        return any(name in self.by_name for name in names)

    def on(self, name: str) -> bool:
        """Whether a bool flag is given and not switched off."""
        given = self.by_name.get(name)
        return given is not None and (given.value or "true").lower() not in ("false", "f", "0")

    def value(self, name: str) -> str | None:
        """A flag's literal value; None when it is absent or unknown."""
        given = self.by_name.get(name)
        return given.value if given is not None and given.known else None

    def all(self, name: str) -> list[Given]:
        """Every time a flag is given."""
        return [given for given in self.given if given.flag.name == name]


class _Parser:
    def __init__(self, words: Sequence[Word], command: Command, underscores: bool) -> None:
        self._words = words
        self._command = command
        self._underscores = underscores
        self.out = Parsed()

    def run(self, indices: Sequence[int], interspersed: bool) -> None:
        at = 0
        while at < len(indices):
            index = indices[at]
            word = self._words[index]
            text = word.text
            at += 1
            if text == "--" and not word.dynamic:
                self.out.dash, self.out.dash_index = len(self.out.args), index
                self._take_all(indices[at:])
                return
            if len(text) > 1 and text[0] == "-" and (word.raw[:1] not in ("$", "`")):
                at += self._long(index, indices[at:]) if text[1] == "-" else self._cluster(index, indices[at:])
                continue
            self.out.elastic = self.out.elastic or word.elastic
            self.out.args.append(index)
            if not interspersed:
                self._take_all(indices[at:])
                return

    def _take_all(self, rest: Sequence[int]) -> None:
        self.out.args.extend(rest)
        self.out.elastic = self.out.elastic or any(self._words[index].elastic for index in rest)

    def _note(self, given: Given) -> None:
        self.out.given.append(given)
        self.out.by_name[given.flag.name] = given

    def _long(self, index: int, rest: Sequence[int]) -> int:
        """Take a "--name" word; returns how many of the following words went with it."""
        word = self._words[index]
        name, equals, value = word.text[2:].partition("=")
        if word.dynamic and len(word.literal) < 2 + len(name):
            self.out.elastic = True
            return 0
        if not name or name[0] in "-=":
            self.out.malformed.append(index)
            return 0
        if self._underscores:
            name = name.replace("_", "-")
        flag = self._command.flags.get(name)
        if flag is None:
            self.out.unknown.append(Unknown(index, f"--{name}", 0, 2 + len(name), not equals))
            return 0
        if equals:
            self._note(Given(flag, index, value, (index, 3 + len(name)), not word.dynamic))
            return 0
        return self._next_word(flag, index, rest)

    def _next_word(self, flag: Flag, index: int, rest: Sequence[int]) -> int:
        if not flag.takes_word:
            self._note(Given(flag, index, None, (index, 0)))
            return 0
        if not rest:
            if not self.out.elastic:
                self.out.missing.append(Given(flag, index, None, (index, 0)))
            self.out.by_name[flag.name] = Given(flag, index, None, (index, 0), known=False)
            return 0
        value = self._words[rest[0]]
        self.out.elastic = self.out.elastic or value.elastic
        self._note(Given(flag, index, value.text, (rest[0], 0), not value.dynamic))
        return 1

    def _cluster(self, index: int, rest: Sequence[int]) -> int:
        """Take a "-abc" word; returns how many of the following words went with it."""
        word = self._words[index]
        text = word.text
        at = 1
        while at < len(text):
            if word.dynamic and at >= len(word.literal):
                self.out.elastic = True
                return 0
            flag = self._command.shorts.get(text[at])
            if flag is None and text[at] == "h":
                flag = HELP
            if flag is None:
                self.out.unknown.append(
                    Unknown(index, f"-{text[at]}", at if at > 1 else 0, at + 1, at + 1 == len(text))
                )
                return 0
            if text[at + 1 : at + 2] == "=":
                self._note(Given(flag, index, text[at + 2 :], (index, at + 2), not word.dynamic))
                return 0
            at += 1
            if flag.takes_word and at < len(text):
                self._note(Given(flag, index, text[at:], (index, at), not word.dynamic))
                return 0
            if at == len(text):
                return self._next_word(flag, index, rest)
            self._note(Given(flag, index, None, (index, 0)))
        return 0


def parse(
    words: Sequence[Word],
    indices: Sequence[int],
    command: Command,
    interspersed: bool = True,
    underscores: bool = False,
) -> Parsed:
    """Parse the words at these indices (the command's own path left out) with the command's flags.

    interspersed: flags may stand after the first argument. underscores: "_" in flag names reads as "-".
    """
    parser = _Parser(words, command, underscores)
    parser.run(indices, interspersed)
    return parser.out
