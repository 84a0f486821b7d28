"""Tables are linked by the map, and nothing else of a page changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from kakehashi.comparison.concepts import ConceptMap
from kakehashi.comparison.linking import Linked, Linker
from kakehashi.comparison.reading import read_map

MAP = """concepts:
  - id: pod
    side: kubernetes
    name: {ja: Pod, en: Pod}
    aliases: {ja: [], en: [Pods]}
    summary: {ja: a, en: b}
    home: concepts/workloads.md#pods
  - id: pod-template
    side: kubernetes
    name: {ja: Pod テンプレート, en: Pod template}
    code: [spec.template]
    summary: {ja: a, en: b}
    home: concepts/workloads.md#templates
  - id: ecs-task
    side: ecs
    name: {ja: タスク, en: task}
    summary: {ja: a, en: b}
    reference: {ja: https://docs.aws.amazon.com/ja_jp/ecs/, en: https://docs.aws.amazon.com/ecs/}
  - id: ecs-task-definition
    side: ecs
    name: {ja: タスク定義, en: task definition}
    summary: {ja: a, en: b}
    home: migration/index.md#task-definition
  - id: ecs-task-role
    side: ecs
    name: {ja: タスクロール, en: task role}
    code: [taskRoleArn]
    summary: {ja: a, en: b}
    home: concepts/identity.md#task-role
"""


@pytest.fixture(scope="module")
def concepts(tmp_path_factory: pytest.TempPathFactory) -> ConceptMap:
    root = tmp_path_factory.mktemp("docs")
    (root / "map").mkdir()
    (root / "map" / "all.yaml").write_text(MAP, "utf-8")
    found = read_map(root, "map")
    assert found.problems == ()
    return found


def row(linker: Linker, ecs: str, kubernetes: str, key: str = "reference/mapping.md") -> str:
    text = f"# A {{#a}}\n\n## B {{#b}}\n\n| ECS | Kubernetes | x |\n|---|---|---|\n| {ecs} | {kubernetes} | Pod |\n"
    return linker.link(text, key).markdown.splitlines()[-1]


TASK = "https://docs.aws.amazon.com/ja_jp/ecs/"
PODS, TEMPLATES = "../concepts/workloads.md#pods", "../concepts/workloads.md#templates"


@pytest.mark.parametrize(
    ("ecs", "kubernetes", "expected"),
    [
        ("タスク", "Pod", f"| [タスク]({TASK}) | [Pod]({PODS}) | Pod |"),
        (
            "タスク定義",
            "Pod テンプレート",
            f"| [タスク定義](../migration/index.md#task-definition) | [Pod テンプレート]({TEMPLATES}) | Pod |",
        ),
        ("**タスク**", "`spec.template`", f"| **[タスク]({TASK})** | [`spec.template`]({TEMPLATES}) | Pod |"),
        ("`taskRoleArn`", "PodCIDR", "| [`taskRoleArn`](../concepts/identity.md#task-role) | PodCIDR | Pod |"),
        ("[タスク](x.md)", "Pod-like", "| [タスク](x.md) | Pod-like | Pod |"),
        (
            "タスク、タスク",
            "Podテンプレート",
            f"| [タスク]({TASK})、タスク | [Podテンプレート]({TEMPLATES}) | Pod |",
        ),
        ("サブタスク", "なし", "| サブタスク | なし | Pod |"),
        ("Pod", "タスク", "| Pod | タスク | Pod |"),
    ],
)
def test_names_are_linked_as_whole_words_the_longest_first(
    ecs: str, kubernetes: str, expected: str, concepts: ConceptMap
) -> None:
    assert row(Linker(concepts, "ja"), ecs, kubernetes) == expected


def test_english_names_match_in_any_case_and_in_the_plural(concepts: ConceptMap) -> None:
    linked = row(Linker(concepts, "en"), "Task definition", "Pods")
    assert (
        linked
        == "| [Task definition](../migration/index.md#task-definition) | [Pods](../concepts/workloads.md#pods) | Pod |"
    )


def test_a_name_is_not_linked_to_the_section_it_stands_in(concepts: ConceptMap) -> None:
    linker = Linker(concepts, "en")
    text = "# A {#a}\n\n## Pods {#pods}\n\n| ECS | Kubernetes |\n|---|---|\n| task | Pod, Pod template |\n"
    linked = linker.link(text, "concepts/workloads.md")
    last = linked.markdown.splitlines()[-1]
    assert last == "| [task](https://docs.aws.amazon.com/ecs/) | Pod, [Pod template](#templates) |"
    assert linked.links == 2


@pytest.mark.parametrize(
    "text",
    [
        "| A | B |\n|---|---|\n| task | Pod |\n",
        "| ECS and Kubernetes | x |\n|---|---|\n| task | Pod |\n",
        "```text\n| ECS | Kubernetes |\n|---|---|\n| task | Pod |\n```\n",
        "Pod and task in prose, ECS and Kubernetes.\n",
    ],
)
def test_what_is_no_comparison_table_is_left_alone(text: str, concepts: ConceptMap) -> None:
    assert Linker(concepts, "en").link(text, "a.md") == Linked(text)


def test_linking_twice_changes_nothing_more(concepts: ConceptMap) -> None:
    linker = Linker(concepts, "en")
    text = "# A {#a}\r\n\r\n| Amazon ECS | EKS |\r\n|---|---|\r\n| **task**, task role | Pod |\r\n"
    once = linker.link(text, "a.md")
    assert once.links == 3 and linker.link(once.markdown, "a.md") == Linked(once.markdown)
    assert once.markdown.count("\r\n") == text.count("\r\n")


@pytest.mark.parametrize(
    ("change", "kind", "words"),
    [
        (("summary:", "sumary:"), "map-form", "did you mean `summary`"),
        (("side: kubernetes", "side: kubernets"), "map-form", "no side"),
        (("id: pod-template", "id: pod"), "map-id", "already stands"),
        (("en: Pod template", "en: pods"), "map-alias", "already names"),
        (("    home: concepts/workloads.md#pods\n", ""), "map-form", "leads nowhere"),
        (("home: concepts/workloads.md#pods", "home: ../x#y z"), "map-form", "page#section"),
        (("{ja: Pod, en: Pod}", "{ja: Pod}"), "map-form", "no text in en"),
    ],
)
def test_a_mistake_in_the_map_is_told_at_its_line(
    change: tuple[str, str], kind: str, words: str, tmp_path: Path
) -> None:
    (tmp_path / "map").mkdir()
    assert change[0] in MAP
    (tmp_path / "map" / "all.yaml").write_text(MAP.replace(*change, 1), "utf-8")
    problems = [one for one in read_map(tmp_path, "map").problems if one.kind == kind]
    assert problems, read_map(tmp_path, "map").problems
    told = [f"{one.message.en} {one.suggestion.en if one.suggestion else ''}" for one in problems]
    assert any(words in text for text in told), told
    assert all(one.place.path == "map/all.yaml" and one.place.span.line > 1 for one in problems)


@pytest.mark.parametrize(
    "text", ["", "concepts: [", "- a", "concepts: x", "concepts:\n  - 1\n", "a: &a [*a]", "concepts: {a: b}\n"]
)
def test_any_file_gives_a_map(text: str, tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "all.yaml").write_text(text, "utf-8")
    assert read_map(tmp_path, "map").concepts == {}
