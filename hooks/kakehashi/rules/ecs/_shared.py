"""What the rules about ECS definitions share: all checks run once on a snippet, and each rule takes its part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from kakehashi.finding import Complaint
from kakehashi.knowledge.ecs.documents import ecs_problems
from kakehashi.knowledge.kubernetes.values import elisions
from kakehashi.pages.objects import objects_in
from kakehashi.pages.snippet import Snippet
from kakehashi.settings import Settings

LANGUAGES = ("yaml", "json", "jsonc")
"""The languages definitions are written in."""


def complaints(snippet: Snippet, _: Settings, rule: str) -> Iterator[Complaint]:
    """Yield what one rule says about a snippet.

    Args:
        snippet: The snippet.
        rule: The name of the rule, without its room.
    """
    return iter(_by_rule(snippet).get(rule, ()))


@lru_cache(maxsize=8)
def _by_rule(snippet: Snippet) -> Mapping[str, list[Complaint]]:
    """Everything the checks say about a snippet, by rule."""
    found: dict[str, list[Complaint]] = {}
    name = snippet.marking.partition(":")[0]
    if name not in ("", "fragment", "patch"):
        return found
    for text in objects_in(snippet):
        partial = bool(name) or bool(elisions(text.text))
        for root in text.roots if text.form == "object" else ():
            for one in ecs_problems(root, partial=partial):
                found.setdefault(one.rule.removeprefix("ecs/"), []).append(text.complaint(one))
    return found
