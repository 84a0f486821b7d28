"""What the rules about IAM policies share: all checks run once on a snippet, and each rule takes its part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from kakehashi.finding import Complaint
from kakehashi.knowledge.iam.documents import policy_problems
from kakehashi.knowledge.kubernetes.values import elisions
from kakehashi.pages.objects import objects_in, policies_in
from kakehashi.pages.snippet import Snippet
from kakehashi.settings import Settings

LANGUAGES = ("yaml", "json", "jsonc", "bash", "console")
"""The languages policies are written in; in commands they are arguments of the AWS CLI."""


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
    # What a policy is called stands in each of them: most snippets need not be read for it.
    if name not in ("", "fragment", "patch") or not ("ffect" in snippet.text or "tatement" in snippet.text):
        return found
    shell = snippet.language in ("bash", "console")
    for text in policies_in(snippet) if shell else objects_in(snippet):
        partial = bool(name) or bool(elisions(text.text))
        for root in text.roots if text.form == "object" else ():
            for one in policy_problems(root, partial=partial):
                found.setdefault(one.rule.removeprefix("iam/"), []).append(text.complaint(one))
    return found
