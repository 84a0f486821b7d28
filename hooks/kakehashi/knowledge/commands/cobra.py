"""Checks what is common to all cobra programs:

the command exists, its flags exist, and their values are of the right kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .flags import Given, Parsed, Unknown, parse
from .grammar import Command, Grammar
from .model import Problem, Word
from .suggest import distance, nearest
from .values import WANTED, fits


@dataclass(frozen=True, slots=True)
class Found:
    """The command that the words name. word: index of the last word of its path; rest: indices of the words outside
    its path;
    stray: the word that should name a sub-command and does not."""

    command: Command
    word: int
    rest: tuple[int, ...]
    stray: int | None = None
    dynamic: bool = False


def _skips_next(text: str, command: Command) -> bool:
    """Whether a flag before the sub-command takes the next word with it, as cobra guesses it."""
    if "=" in text:
        return False
    if text.startswith("--"):
        flag = command.flags.get(text[2:].replace("_", "-"))
        return flag is None or flag.takes_word
    if len(text) != 2:
        return False
    flag = command.shorts.get(text[1])
    return flag is None or flag.takes_word


def find(words: Sequence[Word], grammar: Grammar) -> Found:
    """The command that words[1:] name, with flags allowed in between, the way cobra looks for it."""
    command = grammar.root
    rest = list[int]()
    last, at = 0, 1
    while at < len(words):
        word = words[at]
        if word.text == "--":
            break
        if word.text.startswith("-") and len(word.text) > 1:
            rest.append(at)
            if _skips_next(word.text, command) and at + 1 < len(words):
                at += 1
                rest.append(at)
            at += 1
            continue
        child = None if word.dynamic else command.children.get(word.text)
        if child is None:
            left = (*rest, *range(at, len(words)))
            if word.dynamic and command.children and command is grammar.root:
                return Found(command, last, left, None, dynamic=True)
            return Found(command, last, left, at if command.children and not word.dynamic else None, word.dynamic)
        command, last = child, at
        at += 1
    return Found(command, last, (*rest, *range(at, len(words))))


def unknown_command(tool: str, words: Sequence[Word], found: Found, also: Sequence[str] = ()) -> Problem:
    """The problem of a word that names no command. also: further words that could have been meant."""
    assert found.stray is not None
    text = words[found.stray].text
    parent = " ".join((tool, *found.command.path))
    near = nearest(text, (*found.command.children, *also))
    return Problem(
        found.stray,
        f"{tool}/unknown-command",
        f"`{parent}` has no command `{text}`",
        f"`{parent}` に `{text}` というコマンドはありません",
        f"Did you mean `{near}`?" if near else None,
        f"`{near}` ではありませんか" if near else None,
        near,
    )


def _unknown_flag(tool: str, grammar: Grammar, command: Command, unknown: Unknown) -> Problem:
    where = " ".join((tool, *command.path))
    suggestion: tuple[str, str] | None = None
    replacement: str | None = None
    long = unknown.name.startswith("--")
    bare = unknown.name.lstrip("-")
    near = (
        nearest(bare, [flag.name for flag in command.flags.values() if not flag.hidden])
        if long or len(bare) > 1
        else None
    )
    owners = sorted(owner.name for owner in grammar.with_flag(bare)) if long else []
    if owners and (near is None or distance(bare, near, 1) > 1):
        shown = min(owners, key=lambda name: (name.split()[:1] != list(command.path[:1]), len(name.split()), name))
        suggestion = (f"`--{bare}` belongs to `{tool} {shown}`", f"`--{bare}` は `{tool} {shown}` のフラグです")
    elif near:
        replacement = f"--{near}"
        suggestion = (f"Did you mean `--{near}`?", f"`--{near}` ではありませんか")
    en, ja = suggestion or (None, None)
    return Problem(
        unknown.index,
        f"{tool}/unknown-flag",
        f"`{where}` has no flag `{unknown.name}`",
        f"`{where}` に `{unknown.name}` というフラグはありません",
        en,
        ja,
        replacement,
        start=unknown.start,
        end=unknown.end,
    )


def bad_value(tool: str, given: Given, en: str, ja: str, near: str | None = None) -> Problem:
    """A flag whose value is wrong; the message tells what is wanted."""
    index, start = given.where
    shown = f"--{given.flag.name}"
    return Problem(
        index,
        f"{tool}/flag-value",
        f"`{given.value}` is not a value for `{shown}`: it takes {en}",
        f"`{given.value}` は `{shown}` の値になりません。{ja}を指定します",
        f"Did you mean `{near}`?" if near else None,
        f"`{near}` ではありませんか" if near else None,
        near,
        start=start,
    )


def check_flags(tool: str, grammar: Grammar, command: Command, parsed: Parsed) -> Iterator[Problem]:
    """Unknown flags, absent values and values of the wrong kind."""
    for unknown in parsed.unknown:
        yield _unknown_flag(tool, grammar, command, unknown)
    for index in parsed.malformed:
        yield Problem(
            index, f"{tool}/flag-syntax", "This is not a flag: a name must follow `--`", "`--` の後に名前がありません"
        )
    for given in parsed.missing:
        name = f"--{given.flag.name}"
        yield Problem(given.index, f"{tool}/flag-value", f"`{name}` needs a value", f"`{name}` には値が必要です")
    for given in parsed.given:
        if given.value is None or not given.known or fits(given.flag.kind, given.value):
            continue
        yield bad_value(tool, given, *WANTED[given.flag.kind])


def check_required(tool: str, found: Found, parsed: Parsed) -> Iterator[Problem]:
    """Flags without which the command does not run."""
    command = found.command
    if parsed.elastic or parsed.unknown:
        return
    lacking = [f"--{flag.name}" for flag in command.flags.values() if flag.required and not parsed.has(flag.name)]
    if lacking:
        where, names = " ".join((tool, *command.path)), ", ".join(f"`{name}`" for name in lacking)
        yield Problem(
            found.word, f"{tool}/required-flag", f"`{where}` needs {names}", f"`{where}` には {names} が必要です"
        )


def read(words: Sequence[Word], found: Found, interspersed: bool = True, underscores: bool = False) -> Parsed:
    """Parse the words of a found command."""
    return parse(words, found.rest, found.command, interspersed, underscores)
