"""One kubectl command under examination, with the questions that rules ask about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kakehashi.knowledge.commands.cobra import Found
from kakehashi.knowledge.commands.flags import Given, Parsed
from kakehashi.knowledge.commands.grammar import Command, Grammar
from kakehashi.knowledge.commands.model import Context, Problem, Severity, Word

_FALSE = ("false", "f", "F", "FALSE", "False", "0")


@dataclass(frozen=True, slots=True)
class Case:
    """A parsed command. words and context as handed in; found: the sub-command; parsed: its flags and arguments."""

    words: tuple[Word, ...]
    context: Context
    grammar: Grammar
    found: Found
    parsed: Parsed

    @property
    def command(self) -> Command:
        """The sub-command."""
        return self.found.command

    @property
    def name(self) -> str:
        """The sub-command's path, such as "create deployment"."""
        return self.found.command.name

    @property
    def args(self) -> list[int]:
        """Indices of the argument words, those after "--" included."""
        return self.parsed.args

    @property
    def before_dash(self) -> list[int]:
        """Indices of the argument words before "--"."""
        return self.parsed.args if self.parsed.dash is None else self.parsed.args[: self.parsed.dash]

    @property
    def unsure(self) -> bool:
        """Whether the number of arguments is unknown: an expansion, or an unknown flag that may have taken one."""
        return self.parsed.elastic or bool(self.parsed.unknown) or bool(self.parsed.missing)

    def text(self, index: int) -> str:
        """A word's text."""
        return self.words[index].text

    def known(self, index: int) -> bool:
        """Whether a word is wholly literal."""
        return not self.words[index].dynamic

    def has(self, *flags: str) -> bool:
        """Whether any of these flags is given."""
        return self.parsed.has(*flags)

    def on(self, flag: str) -> bool:
        """Whether a bool flag is given and on."""
        given = self.parsed.by_name.get(flag)
        return given is not None and (given.value is None or given.value not in _FALSE)

    def value(self, flag: str) -> str | None:
        """A flag's literal value, None when absent or unknown."""
        return self.parsed.value(flag)

    @property
    def from_files(self) -> bool:
        """Whether -f or -k names the objects."""
        return self.has("filename", "kustomize")

    def at(self, flag: str) -> int:
        """The word of a given flag; the command's own word when the flag is absent."""
        given = self.parsed.by_name.get(flag)
        return given.index if given else self.found.word

    def problem(
        self,
        index: int,
        rule: str,
        en: str,
        ja: str,
        suggestion: tuple[str, str] | None = None,
        replacement: str | None = None,
        severity: Severity = "error",
        start: int = 0,
        end: int | None = None,
    ) -> Problem:
        """A problem of this command; `rule` without the tool's name."""
        tell_en, tell_ja = suggestion or (None, None)
        return Problem(index, f"kubectl/{rule}", en, ja, tell_en, tell_ja, replacement, severity, start, end)

    def at_value(self, given: Given, rule: str, en: str, ja: str, start: int = 0, end: int | None = None) -> Problem:
        """A problem with a flag's value; start and end count from the value's beginning."""
        index, offset = given.where
        return self.problem(index, rule, en, ja, start=offset + start, end=None if end is None else offset + end)

    def missing(self, en: str, ja: str) -> Iterator[Problem]:
        """The problem of an absent argument."""
        if not self.unsure:
            shown = f"kubectl {self.name}"
            yield self.problem(
                self.found.word, "missing-argument", f"`{shown}` needs {en}", f"`{shown}` には{ja}が必要です"
            )

    def surplus(self, index: int) -> Iterator[Problem]:
        """The problem of an argument too many."""
        if self.unsure:
            return
        text = self.text(index)
        suggestion = None
        before = self.words[index - 1].text
        if before == "--dry-run" and text in ("client", "server", "none"):
            return  # said of the flag itself
        if text in ("true", "false") and before.startswith("-"):
            suggestion = (f"Write `{before}={text}`", f"`{before}={text}` と書きます")
        en = f"`kubectl {self.name}` does not take the argument `{text}`"
        ja = f"`kubectl {self.name}` は引数 `{text}` を取りません"
        yield self.problem(index, "extra-argument", en, ja, suggestion)

    def exactly(self, count: int, en: str, ja: str) -> Iterator[Problem]:
        """Problems when the number of arguments is not this one."""
        yield from self.between(count, count, en, ja)

    def between(self, least: int, most: int, en: str, ja: str) -> Iterator[Problem]:
        """Problems when the number of arguments is outside these bounds."""
        if len(self.args) < least:
            yield from self.missing(en, ja)
        elif len(self.args) > most:
            yield from self.surplus(self.args[most])

    def together(self, *pairs: tuple[str, str]) -> Iterator[Problem]:
        """Problems of flags that exclude each other; bool flags count only when on."""
        for first, second in pairs:
            if not (self.active(first) and self.active(second)):
                continue
            later, earlier = (first, second) if self.at(first) > self.at(second) else (second, first)
            en, ja = (
                f"`--{later}` cannot be used with `--{earlier}`",
                f"`--{later}` は `--{earlier}` と一緒に使えません",
            )
            yield self.problem(self.at(later), "conflicting-flags", en, ja)

    def active(self, flag: str) -> bool:
        """Whether a flag is given and, if it is a bool one, on."""
        given = self.parsed.by_name.get(flag)
        return given is not None and (given.flag.kind != "bool" or self.on(flag))

    def requires(self, flag: str, *others: str) -> Iterator[Problem]:
        """The problem of a flag that works only with one of these others."""
        if self.active(flag) and not any(self.active(other) for other in others) and not self.unsure:
            names = " or ".join(f"`--{other}`" for other in others)
            names_ja = " か ".join(f"`--{other}`" for other in others)
            yield self.problem(
                self.at(flag),
                "required-flag",
                f"`--{flag}` works only with {names}",
                f"`--{flag}` は {names_ja} と一緒に使います",
            )

    def one_of(self, *flags: str) -> Iterator[Problem]:
        """The problem of a command that needs at least one of these flags."""
        if not any(self._filled(flag) for flag in flags) and not self.unsure:
            names = " or ".join(f"`--{flag}`" for flag in flags)
            names_ja = " か ".join(f"`--{flag}`" for flag in flags)
            shown = f"kubectl {self.name}"
            yield self.problem(
                self.found.word, "required-flag", f"`{shown}` needs {names}", f"`{shown}` には {names_ja} が必要です"
            )

    def _filled(self, flag: str) -> bool:
        given = self.parsed.by_name.get(flag)
        return given is not None and not (given.known and given.value == "")

    def all_of(self, *flags: str) -> Iterator[Problem]:
        """The problems of a command that needs all of these flags."""
        for flag in flags:
            yield from self.one_of(flag)
