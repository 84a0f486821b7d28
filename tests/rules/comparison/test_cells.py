"""What the rules about cells say, and what they leave alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.comparison.small import MAP

from kakehashi.engine import check_site
from kakehashi.settings import Settings

HEADS = {"ja": "| ECS | Kubernetes | 関係 |", "en": "| ECS | Kubernetes | Relation |"}


def findings(folder: Path, ja: str, en: str, of: str = MAP) -> list[tuple[str, str, int, int]]:
    (folder / "map").mkdir()
    (folder / "map" / "all.yaml").write_text(of, "utf-8")
    for language, row in (("ja", ja), ("en", en)):
        (folder / language / "concepts").mkdir(parents=True)
        (folder / language / "concepts" / "workloads.md").write_text(
            "# W {#w}\n\n## P {#pods}\n\n## D {#deployments}\n", "utf-8"
        )
        text = f"# A {{#a}}\n\n{HEADS[language]}\n|---|---|---|\n{row}\n"
        (folder / language / "a.md").write_text(text, "utf-8")
    report = check_site(folder, settings=Settings(), shown="")
    return [
        (one.rule.removeprefix("comparison/"), one.path, one.span.line, one.span.column)
        for one in report.findings
        if one.rule.startswith("comparison/") and one.rule != "comparison/map-age"
    ]


@pytest.mark.parametrize(
    ("ja", "en", "rule", "column"),
    [
        ("| タスク | Gateway | |", "| task | Gateway | |", "unknown-pair", 10),
        ("| タスク | Pod | 同等 = |", "| task | Pod | equivalent = |", "relation-differs", 16),
        ("| タスク | Pod | 部分的 = |", "| task | Pod | partial = |", "relation-differs", 16),
        ("| Pod | なし | |", "| Pod | none | |", "mixed-sides", 3),
        ("| タスク | Podd | |", "| task | Podd | |", "unknown-name", 10),
    ],
)
def test_a_mistake_is_told_at_its_cell_in_each_language(
    ja: str, en: str, rule: str, column: int, tmp_path: Path
) -> None:
    found = findings(tmp_path, ja, en)
    assert [one[0] for one in found] == [rule, rule]
    assert found[0] == (rule, "en/a.md", 5, column)
    assert found[1][1:3] == ("ja/a.md", 5)


def test_rows_that_differ_are_told_at_the_english_cell(tmp_path: Path) -> None:
    found = findings(tmp_path, "| サービス | Deployment | |", "| service | Service | |")
    assert found == [("rows-differ", "en/a.md", 5, 13)]


@pytest.mark.parametrize(
    ("ja", "en"),
    [
        ("| タスク | Pod | 部分的 ~ |", "| task | Pod | partial ~ |"),
        ("| ALB | Ingress、Gateway | 部分的 ~ |", "| ALB | Ingress, Gateway | partial ~ |"),
        ("| ALB | Ingress、Gateway | 同等 = |", "| ALB | Ingress, Gateway | equivalent = |"),
        ("| — | etcd | なし ∅ |", "| — | etcd | none ∅ |"),
        ("| タスク | Pod（タスクに当たる） | |", "| task | Pod (what a task is) | |"),
        ("| タスク | [Pod](concepts/workloads.md#pods) | |", "| task | [Pod](concepts/workloads.md#pods) | |"),
        ("| 名前を登録し、数を保つ仕組みです。 | Pod | |", "| It registers names and keeps the count. | Pod | |"),
    ],
)
def test_what_is_right_is_left_alone(ja: str, en: str, tmp_path: Path) -> None:
    assert findings(tmp_path, ja, en) == []


@pytest.mark.parametrize(
    "row", ["|", "| |", "| `x |", "| <!-- | x |", "| 🦆 | \\| | ≠ |", "| task | Pod |" + " x |" * 200]
)
def test_any_row_can_be_checked(row: str, tmp_path: Path) -> None:
    findings(tmp_path, row, row)


@pytest.mark.parametrize("cell", ["`nvidia.com/gpu`", "none", "`spec.a/gpu`, Pod"])
def test_a_piece_of_a_name_and_a_word_for_nothing_are_no_names_of_the_other_side(cell: str, tmp_path: Path) -> None:
    code = "    code: [gpu, none]\n"
    at = MAP.index("    summary:", MAP.index("side: ecs"))
    found = findings(tmp_path, "| — | — | |", f"| task | {cell} | |", MAP[:at] + code + MAP[at:])
    assert "mixed-sides" not in [one[0] for one in found]
