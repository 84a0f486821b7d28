"""Judges flag values the way Go's flag parsers do."""

from __future__ import annotations

import re

_DURATION = re.compile(r"[-+]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)\Z")
_INT = re.compile(r"[-+]?(?:0[xX][0-9a-fA-F_]+|0[oO]?[0-7_]*|0[bB][01_]+|[1-9]\d*)\Z")
_FLOAT = re.compile(r"[-+]?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|inf|nan)\Z", re.IGNORECASE)
_BOOLS = frozenset(("1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"))
_QUANTITY = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[numkMGTPE]|[KMGTPE]i|[eE][-+]?\d+)?\Z")
_SIZE = re.compile(r"\d+(?:\.\d+)? ?(?:[bkmgtpBKMGTP]|[kmgtpKMGTP]i?[bB])?\Z")

# What each kind of value looks like, in English and Japanese, for messages.
WANTED = {
    "bool": ("true or false", "true か false"),
    "int": ("a whole number", "整数"),
    "uint": ("a whole number of 0 or more", "0 以上の整数"),
    "float": ("a number", "数値"),
    "duration": ("a duration such as 30s, 5m or 1h30m", "30s、5m、1h30m のような時間"),
    "quantity": ("a quantity such as 500m or 1Gi", "500m、1Gi のような数量"),
    "size": ("a size such as 512m", "512m のようなサイズ"),
    "map": ("key=value", "key=value の形"),
}


def is_duration(text: str) -> bool:
    """Whether Go's time.ParseDuration takes the text: 300ms, 1h30m, 0."""
    return _DURATION.match(text) is not None


def is_int(text: str) -> bool:
    """Whether Go's strconv.ParseInt takes the text in base 0."""
    return _INT.match(text) is not None


def is_quantity(text: str) -> bool:
    """Whether the text is a Kubernetes quantity: 500m, 1.5, 2Gi."""
    return _QUANTITY.match(text) is not None


def fits(kind: str, text: str) -> bool:
    """Whether a value is acceptable for a flag of this kind; kinds without a rule accept everything."""
    match kind:
        case "bool":
            return text in _BOOLS
        case "int":
            return is_int(text)
        case "uint":
            return is_int(text) and not text.startswith("-")
        case "float":
            return _FLOAT.match(text) is not None
        case "duration":
            return is_duration(text)
        case "quantity":
            return is_quantity(text)
        case "size":
            return _SIZE.match(text) is not None
        case "map":
            return all("=" in pair for pair in text.split(",")) if text else True
        case _:
            return True
