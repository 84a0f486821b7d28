"""Which word belongs to which argument, decided as the tool's parsers decide it.

The AWS CLI parses three times, each time with what the time before left over: global options (anywhere on the line),
then the names of service and operation, then the operation's own arguments. Each time unambiguous beginnings of option
names pass.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kakehashi.knowledge.commands.aws.grammar import Command, Option, Options
from kakehashi.knowledge.commands.model import Problem, Word

_NEGATIVE_NUMBER = re.compile(r"-\d+$|-\d*\.\d+$")


@dataclass(frozen=True, slots=True)
class Value:
    """A value and where it stands: word index, and the first character inside the word (after `--name=`)."""

    index: int
    text: str
    start: int = 0
    dynamic: bool = False
    elastic: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """An option that was given: at which word, and its values."""

    option: Option
    index: int
    values: tuple[Value, ...] = ()


@dataclass(slots=True)
class Assignment:
    """What a parser made of the words.

    given: options in the order of the line. positionals: values by name. extras: words that belong to nothing.
    missing: positional arguments that got no word. elastic: a word may stand for none or several words.
    """

    given: list[Given] = field(default_factory=list)
    positionals: dict[str, list[Value]] = field(default_factory=dict)
    extras: list[int] = field(default_factory=list)
    missing: list[Option] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    elastic: bool = False


_NONE = Options({})


def _is_option(word: Word, options: Options) -> bool:
    """Whether argparse sees an option in this word, known or not, rather than a value."""
    text = word.text
    if text[:1] != "-" or text == "-":
        return False
    if text in options or options.find(text.partition("=")[0]):
        return True
    return not (_NEGATIVE_NUMBER.match(text) or " " in text)


def _ambiguous(word: Word, index: int, name: str, matches: tuple[str, ...]) -> Problem:
    shown = ", ".join(sorted(matches))
    return Problem(
        index,
        "aws/ambiguous-parameter",
        f"`{name}` could be any of {shown}",
        f"`{name}` は {shown} のどれとも解釈できます",
        end=len(name),
    )


class _Reader:
    """One pass over the words; after `--` everything is a value."""

    def __init__(self, words: Sequence[Word], order: Sequence[int], options: Options) -> None:
        self.words = words
        self.order = order
        self.options = options
        self.at = 0
        self.result = Assignment()
        self.only_values = False

    def is_option(self, at: int) -> bool:
        return not self.only_values and _is_option(self.words[self.order[at]], self.options)

    def value(self, at: int) -> Value:
        index = self.order[at]
        word = self.words[index]
        return Value(index, word.text, 0, word.dynamic, word.dynamic and word.elastic)

    def read_option(self) -> bool:
        """Read the option at the current word with its values; false when this parser does not know it."""
        index = self.order[self.at]
        word = self.words[index]
        name, equals, attached = (word.text, "", "") if word.text in self.options else word.text.partition("=")
        found = self.options.find(name)
        if found is None:
            return False
        self.at += 1
        if isinstance(found, tuple):
            self.result.problems.append(_ambiguous(word, index, name, found))
            return True
        if equals:
            self._attached(found, Value(index, attached, len(name) + 1, word.dynamic))
        else:
            self._following(found, index)
        return True

    def _attached(self, option: Option, value: Value) -> None:
        if option.nargs == 0:
            self.result.problems.append(_takes_no_value(option, value, value.start - 1))
        self.result.given.append(Given(option, value.index, (value,) if option.nargs else ()))

    def _following(self, option: Option, index: int) -> None:
        least, most = _bounds(option.nargs)
        values: list[Value] = []
        while len(values) < most and self.at < len(self.order) and not self.is_option(self.at):
            values.append(self.value(self.at))
            self.at += 1
        if len(values) < least:
            after = self.words[self.order[self.at]].text if self.at < len(self.order) else ""
            self.result.problems.append(_lacks_value(option, index, least, after))
            # What was meant as the value is no second mistake.
            self.at += after[:1] == "-" and not after.startswith("--")
        self.result.given.append(Given(option, index, tuple(values)))


def _bounds(nargs: int | str) -> tuple[int, int]:
    """The least and the largest number of words; the largest is generous."""
    if isinstance(nargs, int):
        return nargs, nargs
    return {"?": (0, 1), "*": (0, 1 << 30), "+": (1, 1 << 30)}[nargs]


def _lacks_value(option: Option, index: int, least: int, after: str) -> Problem:
    if least > 1:
        en, ja = f"`{option.flag}` needs {least} values", f"`{option.flag}` には値が {least} 個必要です"
        return Problem(index, "aws/missing-value", en, ja)
    en, ja = f"`{option.flag}` needs a value", f"`{option.flag}` には値が必要です"
    if not after or after.startswith("--"):
        return Problem(index, "aws/missing-value", en, ja)
    # A value that begins with a dash looks like an option.
    joined = f"{option.flag}={after}"
    return Problem(index, "aws/missing-value", en, ja, f"write `{joined}`", f"`{joined}` と書きます")


def _takes_no_value(option: Option, value: Value, start: int = 0) -> Problem:
    off = value.text.lower() == "false" and not option.flag.startswith("--no-")
    instead = f"--no-{option.name}" if off else option.flag
    return Problem(
        value.index,
        "aws/unexpected-value",
        f"`{option.flag}` is a flag and takes no value",
        f"`{option.flag}` は値を取らないフラグです",
        f"write `{instead}` alone",
        f"`{instead}` だけを書きます",
        start=start,
    )


def read_globals(words: Sequence[Word], options: Options) -> tuple[Assignment, list[int]]:
    """Take the global options out of a command.

    Args:
        words: the command, `aws` being the first word.
        options: global options by flag.

    Returns:
        the global options, and the indices of the words that are left.
    """
    reader = _Reader(words, range(1, len(words)), options)
    rest: list[int] = []
    while reader.at < len(reader.order):
        index = reader.order[reader.at]
        text = words[index].text
        if text == "--":
            rest.extend(reader.order[reader.at :])
            break
        if text[:1] == "-" and text != "-" and reader.read_option():
            continue
        rest.append(index)
        reader.at += 1
    return reader.result, rest


def first_value(words: Sequence[Word], order: Sequence[int]) -> int | None:
    """The position in `order` of the word that the tool takes for the name of a service or operation."""
    for at, index in enumerate(order):
        if not _is_option(words[index], _NONE):
            return at
    return None


def read_arguments(words: Sequence[Word], order: Sequence[int], command: Command) -> Assignment:
    """Assign the words after a command's name to its options and positional arguments.

    Args:
        words: the whole command.
        order: indices of the words to assign, in order.
        command: whose arguments they are.

    Returns:
        the assignment, with problems of form (a value missing, an ambiguous name).
    """
    reader = _Reader(words, order, command.options)
    result = reader.result
    waiting = list(command.positionals)
    while reader.at < len(order):
        word = words[order[reader.at]]
        if word.text == "--" and not reader.only_values:
            reader.only_values = True
            reader.at += 1
        elif reader.is_option(reader.at):
            if not reader.read_option():
                result.extras.append(order[reader.at])
                reader.at += 1
        else:
            run: list[Value] = []
            while reader.at < len(order) and not reader.is_option(reader.at):
                if words[order[reader.at]].text == "--":
                    break
                run.append(reader.value(reader.at))
                reader.at += 1
            left = _positionals(run, waiting, result)
            result.extras.extend(value.index for value in left)
    result.elastic = any(words[index].dynamic and words[index].elastic for index in order)
    result.missing = [option for option in waiting if _bounds(option.nargs)[0]]
    return result


def _positionals(run: list[Value], waiting: list[Option], result: Assignment) -> list[Value]:
    """Give a run of values to as many waiting positional arguments as it can serve; the rest is left over."""
    served = 0
    need = 0
    for option in waiting:
        least = _bounds(option.nargs)[0]
        if need + least > len(run):
            break
        need += least
        served += 1
    for number in range(served):
        option = waiting[number]
        least, most = _bounds(option.nargs)
        later = sum(_bounds(other.nargs)[0] for other in waiting[number + 1 : served])
        take = max(least, min(most, len(run) - later))
        result.positionals[option.name] = run[:take]
        run = run[take:]
    del waiting[:served]
    return run
