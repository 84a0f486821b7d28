"""What the tests of Kubernetes knowledge share: parsing, running every check, and short forms of problems."""

from __future__ import annotations

import textwrap

import yaml

from kakehashi.knowledge.kubernetes import checks
from kakehashi.knowledge.kubernetes.problem import Problem
from kakehashi.knowledge.kubernetes.values import elisions
from kakehashi.pages.yaml_tree import parse

VERSIONS = ("1.34", "1.35", "1.36", "1.37")


def roots(text: str) -> list[yaml.Node]:
    """The documents of a YAML text, which must be good YAML."""
    stream = parse(textwrap.dedent(text))
    assert stream.error is None, stream.error
    return [root for root in stream.documents if root is not None]


def found(text: str, *, versions: tuple[str, ...] = VERSIONS, partial: bool = False) -> list[Problem]:
    """Everything the checks say about a block, in the order of its lines."""
    text = textwrap.dedent(text)
    said = checks.problems(roots(text), versions, partial=partial, elisions=elisions(text))
    return sorted(said, key=lambda problem: (problem.start_line, problem.start_column, problem.rule))


def underlined(text: str, problem: Problem) -> str:
    """The text a problem points at."""
    line = textwrap.dedent(text).split("\n")[problem.start_line]
    assert problem.end_line == problem.start_line
    return line[problem.start_column : problem.end_column]


def short(problems: list[Problem]) -> list[tuple[int, str]]:
    """Line (from 1) and rule without its room."""
    return [(problem.start_line + 1, problem.rule.partition("/")[2]) for problem in problems]
