"""What the rules about Kubernetes objects share: all checks run once on a snippet, and each rule takes its part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

import yaml

from kakehashi.finding import Complaint
from kakehashi.knowledge.commands.kubectl.resources import table
from kakehashi.knowledge.custom_resources.checks import block_problems, checked
from kakehashi.knowledge.custom_resources.patches import fragment_problems, json_patch_problems, patch_problems
from kakehashi.knowledge.ecs.documents import identify as identify_ecs
from kakehashi.knowledge.iam.policy import identify as identify_iam
from kakehashi.knowledge.kubernetes.guesses import guessed
from kakehashi.knowledge.kubernetes.identity import identify
from kakehashi.knowledge.kubernetes.manifest import objects_of
from kakehashi.knowledge.kubernetes.problem import Problem
from kakehashi.knowledge.kubernetes.schemas import known_versions
from kakehashi.knowledge.kubernetes.values import elisions
from kakehashi.pages.objects import ObjectText, objects_in
from kakehashi.pages.snippet import Snippet
from kakehashi.settings import Settings

LANGUAGES = ("yaml", "json", "jsonc", "bash", "console")
"""The languages whose snippets may hold objects; in commands these are patches and what is piped into kubectl."""

# Rules whose corrections replace a word: where the word stands in quotes, so does the new one.
_WORDS = frozenset(
    (
        "deprecated-api",
        "deprecated-key",
        "enum",
        "missing-identity",
        "removed-api",
        "scale-target",
        "unknown-api-version",
        "unknown-field",
        "unknown-kind",
    )
)


def complaints(snippet: Snippet, settings: Settings, rule: str) -> Iterator[Complaint]:
    """Yield what one rule says about a snippet.

    Args:
        snippet: The snippet.
        settings: The settings of the run.
        rule: The name of the rule, without its room.
    """
    return iter(_by_rule(snippet, settings.kubernetes_versions).get(rule, ()))


@dataclass(frozen=True)
class _Same:
    """A snippet; two that read the same draw the same, as twin pages mostly do."""

    text: str
    language: str
    embedded: str
    marking: str
    snippet: Snippet = field(compare=False)


@lru_cache(maxsize=8)
def _by_rule(snippet: Snippet, versions: tuple[str, ...]) -> Mapping[str, list[Complaint]]:
    return _checked(_Same(snippet.text, snippet.language, snippet.embedded, snippet.marking, snippet), versions)


@lru_cache(maxsize=256)
def _checked(same: _Same, versions: tuple[str, ...]) -> Mapping[str, list[Complaint]]:
    """Everything the checks say about a snippet, by rule."""
    snippet = same.snippet
    found: dict[str, list[Complaint]] = {}
    for text in objects_in(snippet):
        for one in _problems(text, snippet.marking, checkable(versions)):
            rule = one.rule.removeprefix("kubernetes/")
            found.setdefault(rule, []).append(replace(text.complaint(one), fix=_fix(one, rule, text)))
    return found


@lru_cache(maxsize=8)
def checkable(versions: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the versions that schemas are known for; the oldest known one where there is none."""
    oldest = known_versions()[0]
    return tuple(one for one in versions if _number(one) >= _number(oldest)) or (oldest,)


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _problems(text: ObjectText, marking: str, versions: tuple[str, ...]) -> Iterator[Problem]:
    roots = text.roots
    if not roots:
        return
    left_out = elisions(text.text)
    if text.form != "object":
        kind = table().resolve(text.resource) if text.resource else None
        check = json_patch_problems if text.form == "json-patch" else patch_problems
        for root in roots:
            yield from check(root, kind.group if kind else "", kind.kind if kind else "", versions, elisions=left_out)
        return
    name, _, place = marking.partition(":")
    if place and name == "fragment":
        for root in roots:
            yield from fragment_problems(root, place, versions, elisions=left_out)
    elif marking in ("", "patch"):
        objects: list[yaml.Node] = []
        for root in roots:
            # The answers and inputs of the ECS API and policies of IAM are no objects of Kubernetes.
            objects += () if identify_ecs(root) or identify_iam(root) else objects_of(root)
        yield from block_problems(objects, versions, partial=marking == "patch", elisions=left_out)
    if marking in ("", "fragment"):
        for root in roots:
            yield from _guessed(root, versions, left_out)


def _guessed(root: yaml.Node, versions: tuple[str, ...], left_out: frozenset[int]) -> Iterator[Problem]:
    """What is wrong in a fragment without a place, where its keys leave no doubt about what it is."""
    if (
        identify_ecs(root)
        or identify_iam(root)
        or identify(root, versions).classification not in ("fragment", "not-kubernetes")
    ):
        return
    for manifest in guessed(root, versions, left_out):
        found = list(checked(manifest))
        # A field that is like none of its kind says that the guess was wrong.
        if not any(one.rule == "kubernetes/unknown-field" and not _is_slip(one) for one in found):
            yield from found


def _is_slip(found: Problem) -> bool:
    return bool(found.suggestion_en and found.suggestion_en.startswith(("Did you mean", "It belongs")))


def _fix(found: Problem, rule: str, text: ObjectText) -> str | None:
    """The certain correction of a problem, in the quotes that stand around the place."""
    fix = found.replacement
    if fix is None or text.places:
        # Inside a shell word the quotes of the shell would have to be kept.
        return None
    node = found.node
    if rule in _WORDS and isinstance(node, yaml.ScalarNode) and node.style in ("'", '"') and fix[:1] not in ("'", '"'):
        return f"{node.style}{fix}{node.style}"
    return fix
