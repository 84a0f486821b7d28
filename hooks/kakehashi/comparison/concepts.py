"""The values of the map: concepts, relations, and what is wrong with the files they stand in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from kakehashi.finding import Span, Words


class Relation(StrEnum):
    """How alike two things are."""

    EQUIVALENT = "equivalent"
    PARTIAL = "partial"
    NONE = "none"
    DIFFERENT_LAYER = "different-layer"


RELATION_WORDS: Mapping[Relation, tuple[str, Words]] = {
    Relation.EQUIVALENT: ("=", Words("equivalent", "同等")),
    Relation.PARTIAL: ("~", Words("partial", "部分的")),
    Relation.NONE: ("∅", Words("none", "なし")),
    Relation.DIFFERENT_LAYER: ("≠", Words("different layer", "層が違う")),
}
"""The symbol and the words that stand for a relation in a table."""

SIDES = ("ecs", "kubernetes", "eks")

COMMANDS = "cli"
"""The category of rows that compare commands."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file of the map: path relative to the documentation folder, and span."""

    path: str
    span: Span

    @property
    def shown(self) -> str:
        """The place as people read it, for example ``map/cli.yaml:12``."""
        return f"{self.path}:{self.span.line}"


@dataclass(frozen=True, slots=True)
class Concept:
    """Something a reader knows by name.

    Args:
        id: Its id, unique in the map.
        side: ``ecs``, ``kubernetes`` or ``eks``.
        names: Its name by language.
        aliases: Other spellings by language.
        code: Names that stand in code, in both languages.
        summaries: One sentence by language.
        home: Page and section below the language's folder, for example ``concepts/workloads.md#pods``; or None.
        references: The external page by language, where there is no home.
        place: Where it is written.
        home_place: Where its home is written.
    """

    id: str
    side: str
    names: Mapping[str, str]
    aliases: Mapping[str, tuple[str, ...]]
    code: tuple[str, ...]
    summaries: Mapping[str, str]
    home: str | None
    references: Mapping[str, str]
    place: Place
    home_place: Place


@dataclass(frozen=True, slots=True)
class Row:
    """One relation of the map.

    Args:
        id: Its id, for example ``M001``.
        category: What it belongs to.
        ecs: The concepts on the ECS side.
        kubernetes: The concepts on the Kubernetes side.
        ecs_commands: For command rows: the commands on the ECS side.
        kubernetes_commands: For command rows: the commands on the Kubernetes side.
        relation: How alike both sides are; None for command rows.
        trap: What catches people out, by language; may be empty.
        note: More, by language; may be empty.
        sources: Where it was read.
        verified: The day it was last held against its sources, as ``YYYY-MM-DD``.
        confidence: ``verified``, ``stable`` or ``unverified``.
        owner: The page that explains it.
        title: For command rows: what is done, by language; may be empty.
        place: Where it is written.
    """

    id: str
    category: str
    ecs: tuple[str, ...]
    kubernetes: tuple[str, ...]
    ecs_commands: tuple[str, ...]
    kubernetes_commands: tuple[str, ...]
    relation: Relation | None
    trap: Mapping[str, str]
    note: Mapping[str, str]
    sources: tuple[str, ...]
    verified: str
    confidence: str
    owner: str
    title: Mapping[str, str]
    place: Place

    @property
    def anchor(self) -> str:
        """The id that every page gives the row, for example ``row-m001``."""
        return f"row-{self.id.lower()}"


def rank(row: Row) -> tuple[bool, int, str]:
    """Return the order in which rows are held against a table: without commands first, then by size."""
    return bool(row.ecs_commands), len(row.ecs) + len(row.kubernetes), row.id


@dataclass(frozen=True, slots=True)
class MapProblem:
    """Something wrong in a file of the map.

    Args:
        kind: The name of the rule that says it, without its room.
        place: Where.
        message: What is wrong.
        suggestion: What to write instead.
    """

    kind: str
    place: Place
    message: Words
    suggestion: Words | None = None


@dataclass(frozen=True, eq=False)
class ConceptMap:
    """The whole map.

    Args:
        concepts: Every concept by id.
        rows: Every relation, in the order of the files.
        problems: What is wrong in the files.
    """

    concepts: Mapping[str, Concept] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    problems: tuple[MapProblem, ...] = ()

    @cached_property
    def rows_by_concept(self) -> Mapping[str, tuple[Row, ...]]:
        """The rows that name each concept, those without commands first, then the smaller ones."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            for concept in (*row.ecs, *row.kubernetes):
                found.setdefault(concept, []).append(row)
        return {concept: tuple(sorted(rows, key=rank)) for concept, rows in found.items()}

    @cached_property
    def rows_by_id(self) -> Mapping[str, Row]:
        """Every row by its id."""
        return {row.id: row for row in self.rows}
