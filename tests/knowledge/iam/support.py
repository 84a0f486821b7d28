"""What the tests of IAM knowledge share."""

from __future__ import annotations

from pathlib import Path

import yaml

from kakehashi.knowledge.iam.documents import policy_problems
from kakehashi.knowledge.kubernetes.problem import Problem
from kakehashi.pages.yaml_tree import parse

GOOD = sorted((Path(__file__).parent / "good").iterdir())
"""Correct policies of many services and kinds."""


def root(text: str) -> yaml.Node:
    """The only document of a JSON or YAML text."""
    stream = parse(text)
    assert stream.error is None, stream.error
    (node,) = [document for document in stream.documents if document is not None]
    return node


def found(text: str, *, partial: bool = False) -> list[Problem]:
    """Everything the checks say about a policy, in the order of its lines."""
    said = policy_problems(root(text), partial=partial)
    return sorted(said, key=lambda problem: (problem.start_line, problem.start_column, problem.rule))
