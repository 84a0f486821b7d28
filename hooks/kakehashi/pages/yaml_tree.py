"""YAML as a tree of nodes with places, read the way kubectl reads it.

PyYAML's C loader composes the nodes; timestamps and base-60 numbers stay strings, as they do in
sigs.k8s.io/yaml, which the Kubernetes tools use.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

MAX_FLOW_DEPTH = 200
"""Deepest nesting of brackets that is parsed; deeper text would exhaust the parser's stack."""

MAX_BLOCK_DEPTH = 200
"""Deepest nesting of ``- - -`` on one line that is parsed."""

_OTHER_BREAKS = re.compile("[\x85\u2028\u2029]")
"""Line breaks to YAML 1.1 and to nobody else: read as spaces, or every place below them would be wrong."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


class TreeLoader(yaml.CSafeLoader):
    """PyYAML's C loader with the scalar rules of sigs.k8s.io/yaml."""


_INT = re.compile(r"[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|0|[1-9][0-9_]*)$")
_FLOAT = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?$"
    r"|[-+]?\.(?:inf|Inf|INF)$|\.(?:nan|NaN|NAN)$"
)


def _resolver(tag: str, pattern: re.Pattern[str]) -> re.Pattern[str]:
    if tag.endswith(":int"):
        return _INT
    return _FLOAT if tag.endswith(":float") else pattern


TreeLoader.yaml_implicit_resolvers = {
    first: [(tag, _resolver(tag, pattern)) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True, slots=True)
class YamlError:
    """Where YAML stops making sense; lines and columns from 0, in the text that was parsed.

    Args:
        problem: What the parser met.
        line: Where it met it.
        column: Where it met it.
        context: What it was reading then; empty where it does not say.
        context_line: Where that began, or None.
        context_column: Where that began, or None.
    """

    problem: str
    line: int
    column: int
    context: str = ""
    context_line: int | None = None
    context_column: int | None = None


@dataclass(frozen=True, slots=True)
class YamlStream:
    """The documents of a YAML text.

    Args:
        documents: The root node of each document; None for an empty one.
        error: Why reading stopped, or None.
    """

    documents: tuple[yaml.Node | None, ...]
    error: YamlError | None = None


_BRACKET = re.compile(r"[\[{\]}\n]")
_COMPACT = re.compile(rf"^[ \t]*(?:[-?:][ \t]+){{{MAX_BLOCK_DEPTH}}}", re.MULTILINE)


def _too_deep(text: str) -> YamlError | None:
    compact = _COMPACT.search(text)
    if compact:
        return YamlError("nested too deeply", text.count("\n", 0, compact.start()), 0)
    depth = line = start = 0
    for match in _BRACKET.finditer(text):
        char = match.group()
        if char == "\n":
            line, start = line + 1, match.end()
        elif char in "[{":
            depth += 1
            if depth > MAX_FLOW_DEPTH:
                return YamlError("nested too deeply", line, match.start() - start)
        else:
            depth = max(0, depth - 1)
    return None


def _error(error: yaml.YAMLError, text: str) -> YamlError:
    if isinstance(error, yaml.MarkedYAMLError):
        mark: Any = error.problem_mark or error.context_mark
        begin: Any = error.context_mark
        return YamlError(
            error.problem or str(error),
            mark.line if mark else 0,
            mark.column if mark else 0,
            error.context or "",
            begin.line if begin else None,
            begin.column if begin else None,
        )
    bad = _CONTROL.search(text)
    offset = bad.start() if bad else 0
    before = text[:offset]
    return YamlError("a character YAML does not allow", before.count("\n"), offset - (before.rfind("\n") + 1))


@lru_cache(maxsize=256)
def parse(text: str) -> YamlStream:
    """Parse a YAML stream into nodes, never raising; the same text gives the same nodes, which nobody changes.

    Args:
        text: The YAML; lines end in LF.

    Returns:
        Every document read before the first error, and the error.
    """
    if (text.count("[") + text.count("{") > MAX_FLOW_DEPTH or text.count("- ") > MAX_BLOCK_DEPTH) and (
        deep := _too_deep(text)
    ):
        return YamlStream((), deep)
    documents: list[yaml.Node | None] = []
    try:
        loader = TreeLoader(_OTHER_BREAKS.sub(" ", text))
        try:
            while loader.check_node():
                documents.append(loader.get_node())
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        return YamlStream(tuple(documents), _error(error, text))
    except (RecursionError, ValueError, UnicodeError):
        return YamlStream(tuple(documents), YamlError("nested too deeply", 0, 0))
    return YamlStream(tuple(documents))
