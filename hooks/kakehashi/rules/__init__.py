"""The catalogue: every rule, found by walking the rooms below this package."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import ModuleType

from kakehashi.rule import Declared, Rule

HELPERS = "_"
"""Modules whose name starts so hold what several rules of a room share, and no rule."""


def _paragraphs(text: str | None) -> tuple[str, str]:
    summary, _, manual = (text or "").strip().partition("\n")
    return summary.strip(), manual.strip()


def _rule(module: ModuleType, room: str, name: str) -> Rule:
    declared = [value for value in vars(module).values() if isinstance(value, Declared)]
    if len(declared) != 1:
        raise TypeError(f"{module.__name__}: a rule file holds exactly one rule, found {len(declared)}")
    own = declared[0]
    english, japanese = _paragraphs(module.__doc__), _paragraphs(getattr(module, "JA", None))
    return Rule(
        id=f"{room}/{name.replace('_', '-')}",
        subject=own.subject,
        severity=own.severity,
        languages=own.languages,
        check=own.check,
        summary={"en": english[0], "ja": japanese[0]},
        manual={"en": english[1], "ja": japanese[1]},
        good=getattr(module, "GOOD", ""),
        bad=getattr(module, "BAD", ""),
    )


@cache
def catalogue() -> Mapping[str, Rule]:
    """Return every rule by its id, in order.

    Raises:
        TypeError: A file in a room holds no rule, or more than one.
    """
    rules = {}
    for room in pkgutil.iter_modules(__path__):
        if not room.ispkg:
            continue
        package = importlib.import_module(f"{__name__}.{room.name}")
        for found in pkgutil.iter_modules(package.__path__):
            if not found.name.startswith(HELPERS):
                module = importlib.import_module(f"{package.__name__}.{found.name}")
                rule = _rule(module, room.name.replace("_", "-"), found.name)
                rules[rule.id] = rule
    return dict(sorted(rules.items()))
