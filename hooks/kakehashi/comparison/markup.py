"""Pieces of HTML that every page of the map shares."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from .concepts import RELATION_WORDS, Concept, ConceptMap, Relation

_INLINE = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*")
_FIELD = re.compile(r"[a-z]+[a-zA-Z0-9]*(?:[A-Z.\[][\w.\[\]]*)+")
_KIND = re.compile(r"[A-Z][A-Za-z]+|[a-z]+(?:-[a-z]+)+")
_CLASSES = {Relation.DIFFERENT_LAYER: "layer"}

MAPPING, COMMAND_MAP, GLOSSARY = "reference/mapping.md", "reference/cli-map.md", "reference/glossary.md"
"""The pages made of the map, below the folder of a language."""


@dataclass(frozen=True, slots=True)
class View:
    """What a piece of a page must know.

    Args:
        concepts: The map.
        language: The language of the reader, ``ja`` or ``en``.
        address: Where ``page.md#section`` lies, seen from the page being made; None where there is no such page.
    """

    concepts: ConceptMap
    language: str
    address: Callable[[str], str | None]

    def say(self, ja: str, en: str) -> str:
        """Return the text in the reader's language."""
        return ja if self.language == "ja" else en

    def name(self, concept: Concept) -> str:
        """Return the name of a concept in the reader's language."""
        return concept.names.get(self.language) or concept.id

    def goal(self, concept: Concept) -> str | None:
        """Return where a concept is explained: its home on this site, else the page outside."""
        home = self.address(concept.home) if concept.home else None
        return home or concept.references.get(self.language)


def inline(text: str) -> str:
    """Return a text of the map as HTML: code and bold are marked, everything else is text."""

    def marked(found: re.Match[str]) -> str:
        return f"<code>{found[1]}</code>" if found[1] is not None else f"<strong>{found[2]}</strong>"

    return _INLINE.sub(marked, escape(text, quote=False))


def relation_text(relation: Relation, language: str) -> str:
    """Return the word and the symbol of a relation."""
    symbol, words = RELATION_WORDS[relation]
    return f"{words.ja if language == 'ja' else words.en} {symbol}"


def relation_class(relation: Relation) -> str:
    """Return the classes of an element that shows a relation."""
    return f"kh-relation kh-relation--{_CLASSES.get(relation, relation.value)}"


def relation_chip(relation: Relation, language: str) -> str:
    """Return a relation as HTML."""
    return f'<span class="{relation_class(relation)}">{relation_text(relation, language)}</span>'


def link(text: str, href: str | None, attributes: str = "") -> str:
    """Return HTML linked, or as it is where there is nowhere to go."""
    return f'<a href="{escape(href)}"{attributes}>{text}</a>' if href else text


def concept_link(concept: Concept, view: View) -> str:
    """Return a concept's name, linked to where it is explained, and the field it stands for."""
    name = view.name(concept)
    shown = link(escape(name, quote=False), view.goal(concept))
    field = next(iter(concept.code), "")
    # A kind is known by its own name; the fields listed with it are not the thing itself.
    if _FIELD.fullmatch(field) and not _KIND.fullmatch(name) and field.casefold() != name.casefold():
        shown += f" <code>{escape(field)}</code>"
    if concept.side == "eks":
        shown += ' <span class="kh-tag">EKS</span>'
    return shown


def hidden(text: str) -> str:
    """Return a text for those who listen to the page."""
    return f'<span class="kh-hidden">{escape(text)}</span>'
