"""The map answers in a terminal and as a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.comparison.small import small_map

from kakehashi.comparison.concepts import ConceptMap
from kakehashi.comparison.export import export
from kakehashi.comparison.lookup import answer, fold, suggestions
from kakehashi.comparison.reading import read_map

DOCS = Path(__file__).parent.parent.parent / "docs"


@pytest.fixture(scope="module")
def real() -> ConceptMap:
    return read_map(DOCS, "map")


@pytest.mark.parametrize("name", ["task", "TASK", "ｔａｓｋ", "タスク", "ﾀｽｸ", "たすく", " tasks ", "ecs-task"])
def test_a_name_is_found_in_either_language_width_case_and_script(name: str, tmp_path: Path) -> None:
    lines = answer(small_map(tmp_path), name, "en")
    assert lines[0] == "task / タスク [ECS]"
    assert "  M001  task | partial ~ | Pod" in lines and "    A trap <b> and x." in lines


def test_both_sides_of_a_word_are_answered(tmp_path: Path) -> None:
    heads = [line for line in answer(small_map(tmp_path), "Service", "ja") if line.endswith("]")]
    assert heads == ["サービス / service [ECS]", "Service [Kubernetes]"]


def test_ids_and_commands_are_found(real: ConceptMap) -> None:
    assert answer(real, "m053", "ja")[0].startswith("M053  ")
    assert any(line.startswith("C17") for line in answer(real, "kubectl exec", "en"))
    assert answer(real, "taskRoleArn", "ja")


@pytest.mark.parametrize("name", ["", "   ", "\0", "nothing of the kind", "🦆" * 500])
def test_an_unknown_name_has_no_answer(name: str, real: ConceptMap) -> None:
    assert answer(real, name, "en") == ()


def test_a_slip_is_met_with_names(real: ConceptMap) -> None:
    assert "Deployment" in suggestions(real, "Deploymnet", "en")
    assert "タスクロール" in suggestions(real, "タスクロル", "ja")
    assert suggestions(real, "", "en") == ()


def test_folding_makes_one_of_what_sounds_the_same() -> None:
    assert fold("サーバー") == fold("ｻｰﾊﾞ") == fold("さーば")


def test_the_file_holds_everything_in_both_languages(real: ConceptMap) -> None:
    addresses = {one: {"reference/mapping.md": f"{one}/reference/mapping/"} for one in ("ja", "en")}
    data = json.loads(export(real, addresses))
    assert data["version"] == 1
    assert data["concepts"].keys() == real.concepts.keys()
    assert {row["id"] for row in data["rows"]} == real.rows_by_id.keys()
    row = next(one for one in data["rows"] if one["id"] == "M001")
    assert row["url"] == {one: f"{one}/reference/mapping/#row-m001" for one in ("ja", "en")}
    assert set(row["trap"]) == {"ja", "en"}
    assert export(real, addresses) == export(real, addresses)
