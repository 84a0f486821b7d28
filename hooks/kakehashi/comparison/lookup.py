"""What is this called over there? The map's answer for a terminal."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Sequence

from .concepts import Concept, ConceptMap, Row
from .markup import relation_text
from .reading import LANGUAGES

_MARKS = re.compile(r"[`*]")
_SHOWN = {"ecs": "ECS", "kubernetes": "Kubernetes", "eks": "EKS"}
MOST = 5
"""Most names offered where nothing is called as asked."""


def fold(text: str) -> str:
    """Return a text as it is compared: full and half width, upper and lower case, and hiragana and katakana are one.

    A long vowel mark is left out, since サーバ and サーバー are the same word.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    kana = "".join(chr(ord(char) + 0x60) if "ぁ" <= char <= "ゖ" else char for char in plain)
    return " ".join(kana.replace("ー", "").split())


def _names(concept: Concept) -> Iterator[str]:
    yield concept.id
    yield from concept.code
    for language in LANGUAGES:
        yield from filter(None, (concept.names.get(language), *concept.aliases.get(language, ())))


def find(concepts: ConceptMap, name: str) -> tuple[tuple[Concept, ...], tuple[Row, ...]]:
    """Return the concepts that are called *name* in either language, and the row with that id.

    Args:
        concepts: The map.
        name: A name, an alias, a field, a command as the map writes it, or an id.
    """
    wanted = fold(name)
    if not wanted:
        return (), ()
    found = tuple(one for one in concepts.concepts.values() if any(fold(known) == wanted for known in _names(one)))
    rows = tuple(
        row
        for row in concepts.rows
        if fold(row.id) == wanted
        or any(f"{fold(one)} ".startswith(f"{wanted} ") for one in (*row.ecs_commands, *row.kubernetes_commands))
    )
    return found, rows


def suggestions(concepts: ConceptMap, name: str, language: str) -> tuple[str, ...]:
    """Return names of the map that are close to *name*, in the reader's language, the closest first."""
    by_name = {fold(known): one for one in concepts.concepts.values() for known in _names(one)}
    wanted = fold(name)
    close = difflib.get_close_matches(wanted, by_name, 3 * MOST, 0.6)
    close += sorted((one for one in by_name if len(wanted) > 1 and wanted in one), key=len)
    shown = dict.fromkeys(by_name[one].names.get(language) or by_name[one].id for one in close)
    return tuple(shown)[:MOST]


def answer(concepts: ConceptMap, name: str, language: str) -> tuple[str, ...]:
    """Return what the map says about a name, as lines for a terminal; none where it knows no such name.

    Args:
        concepts: The map.
        name: A name or field in either language, the beginning of a command, or the id of a concept or row.
        language: The language of the answer, ``ja`` or ``en``.
    """
    found, rows = find(concepts, name)
    blocks: list[list[str]] = []
    for concept in found:
        blocks.append(_head(concept, language))
        for row in sorted(concepts.rows_by_concept.get(concept.id, ()), key=lambda row: row.id):
            blocks[-1] += ["", *_row(row, concepts, language)]
    blocks += [_row(row, concepts, language, indent="") for row in rows]
    lines: list[str] = []
    for block in blocks:
        lines += ["", *block] if lines else block
    return tuple(lines)


def _head(concept: Concept, language: str) -> list[str]:
    other = "en" if language == "ja" else "ja"
    names = [concept.names.get(language, concept.id)]
    if (twin := concept.names.get(other, names[0])) != names[0]:
        names.append(twin)
    where = f"docs/{language}/{concept.home}" if concept.home else concept.references.get(language, "")
    return [
        f"{' / '.join(names)} [{_SHOWN.get(concept.side, concept.side)}]",
        f"  {concept.summaries.get(language, '')}",
        f"  {where}",
    ]


def _row(row: Row, concepts: ConceptMap, language: str, indent: str = "  ") -> list[str]:
    comma = "、" if language == "ja" else ", "

    def names(ids: Sequence[str]) -> str:
        known = [concepts.concepts[one] for one in ids if one in concepts.concepts]
        return comma.join(one.names.get(language, one.id) for one in known) or "—"

    relation = f" | {relation_text(row.relation, language)} | " if row.relation is not None else " | "
    title = f"{row.title[language]}: " if row.title.get(language) else ""
    lines = [f"{indent}{row.id}  {title}{names(row.ecs)}{relation}{names(row.kubernetes)}"]
    lines += [f"{indent}  $ {one}" for one in (*row.ecs_commands, *row.kubernetes_commands)]
    for text in (row.trap.get(language), row.note.get(language)):
        if text:
            lines.append(f"{indent}  {_MARKS.sub('', text)}")
    if row.confidence == "unverified":
        doubt = "未確認の点があります" if language == "ja" else "not fully verified"
        lines.append(f"{indent}  ({doubt})")
    return lines
