"""The values of one parameter: choices, scalars, JSON and shorthand, with the place of what is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from kakehashi.knowledge.commands.aws import scalars, shorthand, structures
from kakehashi.knowledge.commands.aws.arguments import Given, Value
from kakehashi.knowledge.commands.aws.faults import BLANK, Fault, Path, not_in_enumeration, wrong_type
from kakehashi.knowledge.commands.aws.grammar import Option
from kakehashi.knowledge.commands.aws.shapes import ListOf, MapOf, Reference, Scalar, Shape, Shapes
from kakehashi.knowledge.commands.model import Problem

_FILES = ("file://", "fileb://")
# Expansions of the shell and placeholders, as they stand in a word.
_UNKNOWN = re.compile(r"\$\{[^{}]*\}|\$\([^()]*\)|\$[A-Za-z_]\w*|\$[@*#?0-9!$-]|`[^`]*`|<[^<>\s=][^<>]*>")
_Places = shorthand.Positions


def problems(given: Given, shapes: Shapes, operation: str = "", raw_blobs: bool = False) -> Iterator[Problem]:
    """What is wrong with the values of a parameter.

    Args:
        given: the parameter and its values.
        shapes: the shapes of its service.
        operation: service and operation, for the few that read values in a way of their own.
        raw_blobs: binary values are given as they are, not in Base64.

    Yields:
        problems at the character at fault where that is known.
    """
    option, values = given.option, given.values
    if option.choices is not None:
        for value in values:
            if not value.dynamic and value.text not in option.choices:
                yield problem(value, not_in_enumeration((), value.text, option.choices, "aws/invalid-choice"), option)
        return
    if not values or (len(values) == 1 and values[0].text.startswith(_FILES)):
        return
    shape = option.shape
    if isinstance(shape, Scalar):
        for value in values:
            if not value.dynamic and not value.text.startswith(_FILES):
                yield from _scalar(value, shape, option, raw_blobs)
        return
    if operation == "sqs receive-message" and option.name == "attribute-names":
        # The model has the wrong enumeration here: the service wants names of message attributes.
        return
    if _is_simple_list(shape):
        yield from _simple_list(values, shape, shapes, option, raw_blobs)
        return
    if any(value.elastic for value in values) or _passes_as_text(values, shape, shapes, operation):
        return
    yield from _complex(values, shape, shapes, option, raw_blobs)


def problem(value: Value, fault: Fault, option: Option, span: tuple[int, int] | None = None) -> Problem:
    """A fault as a problem of the word that holds the value."""
    start, end = (value.start + span[0], value.start + span[1]) if span else (value.start, None)
    return Problem(
        value.index,
        fault.rule,
        f"`{option.flag}`: {fault.en}",
        f"`{option.flag}`: {fault.ja}",
        fault.suggestion_en,
        fault.suggestion_ja,
        fault.replacement,
        fault.severity,
        start,
        end,
    )


def _scalar(value: Value, shape: Scalar, option: Option, raw_blobs: bool) -> Iterator[Problem]:
    if shape.kind == "document":
        yield from _json_syntax(value, option)
        return
    for fault in scalars.text_faults(value.text, shape, (), raw_blobs):
        yield problem(value, fault, option)


def _json_syntax(value: Value, option: Option) -> Iterator[Problem]:
    try:
        json.loads(value.text)
    except ValueError as error:
        yield bad_json(value, error, option)


def _is_simple_list(shape: Shape) -> bool:
    return isinstance(shape, ListOf) and isinstance(shape.member, Scalar)


def _simple_list(
    values: Sequence[Value], shape: Shape, shapes: Shapes, option: Option, raw_blobs: bool
) -> Iterator[Problem]:
    """A list of texts: words side by side, or one JSON list."""
    assert isinstance(shape, ListOf) and isinstance(shape.member, Scalar)
    if len(values) == 1 and values[0].text.lstrip()[:1] == "[":
        yield from _json(values[0], shape, shapes, option, raw_blobs)
        return
    for value in values:
        if not value.dynamic:
            yield from _scalar(value, shape.member, option, raw_blobs)
    if len(values) < shape.low and not any(value.elastic for value in values):
        fault = Fault((), "aws/invalid-value", f"at least {shape.low} values", f"値が {shape.low} 個以上必要です")
        yield problem(values[-1], fault, option)


def _passes_as_text(values: Sequence[Value], shape: Shape, shapes: Shapes, operation: str) -> bool:
    """Two old forms that the tool still takes.

    `--attribute text` for a structure that is only a `Value`, and ids for the instances of a classic load balancer.
    """
    if isinstance(shape, Reference) and values:
        members = shapes.structure(shape.name).members
        if set(members) == {"Value"} and members["Value"] == Scalar("string"):
            return "=" not in values[0].text and values[0].text.lstrip()[:1] not in ("[", "{")
    return operation in _OLD_LISTS and isinstance(shape, ListOf) and values[0].text[:1] not in ("[", "{")


_OLD_LISTS = frozenset(
    {
        "elb describe-instance-health",
        "elb deregister-instances-from-load-balancer",
        "elb register-instances-with-load-balancer",
        "elb remove-tags",
    }
)


def _complex(
    values: Sequence[Value], shape: Shape, shapes: Shapes, option: Option, raw_blobs: bool
) -> Iterator[Problem]:
    head = values[0].text.strip()[:1]
    if _blanked(values[0])[:1] == BLANK and values[0].dynamic:
        # `"$JSON"`: nothing is known of the form.
        return
    if isinstance(shape, ListOf):
        if len(values) == 1 and head == "[":
            yield from _json(values[0], shape, shapes, option, raw_blobs)
            return
        for value in values:
            if head in ("[", "{"):
                yield from _json_member(value, shape.member, shapes, option, raw_blobs)
            else:
                yield from _shorthand(value, shape.member, shapes, option, raw_blobs)
    elif head in ("[", "{"):
        yield from _json_member(values[0], shape, shapes, option, raw_blobs)
    else:
        yield from _shorthand(values[0], shape, shapes, option, raw_blobs)


def _json_member(value: Value, shape: Shape, shapes: Shapes, option: Option, raw_blobs: bool) -> Iterator[Problem]:
    """JSON for a structure or a map; a list of them is JSON as a whole, or one JSON text for each."""
    if isinstance(shape, (Reference, MapOf)) and value.text.lstrip()[:1] != "{" and not value.dynamic:
        yield problem(value, wrong_type((), value.text, "structure" if isinstance(shape, Reference) else "map"), option)
        return
    yield from _json(value, shape, shapes, option, raw_blobs)


def _blanked(value: Value) -> str:
    """The text with what is unknown filled by blanks of the same length."""
    if not value.dynamic:
        return value.text
    return _UNKNOWN.sub(lambda match: BLANK * len(match.group()), value.text)


def _json(value: Value, shape: Shape, shapes: Shapes, option: Option, raw_blobs: bool) -> Iterator[Problem]:
    text = _blanked(value)
    try:
        content = _loads(text, value.dynamic)
    except RecursionError:
        return
    except ValueError as error:
        if not value.dynamic:
            yield bad_json(value, error, option)
        return
    found = list(structures.faults(content, shape, shapes, (), raw_blobs))
    yield from _placed(found, value, option, _json_places(text) if found else _Places())


def _loads(text: str, dynamic: bool) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        if not dynamic or BLANK not in text:
            raise
    # An expansion outside quotes stands for a number, a word or a whole structure: take it as a text.
    quoted = re.sub(f"(?<=[:,\\[ ]){BLANK}+(?=[,\\]}} \n]|$)", lambda match: f'"{match.group()}"', text)
    return json.loads(quoted)


def bad_json(value: Value, error: ValueError, option: Option) -> Problem:
    """Text that had to be JSON and is not; at the character where reading stopped."""
    at = min(getattr(error, "pos", 0), max(len(value.text) - 1, 0))
    fault = Fault((), "aws/invalid-json", f"not valid JSON: {error}", f"JSON として読めません: {error}")
    quoted = "'" in value.text and '"' not in value.text
    if quoted:
        fault = Fault(
            (),
            "aws/invalid-json",
            fault.en,
            fault.ja,
            suggestion_en="JSON wants double quotes",
            suggestion_ja="JSON では二重引用符を使います",
        )
    return problem(value, fault, option, (at, at + 1))


def _shorthand(value: Value, shape: Shape, shapes: Shapes, option: Option, raw_blobs: bool) -> Iterator[Problem]:
    text = _blanked(value)
    try:
        tree = shorthand.parse(text)
    except RecursionError:
        return
    except shorthand.ShorthandError as error:
        if not value.dynamic:
            yield _bad_shorthand(value, error, option)
        return
    content = structures.coerce(tree, shape, shapes)
    found = list(structures.faults(content, shape, shapes, (), raw_blobs))
    if found:
        places = _Places()
        shorthand.parse(text, places)
        yield from _placed(found, value, option, places)


def _bad_shorthand(value: Value, error: shorthand.ShorthandError, option: Option) -> Problem:
    at = max(min(error.at, len(value.text) - 1), 0)
    if error.key:
        fault = Fault(
            (),
            "aws/invalid-shorthand",
            f"the key `{error.key}` stands twice",
            f"キー `{error.key}` が 2 回あります",
            suggestion_en="separate the elements of a list by spaces",
            suggestion_ja="リストの要素は空白で区切ります",
        )
        return problem(value, fault, option, (at, at + len(error.key)))
    fault = Fault(
        (),
        "aws/invalid-shorthand",
        f"neither JSON nor `Key=value`: expected {error.expected!r} at character {error.at + 1}",
        f"JSON でも `Key=value` でもありません: {error.at + 1} 文字目に {error.expected!r} が必要です",
    )
    return problem(value, fault, option, (at, at + 1))


def _placed(found: Sequence[Fault], value: Value, option: Option, places: _Places) -> Iterator[Problem]:
    for fault in found:
        span = places.keys.get(fault.path) if fault.where == "key" else places.values.get(fault.path)
        if value.dynamic and fault.rule == "aws/invalid-value":
            # The type of what an expansion stands in is not known for sure.
            continue
        yield problem(value, fault, option, span)


def place(text: str, fault: Fault) -> tuple[int, int] | None:
    """Where the fault is in JSON text, if that can be told."""
    places = _json_places(text)
    return places.keys.get(fault.path) if fault.where == "key" else places.values.get(fault.path)


def _json_places(text: str) -> _Places:
    """Where keys and values stand in JSON, which is read as YAML for its marks."""
    places = _Places()
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, RecursionError):
        return places

    def visit(node: yaml.Node, path: Path) -> None:
        places.values[path] = (node.start_mark.index, node.end_mark.index)
        if isinstance(node, yaml.MappingNode):
            for key, item in node.value:
                here = (*path, key.value)
                places.keys[here] = _inside(text, key.start_mark.index, key.end_mark.index)
                visit(item, here)
        elif isinstance(node, yaml.SequenceNode):
            for number, item in enumerate(node.value):
                visit(item, (*path, number))
        elif text[node.start_mark.index : node.start_mark.index + 1] == '"':
            places.values[path] = _inside(text, node.start_mark.index, node.end_mark.index)

    if root is not None:
        visit(root, ())
    return places


def _inside(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without its quotes, so that a replacement fits."""
    return (start + 1, end - 1) if text[start : start + 1] == '"' else (start, end)
