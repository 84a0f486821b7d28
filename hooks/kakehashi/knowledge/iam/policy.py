"""A policy document as its statements, and which kind of document it is.

Sources: the IAM User Guide, docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html and
reference_policies_elements.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import yaml

from kakehashi.knowledge.kubernetes.suggest import nearest
from kakehashi.knowledge.kubernetes.values import NULL, Fields, fields, is_placeholder, text

Kind = Literal["policy", "statement"]

DOCUMENT = ("Version", "Id", "Statement")
"""The elements of a document."""

STATEMENT = (
    "Sid", "Principal", "NotPrincipal", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition",
)  # fmt: skip
"""The elements of a statement."""

PRINCIPALS = ("AWS", "Service", "Federated", "CanonicalUser")
"""What a principal may be."""

_MARKS = {name.lower() for name in STATEMENT} | {"actions", "resources", "principals"}
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_FOREIGN = ("apiVersion", "kind", "Resources", "AWSTemplateFormatVersion", "Type")


@dataclass(frozen=True, slots=True)
class Values:
    """The texts of an element that takes one or many.

    Args:
        known: Each text with its node.
        complete: Whether nothing is left to fill in: no placeholder, no variable, no other type.
    """

    known: tuple[tuple[yaml.Node, str], ...]
    complete: bool

    @property
    def texts(self) -> list[str]:
        """The texts alone."""
        return [raw for _, raw in self.known]


def is_to_fill_in(node: yaml.Node) -> bool:
    """Whether a value is known only later: a placeholder, or what a function of CloudFormation returns.

    Such a function is a tag in YAML (`!Sub`), and a mapping in JSON (`Fn::Sub`, `Ref`).
    """
    if is_placeholder(node) or not node.tag.startswith("tag:yaml.org,2002:"):
        return True
    if not isinstance(node, yaml.MappingNode) or len(node.value) != 1:
        return False
    name = text(node.value[0][0]) or ""
    return name == "Ref" or name.startswith("Fn::")


def values_of(node: yaml.Node | None) -> Values:
    """The texts of a scalar or of a list of scalars."""
    if node is None:
        return Values((), True)
    nodes = list(node.value) if isinstance(node, yaml.SequenceNode) and not is_to_fill_in(node) else [node]
    known = [(one, raw) for one in nodes if not is_to_fill_in(one) and (raw := text(one)) is not None]
    return Values(tuple(known), len(known) == len(nodes))


@dataclass(frozen=True, eq=False)
class Statement:
    """One statement of a policy.

    Args:
        node: Its node.
        path: Where it stands, for example `Statement[0]`; empty where it stands alone.
    """

    node: yaml.Node
    path: str

    @cached_property
    def found(self) -> Fields:
        """Its elements by name; none where it is no mapping."""
        return fields(self.node)

    @cached_property
    def lower(self) -> frozenset[str]:
        """The names of its elements in small letters, without the `s` of a plural."""
        return frozenset(name.lower().removesuffix("s") for name in self.found)

    def value(self, name: str) -> yaml.Node | None:
        """The value of an element."""
        entry = self.found.get(name)
        return entry[1] if entry else None

    def place(self, *steps: str) -> str:
        """The path of something below the statement."""
        return ".".join(step for step in (self.path, *steps) if step)

    def has(self, name: str) -> bool:
        """Whether the element or its negation stands there, in whatever spelling."""
        return bool(self.lower & {name.lower(), f"not{name.lower()}"})

    @property
    def allows(self) -> bool:
        """Whether its effect is `Allow`."""
        return text(self.value("Effect")) == "Allow"

    @cached_property
    def actions(self) -> Values:
        """What its `Action` names."""
        return values_of(self.value("Action"))

    @cached_property
    def services(self) -> frozenset[str]:
        """The prefixes of its actions, in small letters; `*` for all."""
        return frozenset(raw.partition(":")[0].lower() for raw in self.actions.texts)

    def principal(self, name: str) -> Values:
        """The principals of one kind."""
        entry = fields(self.value("Principal")).get(name)
        return values_of(entry[1] if entry else None)

    @property
    def anyone(self) -> yaml.Node | None:
        """The `*` that makes everyone its principal, or None."""
        node = self.value("Principal")
        if text(node) == "*":
            return node
        return next((one for one, raw in self.principal("AWS").known if raw == "*"), None)

    @property
    def trusts(self) -> bool:
        """Whether it says who may assume a role: a principal, and actions of STS alone."""
        return self.has("Principal") and self.services == {"sts"}


def identify(root: yaml.Node) -> Kind | None:
    """Whether a document is an IAM policy, or one statement of one; None for anything else.

    Args:
        root: The document's root node; JSON is composed as YAML.
    """
    found = fields(root)
    if not found or any(name in found for name in _FOREIGN):
        return None
    entry = _statement_entry(found)
    if entry:
        items = entry.value if isinstance(entry, yaml.SequenceNode) else [entry]
        known = any(_is_statement(item) for item in items)
        if any(_is_of_stack(item) for item in items) or ("Version" not in found and _answers(found)):
            return None
        version = text(found["Version"][1]) if "Version" in found else None
        dated = version is not None and _DATE.fullmatch(version) and not found.keys() - set(DOCUMENT)
        return "policy" if known or dated else None
    names = {name.lower() for name in found}
    effect = text(found["Effect"][1]) if "Effect" in found else None
    if effect in ("Allow", "Deny") and {"action", "notaction"} & names and names <= _MARKS:
        return "statement"
    return None


def _statement_entry(found: Fields) -> yaml.Node | None:
    for name, (_, value) in found.items():
        if name.lower() in ("statement", "statements"):
            return value
    return None


def _answers(found: Fields) -> bool:
    """Whether other things stand beside the statements, as in the answer of an API that gives one of them."""
    return any(name not in DOCUMENT and nearest(name, DOCUMENT)[0] is None for name in found)


def _is_of_stack(node: yaml.Node) -> bool:
    """Whether it is a statement of a stack policy of CloudFormation, which looks the same and knows other actions."""
    entry = fields(node).get("Action")
    return any(raw.startswith("Update:") for raw in values_of(entry[1]).texts) if entry else False


def _is_statement(node: yaml.Node) -> bool:
    names = {name.lower() for name in fields(node)}
    return len(names & _MARKS) > 1 and bool(names & {"effect", "action", "notaction", "actions"})


def statements_of(root: yaml.Node) -> Iterator[Statement]:
    """The statements of a policy, or the one that stands alone.

    Args:
        root: The root node of a document that `identify` knows.
    """
    entry = _statement_entry(fields(root))
    if entry is None:
        yield Statement(root, "")
    elif isinstance(entry, yaml.SequenceNode):
        for index, node in enumerate(entry.value):
            if not is_to_fill_in(node):
                yield Statement(node, f"Statement[{index}]")
    elif entry.tag != NULL and not is_to_fill_in(entry):
        yield Statement(entry, "Statement")
