"""A row of a table is held against the row of the map that says the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.comparison.small import small_map

from kakehashi.comparison.concepts import Relation
from kakehashi.comparison.linking import Linker
from kakehashi.comparison.matching import TableRow, is_whole, match, unknown_pairs
from kakehashi.pages.page import scan
from kakehashi.pages.source import Source


def row(folder: Path, cells: str, language: str = "en", head: str = "| ECS | Kubernetes | Relation |") -> TableRow:
    page = scan(Source("a.md", f"{head}\n{'|---' * head.count(' |')}|\n{cells}\n"))
    (found,) = Linker(small_map(folder), language).rows(page.tables[0])
    return found


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("| task | Pod | |", "M001"),
        ("| **Tasks** | `x`, Pods | |", "M001"),
        ("| service | Deployment | |", "M002"),
        ("| service | Pod | |", "M003"),
        ("| — | etcd | |", "M004"),
        ("| none | etcd | |", "M004"),
        ("| ALB | Ingress, Gateway | |", "M005"),
        ("| ALB | — | |", "M007"),
        ("| something else | etcd | |", None),
        ("| task | — | |", "M007"),
        ("| task | Gateway | |", None),
        ("| — | — | |", None),
        ("| | | |", None),
        ("| [task](x.md) | [`Pods`, Pod](y) | |", "M001"),
        ("| task |", "M007"),
    ],
)
def test_the_smallest_row_that_holds_everything_named_is_meant(
    cells: str, expected: str | None, tmp_path: Path
) -> None:
    found = match(row(tmp_path, cells), small_map(tmp_path))
    assert (found.id if found else None) == expected


def test_only_a_whole_match_says_what_the_relation_is(tmp_path: Path) -> None:
    concepts = small_map(tmp_path)
    both = row(tmp_path, "| ALB | Ingress, Gateway | partial ~ |")
    found = match(both, concepts)
    assert found is not None and not is_whole(both, found)
    one = row(tmp_path, "| ALB | Ingress | partial ~ |")
    assert is_whole(one, concepts.rows_by_id["M005"])


def test_pairs_the_map_does_not_know_are_told_apart_from_those_it_does(tmp_path: Path) -> None:
    found = list(unknown_pairs(row(tmp_path, "| task | Pod, Gateway | |"), small_map(tmp_path)))
    assert [(one.mention.concept.id, other.mention.concept.id) for one, other in found] == [("ecs-task", "gateway")]


@pytest.mark.parametrize(
    ("cell", "language", "expected"),
    [
        ("partial ~", "en", (Relation.PARTIAL, Relation.PARTIAL)),
        ("**different layer ≠**", "en", (Relation.DIFFERENT_LAYER, Relation.DIFFERENT_LAYER)),
        ("部分的 ~", "ja", (Relation.PARTIAL, Relation.PARTIAL)),
        ("なし ∅（標準では）", "ja", (Relation.NONE, Relation.NONE)),
        ("equivalent ~", "en", (Relation.EQUIVALENT, Relation.PARTIAL)),
        ("partially the same", "en", None),
        ("=", "en", None),
    ],
)
def test_the_relation_a_row_states_is_read(
    cell: str, language: str, expected: tuple[Relation, Relation] | None, tmp_path: Path
) -> None:
    stated = row(tmp_path, f"| task | Pod | {cell} |", language).stated
    assert (stated and (stated.relation, stated.symbol)) == expected


def test_sides_may_stand_in_any_order_and_more_than_one_column(tmp_path: Path) -> None:
    found = row(tmp_path, "| Pod | x | task |", head="| EKS | Use | Amazon ECS |")
    assert found.ids("ecs") == ("ecs-task",) and found.ids("kubernetes") == ("pod",)
    found = row(tmp_path, "| task | Pod | Deployment |", head="| ECS | Kubernetes | On EKS |")
    assert found.ids("kubernetes") == ("pod", "deployment")
