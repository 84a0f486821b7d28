"""The map for other tools: one JSON file, both languages in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from .concepts import COMMANDS, Concept, ConceptMap, Row
from .markup import COMMAND_MAP, GLOSSARY, MAPPING
from .reading import LANGUAGES

VERSION = 1
"""Raised when a field changes its meaning or goes; new fields do not raise it."""


def export(concepts: ConceptMap, addresses: Mapping[str, Mapping[str, str]]) -> str:
    """Return the map as JSON, the same bytes for the same map.

    Args:
        concepts: The map.
        addresses: For each language where each page lies, relative to the root of the site, by the page's key.
    """

    def at(key: str, anchor: str) -> dict[str, str]:
        places = {one: addresses.get(one, {}).get(key) for one in LANGUAGES}
        return {one: place + (f"#{anchor}" if anchor else "") for one, place in places.items() if place is not None}

    def concept(one: Concept) -> dict[str, Any]:
        page, _, anchor = (one.home or "").partition("#")
        return {
            "side": one.side,
            "name": dict(one.names),
            "aliases": {language: list(names) for language, names in one.aliases.items()},
            "code": list(one.code),
            "summary": dict(one.summaries),
            "home": at(page, anchor) or None,
            "reference": dict(one.references) or None,
            "glossary": at(GLOSSARY, f"term-{one.id}") or None,
        }

    def row(one: Row) -> dict[str, Any]:
        plain: dict[str, Any] = {
            "id": one.id,
            "category": one.category,
            "ecs": list(one.ecs),
            "kubernetes": list(one.kubernetes),
            "relation": one.relation.value if one.relation is not None else None,
            "trap": dict(one.trap) or None,
            "note": dict(one.note) or None,
            "sources": list(one.sources),
            "verified": one.verified,
            "confidence": one.confidence,
            "owner": one.owner,
            "url": at(COMMAND_MAP if one.category == COMMANDS else MAPPING, one.anchor) or None,
        }
        if one.ecs_commands or one.kubernetes_commands:
            plain |= {
                "title": dict(one.title),
                "ecs_command": list(one.ecs_commands),
                "kubernetes_command": list(one.kubernetes_commands),
            }
        return plain

    whole = {
        "version": VERSION,
        "concepts": {one.id: concept(one) for one in sorted(concepts.concepts.values(), key=lambda one: one.id)},
        "rows": [row(one) for one in sorted(concepts.rows, key=lambda one: one.id)],
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n"
