"""Single values: numbers, times, binary data, enumerations."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any

from kakehashi.knowledge.commands.aws.faults import Fault, Path, not_in_enumeration, too_small, wrong_type
from kakehashi.knowledge.commands.aws.shapes import Scalar, ScalarKind

# The usual form, so that the date library is loaded only for others.
_ISO = re.compile(
    r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d)(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?"
)
_BASE64 = re.compile(r"[A-Za-z0-9+/\s]*={0,2}\s*")


def coerce(text: str, kind: ScalarKind) -> Any:
    """A text of shorthand as the kind wants it; unchanged when it cannot be."""
    try:
        if kind == "integer":
            return int(text)
        if kind == "float":
            return float(text)
    except ValueError:
        return text
    if kind == "boolean" and text.lower() in ("true", "false"):
        return text.lower() == "true"
    return text


def faults(value: Any, shape: Scalar, path: Path, raw_blobs: bool = False) -> Iterator[Fault]:
    """What a scalar shape has against a value; arguments as in `structures.faults`."""
    kind = shape.kind
    if kind == "document":
        return
    if kind in ("string", "blob", "path"):
        if not isinstance(value, str):
            yield wrong_type(path, value, "string")
        elif kind == "blob":
            if not raw_blobs:
                yield from _blob(value, path)
        elif shape.values is not None:
            if value not in shape.values:
                yield not_in_enumeration(path, value, shape.values)
        elif shape.low is not None and len(value) < shape.low:
            yield too_small(path, shape.low, length=True)
    elif kind == "integer":
        if not isinstance(value, int):
            yield wrong_type(path, value, "integer")
        elif shape.low is not None and value < shape.low:
            yield too_small(path, shape.low, length=False)
    elif kind == "float":
        if not isinstance(value, (int, float)):
            yield wrong_type(path, value, "float")
        elif shape.low is not None and value < shape.low:
            yield too_small(path, shape.low, length=False)
    elif kind == "timestamp":
        if not is_timestamp(value):
            yield wrong_type(path, value, "timestamp")
    elif not isinstance(value, bool):
        yield wrong_type(path, value, "boolean")


def text_faults(text: str, shape: Scalar, path: Path = (), raw_blobs: bool = False) -> Iterator[Fault]:
    """The same for a word of the command line, where numbers are texts."""
    if shape.kind in ("integer", "float"):
        number = coerce(text, shape.kind)
        yield from faults(number, shape, path)
    elif shape.kind != "path":
        yield from faults(text, shape, path, raw_blobs)


@lru_cache(1024)
def is_timestamp(value: object) -> bool:
    """Whether the tool can read a date and time: ISO 8601, seconds since 1970, or what dateutil understands."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return True
    if not isinstance(value, str):
        return False
    if _ISO.fullmatch(value):
        return True
    try:
        float(value)
        return True
    except ValueError:
        pass
    try:
        import_module("dateutil.parser").parse(value)
    except (ValueError, TypeError, AttributeError, OverflowError):
        return False
    return True


def _blob(text: str, path: Path) -> Iterator[Fault]:
    """Version 2 of the tool wants binary values in Base64 unless it is told otherwise."""
    try:
        base64.b64decode(text)
        wrong = False
    except (binascii.Error, ValueError):
        wrong = True
    if wrong or not _BASE64.fullmatch(text):
        yield Fault(
            path,
            "aws/invalid-value",
            "binary values have to be Base64 text",
            "バイナリ値は Base64 の文字列で渡します",
            suggestion_en="add `--cli-binary-format raw-in-base64-out`, or use `fileb://`",
            suggestion_ja="`--cli-binary-format raw-in-base64-out` を付けるか、`fileb://` を使います",
            severity="error" if wrong else "warning",
        )
