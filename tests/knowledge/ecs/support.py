"""What the tests of ECS knowledge share."""

from __future__ import annotations

import yaml

from kakehashi.knowledge.ecs.documents import ecs_problems
from kakehashi.knowledge.kubernetes.problem import Problem
from kakehashi.pages.yaml_tree import parse


def root(text: str) -> yaml.Node:
    """The only document of a JSON or YAML text."""
    stream = parse(text)
    assert stream.error is None, stream.error
    (node,) = [document for document in stream.documents if document is not None]
    return node


def found(text: str, *, partial: bool = False) -> list[Problem]:
    """Everything the checks say about a definition, in the order of its lines."""
    said = ecs_problems(root(text), partial=partial)
    return sorted(said, key=lambda problem: (problem.start_line, problem.start_column, problem.rule))


def underlined(text: str, problem: Problem) -> str:
    """The text a problem points at."""
    assert problem.end_line == problem.start_line
    return text.split("\n")[problem.start_line][problem.start_column : problem.end_column]
