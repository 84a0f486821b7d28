"""Commands of the AWS CLI version 2, checked as the tool itself would."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kakehashi.knowledge.commands.aws import customised, grammar, names, queries, structures, values
from kakehashi.knowledge.commands.aws.arguments import Assignment, Given, read_arguments, read_globals
from kakehashi.knowledge.commands.aws.faults import Fault, missing_key, unknown_key, wrong_type
from kakehashi.knowledge.commands.aws.grammar import Command
from kakehashi.knowledge.commands.aws.shapes import Reference, Shapes
from kakehashi.knowledge.commands.model import Context, Problem, Word

# Given anywhere on the line as a word of its own, these lift the duty to give the required parameters.
_INPUTS = ("--cli-input-json", "--cli-input-yaml")
_SKELETON = "--generate-cli-skeleton"
_PAGING = ("--starting-token", "--page-size", "--max-items")


def check(words: Sequence[Word], context: Context) -> Iterator[Problem]:
    """Problems of one command.

    Args:
        words: the command, the first word being `aws`.
        context: what surrounds it; nothing of it matters to this tool.

    Yields:
        problems, in no particular order. Of a service that is not in the snapshot only the global options are checked.
    """
    index = grammar.index()
    given, rest = read_globals(words, index.options)
    yield from given.problems
    options = {item.option.name: item for item in given.given}
    for item in given.given:
        yield from _global_value(item)
    if len(given.given) > 1:
        yield from _repeated(given.given)
    if "cli-auto-prompt" in options:
        yield from customised.conflict(customised.Line(options, {}, 0), "cli-auto-prompt", "no-cli-auto-prompt")
    lookup = names.resolve(words, rest)
    if "version" in options:
        yield from names.version_problem(options["version"], lookup.command, bool(rest))
        return
    yield from lookup.problems
    if lookup.command is not None and not lookup.help:
        yield from _arguments(words, lookup.order, lookup.command, lookup.at, options)


def version() -> str:
    """The version of the tool that the snapshot was made from."""
    return grammar.index().version


def unchecked(words: Sequence[Word]) -> str | None:
    """The part of the tool that a command uses and of which nothing is known.

    Args:
        words: the command, the first word being `aws`.

    Returns:
        for example `aws glue`, or None when the command can be checked.
    """
    index = grammar.index()
    _, rest = read_globals(words, index.options)
    return names.unlisted(words, rest)


def _global_value(given: Given) -> Iterator[Problem]:
    yield from values.problems(given, _NO_SHAPES)
    if not given.values or given.values[0].dynamic:
        return
    value = given.values[0]
    if given.option.name == "query":
        fault = queries.fault(value.text)
        if fault is not None:
            at, en, ja = fault
            start = value.start + at
            yield Problem(value.index, "aws/invalid-query", en, ja, start=start, end=start + 1 if value.text else None)
    elif given.option.name == "endpoint-url" and "://" not in value.text:
        en = "an endpoint URL begins with `https://` or `http://`"
        ja = "エンドポイントの URL は `https://` か `http://` で始めます"
        yield Problem(value.index, "aws/invalid-value", en, ja, start=value.start)


_NO_SHAPES = Shapes({}, {}, frozenset())


def _arguments(
    words: Sequence[Word], order: Sequence[int], command: Command, at: int, options: dict[str, Given]
) -> Iterator[Problem]:
    read = read_arguments(words, order, command)
    yield from read.problems
    if read.extras:
        yield from names.extras(words, read, command)
    present = {item.option.name for item in read.given} | {item.option.sets for item in read.given}
    if not read.elastic:
        yield from _missing(words, read, command, at, present)
    if len(read.given) > 1:
        yield from _repeated(read.given)
    raw_blobs = any(value.text == "raw-in-base64-out" for value in _values_of(options.get("cli-binary-format")))
    title = " ".join(command.path)
    for item in read.given:
        if item.values:
            yield from values.problems(item, command.shapes, title, raw_blobs or not _decodes(command, item))
    if command.api:
        yield from _common(read, options, command, raw_blobs)
    check_more = customised.CHECKS.get(title)
    if check_more is not None:
        yield from check_more(customised.Line({item.option.name: item for item in read.given}, read.positionals, at))


def _values_of(given: Given | None) -> Iterable[Any]:
    return given.values if given is not None else ()


def _decodes(command: Command, given: Given) -> bool:
    """Whether a binary value goes through the tool's Base64 reader: operations of an API do, except for zip files."""
    return command.takes_help and given.option.name != "zip-file"


def _missing(
    words: Sequence[Word], read: Assignment, command: Command, at: int, present: set[str]
) -> Iterator[Problem]:
    for option in read.missing:
        yield Problem(
            at,
            "aws/missing-argument",
            f"`{command.title}` needs the argument {option.name.upper()}",
            f"`{command.title}` には引数 {option.name.upper()} が必要です",
        )
    absent = [option for option in command.required if option.name not in present]
    if not absent or _relaxed(words):
        return
    for option in absent:
        yield Problem(
            at,
            "aws/missing-parameter",
            f"`{command.title}` needs `{option.flag}`",
            f"`{command.title}` には `{option.flag}` が必要です",
        )


def _relaxed(words: Sequence[Word]) -> bool:
    """Whether required parameters may be absent, which the tool decides on whole words."""
    for at, word in enumerate(words):
        if word.text in _INPUTS:
            return True
        if word.text == _SKELETON and (at + 1 == len(words) or words[at + 1].text != "output"):
            return True
    return False


def _repeated(given: Sequence[Given]) -> Iterator[Problem]:
    seen: set[str] = set()
    for item in given:
        name = item.option.sets or item.option.name
        if name in seen and not _adds_up(item):
            yield Problem(
                item.index,
                "aws/repeated-parameter",
                f"`{item.option.flag}` is given again: only the last one counts",
                f"`{item.option.flag}` が重複しています。最後の指定だけが有効です",
                severity="warning",
            )
        seen.add(name)


def _adds_up(given: Given) -> bool:
    """`s3 … --exclude A --include B`: filters that are meant to be given several times."""
    return given.option.name in ("exclude", "include")


def _common(read: Assignment, options: dict[str, Given], command: Command, raw_blobs: bool) -> Iterator[Problem]:
    """What holds for all operations of an API: input files exclude each other, paging is on, inline input fits."""
    given = {item.option.name: item for item in read.given}
    if "cli-input-yaml" in given:
        yield from customised.conflict(customised.Line(given, {}, 0), "cli-input-json", "cli-input-yaml")
    if "no-paginate" in options and "--starting-token" in command.options:
        for name in (flag[2:] for flag in _PAGING):
            both = {**given, "no-paginate": options["no-paginate"]}
            yield from customised.conflict(customised.Line(both, {}, 0), "no-paginate", name)
    for name, item in given.items():
        # `--ebs-optimized` and `--no-ebs-optimized`, where the API has a structure for a single truth value.
        if item.option.nargs == "?" and f"no-{name}" in given and isinstance(item.option.shape, Reference):
            yield from customised.conflict(customised.Line(given, {}, 0), name, f"no-{name}")
    inline = given.get("cli-input-json")
    if inline is not None and len(inline.values) == 1 and not inline.values[0].text.startswith("file"):
        present = {item.option.name for item in read.given} | {item.option.sets for item in read.given}
        yield from _inline_input(inline, present, command, raw_blobs)


def _inline_input(given: Given, present: set[str], command: Command, raw_blobs: bool) -> Iterator[Problem]:
    """`--cli-input-json '{…}'`: keys are the API's names of the parameters."""
    value = given.values[0]
    if value.dynamic:
        return
    try:
        content = json.loads(value.text)
    except ValueError as error:
        yield values.bad_json(value, error, given.option)
        return
    if not isinstance(content, dict):
        yield values.problem(value, wrong_type((), value.text, "map"), given.option)
        return
    for fault in _input_faults(content, present, command, raw_blobs):
        yield values.problem(value, fault, given.option, values.place(value.text, fault))


def _input_faults(content: dict[str, Any], present: set[str], command: Command, raw_blobs: bool) -> Iterator[Fault]:
    covered = set(present)
    unknown = False
    for key, item in content.items():
        if key in command.members:
            covered.update(option.name for option in command.required if option.name.endswith(names.parameter(key)))
            continue
        option = command.options.get(f"--{names.parameter(key)}")
        if option is None or command.camel not in (None, key[:1].islower()):
            unknown = True
            yield unknown_key((key,), key, names.api_names(command))
            continue
        covered.add(option.name)
        yield from structures.faults(item, option.shape, command.shapes, (key,), raw_blobs)
    for option in command.required:
        if option.name not in covered and not unknown:
            yield missing_key((), names.api_name(option.name, command))
