"""Every check that applies to an IAM policy document."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from kakehashi.knowledge.iam.actions import action_problems
from kakehashi.knowledge.iam.conditions import condition_problems
from kakehashi.knowledge.iam.elements import element_problems
from kakehashi.knowledge.iam.policy import identify, statements_of
from kakehashi.knowledge.iam.principals import principal_problems
from kakehashi.knowledge.iam.resources import resource_problems
from kakehashi.knowledge.iam.trust import trust_problems
from kakehashi.knowledge.kubernetes.problem import Problem

RULES = (
    "action", "condition", "missing-element", "mixed", "open", "pod-identity", "principal", "resource", "sid",
    "unknown-element", "version", "web-identity", "wrong-value",
)  # fmt: skip
"""Every rule of IAM policies; each id stands behind `iam/`."""


def policy_problems(root: yaml.Node, *, partial: bool = False) -> Iterator[Problem]:
    """Everything wrong with an IAM policy, in JSON or YAML; nothing for any other document.

    Args:
        root: The document's root node; JSON is composed as YAML.
        partial: An excerpt: elements may be missing.
    """
    if not identify(root):
        return
    statements = tuple(statements_of(root))
    yield from element_problems(root, statements, partial=partial)
    for one in statements:
        yield from action_problems(one)
        yield from principal_problems(one)
        yield from resource_problems(one)
        yield from condition_problems(one)
    yield from trust_problems(statements, partial=partial)
