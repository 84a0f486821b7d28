"""Names of services, operations and parameters: which exist, and what was meant by one that does not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache

from kakehashi.knowledge.commands.aws import grammar, renamed
from kakehashi.knowledge.commands.aws.arguments import Assignment, Given, first_value
from kakehashi.knowledge.commands.aws.faults import listed
from kakehashi.knowledge.commands.aws.grammar import Command
from kakehashi.knowledge.commands.aws.suggestions import nearest
from kakehashi.knowledge.commands.model import Problem, Word
from kakehashi.knowledge.commands.suggest import distance

_PLURAL_ACRONYM = re.compile(r"[A-Z]{2,}s$")
_WORD_AFTER_ANY = re.compile(r"(.)([A-Z][a-z]+)")
_CAPITAL_AFTER_SMALL = re.compile(r"([a-z0-9])([A-Z])")
# Searched, in this order, for an operation that was written under the wrong service.
_NEIGHBOURS = (
    "ecs",
    "eks",
    "ec2",
    "elbv2",
    "ecr",
    "iam",
    "logs",
    "ssm",
    "s3api",
    "autoscaling",
    "cloudwatch",
    "events",
)
_FEW = 3
_HELP = ("--help", "-h")
# The name of a parameter is unknown when one of these stands in it.
_EXPANSION = re.compile(r"[$`<]")


@dataclass(slots=True)
class Lookup:
    """Where a command's name leads.

    command: None when it is unknown or not in the snapshot. at: the word that names it. order: the words left for its
    arguments. help: the line only asks for help.
    """

    command: Command | None = None
    at: int = 0
    order: Sequence[int] = ()
    help: bool = False
    problems: list[Problem] = field(default_factory=list)


def resolve(words: Sequence[Word], rest: Sequence[int]) -> Lookup:
    """Follow the names of service, operation and sub-command.

    Args:
        words: the command.
        rest: the words that are no global options.

    Returns:
        the command meant, or the problem with its name.
    """
    position = first_value(words, rest)
    if position is None:
        return Lookup(problems=[_too_few(words, rest, (), 0)])
    index = rest[position]
    word = words[index]
    order = [*rest[:position], *rest[position + 1 :]]
    if word.dynamic or word.text == "help":
        return Lookup(help=True)
    known = grammar.index()
    if word.text not in known.services:
        return Lookup(problems=[_unknown_service(index, word.text)])
    if word.text not in known.snapshots:
        return Lookup()
    return _descend(words, order, grammar.service(word.text), index)


def _descend(words: Sequence[Word], order: list[int], command: Command, at: int) -> Lookup:
    while command.children:
        position = first_value(words, order)
        if position is None:
            if command.callable:
                break
            return Lookup(problems=[_too_few(words, order, command.path, at)])
        index = order[position]
        word = words[index]
        order = [*order[:position], *order[position + 1 :]]
        if word.dynamic or word.text == "help":
            return Lookup(help=True)
        if word.text not in command.children:
            return Lookup(problems=[_unknown_command(words, index, order, position, command)])
        command, at = command.child(word.text), index
    asks = bool(order) and words[order[0]].text == "help" and (command.takes_help or len(order) == 1)
    return Lookup(command, at, order, asks)


def unlisted(words: Sequence[Word], rest: Sequence[int]) -> str | None:
    """`aws NAME` when NAME is a service whose commands are not in the snapshot."""
    position = first_value(words, rest)
    if position is None:
        return None
    name = words[rest[position]].text
    known = grammar.index()
    return f"aws {name}" if name in known.services and name not in known.snapshots else None


def _too_few(words: Sequence[Word], order: Sequence[int], path: tuple[str, ...], at: int) -> Problem:
    title = " ".join(("aws", *path))
    for index in order:
        if words[index].text in _HELP:
            return _no_help_option(index, words[index].text, title)
    what = ("a command", "コマンド") if path else ("a service", "サービス名")
    return Problem(at, "aws/missing-operation", f"`{title}` needs {what[0]}", f"`{title}` の後に{what[1]}が必要です")


def _no_help_option(index: int, name: str, title: str) -> Problem:
    """Help is a word of this tool, not an option."""
    return Problem(
        index,
        "aws/unknown-parameter",
        f"the AWS CLI has no option `{name}`",
        f"AWS CLI にオプション `{name}` はありません",
        f"write `{title} help`",
        f"`{title} help` と書きます",
        "help",
    )


def _unknown_service(index: int, name: str) -> Problem:
    known = grammar.index().services
    slip = next((other for other in _NEIGHBOURS if distance(name, other, 1) <= 1), None)
    guess = renamed.SERVICES.get(name) or slip or nearest(name, [*_NEIGHBOURS, *sorted(known)])
    return Problem(
        index,
        "aws/unknown-service",
        f"the AWS CLI has no service `{name}`",
        f"AWS CLI にサービス `{name}` はありません",
        f"did you mean `aws {guess}`?" if guess else None,
        f"`aws {guess}` ではありませんか" if guess else None,
        guess,
    )


def _unknown_command(
    words: Sequence[Word], index: int, order: Sequence[int], position: int, command: Command
) -> Problem:
    name = words[index].text
    path = command.path
    instead = renamed.COMMANDS.get((path[0], name)) if len(path) == 1 else None
    if instead:
        gone = (path[0], name) in renamed.REMOVED_IN_VERSION_2
        why = ("does not exist", "はありません")
        if gone:
            why = ("was removed in version 2", "はバージョン 2 で廃止されました")
        return Problem(
            index,
            "aws/removed-command",
            f"`{command.title} {name}` {why[0]}",
            f"`{command.title} {name}` {why[1]}",
            f"use {instead[0]}",
            f"{instead[1]} を使います",
        )
    if position and any(words[other].text in command.children for other in order[position:]):
        option = words[order[position - 1]].text
        return Problem(
            index,
            "aws/unknown-operation",
            f"`{name}` stands where the operation is expected: parameters of an operation follow its name",
            f"`{name}` は操作名の位置にあります。操作のパラメーターは操作名の後に書きます",
            f"move `{option} {name}` behind the operation",
            f"`{option} {name}` を操作名の後に移します",
        )
    plain = _kebab(name)
    guess = nearest(plain, command.children, 0.9)
    elsewhere = [] if guess else _services_with(plain)
    hint: tuple[str | None, str | None] = (None, None)
    if elsewhere:
        shown = f"`aws {elsewhere[0]} {plain}`"
        hint = f"it belongs to {shown}", f"{shown} の操作です"
    else:
        guess = guess or nearest(plain, command.children, 0.6)
        if guess:
            hint = _did_you_mean(f"{command.title} {guess}")
    return Problem(
        index,
        "aws/unknown-operation",
        f"`{command.title}` has no command `{name}`",
        f"`{command.title}` にコマンド `{name}` はありません",
        hint[0],
        hint[1],
        guess,
    )


def _did_you_mean(text: str) -> tuple[str, str]:
    return f"did you mean `{text}`?", f"`{text}` ではありませんか"


def _services_with(operation: str) -> list[str]:
    return [name for name in _NEIGHBOURS if operation in grammar.service(name).children]


def _kebab(name: str) -> str:
    return parameter(name) if name[:1].isalpha() and not name.islower() else name.replace("_", "-")


@lru_cache(4096)
def parameter(member: str) -> str:
    """The parameter that the command line makes of an API's name: `taskDefinition` becomes `task-definition`."""
    if "-" in member:
        return member
    acronym = _PLURAL_ACRONYM.search(member)
    if acronym:
        member = f"{member[: acronym.start()]}-{acronym.group().lower()}"
    return _CAPITAL_AFTER_SMALL.sub(r"\1-\2", _WORD_AFTER_ANY.sub(r"\1-\2", member)).lower()


def api_name(name: str, command: Command) -> str:
    """How the API most likely spells a parameter: `task-definition` is `taskDefinition` or `TaskDefinition`."""
    head, *tail = name.split("-")
    first = head if command.camel else head.capitalize()
    return first + "".join(part.capitalize() for part in tail)


def api_names(command: Command) -> list[str]:
    """The API's names of a command's parameters, as far as they can be told from the command line's."""
    own = [option.name for option in command.options.values() if not option.sets]
    return [*(api_name(name, command) for name in own if name not in grammar.COMMON), *command.members]


def extras(words: Sequence[Word], read: Assignment, command: Command) -> Iterator[Problem]:
    """Words that belong to nothing: unknown parameters, and values that no parameter takes.

    Args:
        words: the command.
        read: what its parser made of them.
        command: the command meant.
    """
    previous = -1
    flags = {item.index: item for item in read.given}
    helpful = command.takes_help
    for index in read.extras:
        word = words[index]
        if helpful and word.text[:1] != "-":
            # An operation takes `help` as an argument of its own, wherever it stands.
            helpful = False
            if word.text == "help":
                continue
        follows = index == previous + 1
        previous = index
        if word.text[:1] == "-" and word.text != "-" and " " not in word.text.partition("=")[0]:
            if not (word.dynamic and _EXPANSION.search(word.text.partition("=")[0])):
                yield _unknown_parameter(index, word, command, {item.option.name for item in read.given})
            continue
        if follows and words[index - 1].text[:1] == "-":
            # The value of an unknown parameter, which is reported already.
            continue
        if word.dynamic and word.elastic:
            continue
        if follows and index - 1 in read.extras:
            continue
        yield _unexpected(index, word, flags.get(index - 1), command)


def _unexpected(index: int, word: Word, before: Given | None, command: Command) -> Problem:
    if before is not None and before.option.nargs == 0:
        option = before.option
        opposite = f"--no-{option.name}"
        instead = opposite if word.text.lower() == "false" and opposite in command.options else option.flag
        return Problem(
            index,
            "aws/unexpected-value",
            f"`{option.flag}` is a flag and takes no value",
            f"`{option.flag}` は値を取らないフラグです",
            f"write `{instead}` alone",
            f"`{instead}` だけを書きます",
        )
    quote = any(mark in word.text for mark in "{}[]'\"")
    return Problem(
        index,
        "aws/unexpected-argument",
        f"`{command.title}` takes no argument here: `{word.text}`",
        f"`{command.title}` はここに引数 `{word.text}` を取りません",
        "put quotes around a value that holds spaces" if quote else None,
        "空白を含む値は引用符で囲みます" if quote else None,
    )


def _lacking(name: str, command: Command, given: Set[str]) -> str | None:
    """The one required parameter that is missing and shares its last words: `--cluster-name` for `--name`."""
    bare = name.lstrip("-")
    alike = [
        option.flag
        for option in command.required
        if option.name not in given and (bare.endswith(f"-{option.name}") or option.name.endswith(f"-{bare}"))
    ]
    return alike[0] if len(alike) == 1 else None


def _unknown_parameter(index: int, word: Word, command: Command, given: Set[str]) -> Problem:
    name = word.text.partition("=")[0]
    if name in _HELP:
        return _no_help_option(index, name, command.title)
    known = [*command.options, *grammar.index().options]
    guess = _single_dash(name, command) or _lacking(name, command, given) or nearest(name, known, 0.85)
    owners = [] if guess else _owners(name, command)
    hint: tuple[str | None, str | None] = (None, None)
    if owners:
        shown = ", ".join(f"`{owner}`" for owner in owners[:_FEW])
        hint = f"it belongs to {shown}", f"{shown} のパラメーターです"
    else:
        guess = guess or nearest(name, known, 0.72)
        if guess:
            hint = _did_you_mean(guess)
        elif command.options:
            names = listed(flag for flag in command.options if not flag.startswith(("--cli-input-", "--no-")))
            hint = f"its parameters: {names}", f"使えるパラメーター: {names}"
    return Problem(
        index,
        "aws/unknown-parameter",
        f"`{command.title}` has no parameter `{name}`",
        f"`{command.title}` にパラメーター `{name}` はありません",
        hint[0],
        hint[1],
        guess,
        end=len(name),
    )


def _single_dash(name: str, command: Command) -> str | None:
    """`-region` for `--region`: every option of this tool has two dashes."""
    long = f"-{name}"
    return long if not name.startswith("--") and (long in command.options or long in grammar.index().options) else None


def _owners(name: str, command: Command) -> list[str]:
    """Commands of the same service that have this parameter, sharing words with the one used first."""
    mine = set(command.path[-1].split("-"))
    everything = grammar.commands(grammar.service(command.path[0]))
    found = [other for other in everything if name in other.options and other.path != command.path]
    found.sort(key=lambda other: (-len(mine & set(other.path[-1].split("-"))), other.path))
    return [other.title for other in found]


def version_problem(given: Given, command: Command | None, has_command: bool) -> Iterator[Problem]:
    """`aws eks create-cluster --version 1.36` prints the tool's version and does nothing else."""
    if not has_command:
        return
    renames = [flag for flag in (command.options if command else ()) if flag.endswith("-version")]
    guess = "--kubernetes-version" if "--kubernetes-version" in renames else renames[0] if len(renames) == 1 else None
    yield Problem(
        given.index,
        "aws/shadowed-parameter",
        "`--version` prints the version of the AWS CLI and runs nothing",
        "`--version` は AWS CLI のバージョンを表示するだけで、コマンドは実行されません",
        f"did you mean `{guess}`?" if guess else None,
        f"`{guess}` ではありませんか" if guess else None,
        guess,
    )
