"""A row of a comparison table names the same concepts in both languages.

Readers of one language would otherwise be told that something else corresponds. What counts is the concept, not the
word: each language uses its own names.
"""

from collections.abc import Iterator

from kakehashi.comparison.matching import SIDES, TableRow
from kakehashi.finding import Complaint, Words
from kakehashi.pages.site import LANGUAGES, Site
from kakehashi.rule import of_line, site_rule
from kakehashi.settings import Settings

from ._shared import SHOWN, map_of, rows_of

JA = """比較表の行は、両方の言語で同じ概念を挙げなければなりません。

そうでないと、片方の言語の読者にだけ、別のものが対応すると伝わります。
比べるのは言葉ではなく概念なので、名前は言語ごとのもので構いません。
"""
_MAP = """concepts:
  - {id: pod, side: kubernetes, name: {ja: Pod, en: Pod}, summary: {ja: a, en: b}, home: a.md#a}
  - {id: node, side: kubernetes, name: {ja: ノード, en: Node}, summary: {ja: a, en: b}, home: a.md#a}
  - {id: ecs-task, side: ecs, name: {ja: タスク, en: task}, summary: {ja: a, en: b}, home: a.md#a}
"""
_TABLE = "\n| ECS | Kubernetes |\n|---|---|\n"
GOOD = {
    "ja/a.md": f"# あ {{#a}}\n{_TABLE}| タスク | Pod、ノード |\n",
    "en/a.md": f"# A {{#a}}\n{_TABLE}| task | Node, Pod |\n",
    "map/pods.yaml": _MAP,
}
BAD = {
    "ja/a.md": f"# あ {{#a}}\n{_TABLE}| タスク | ノード |\n",
    "en/a.md": f"# A {{#a}}\n{_TABLE}| task | Pod |\n",
    "map/pods.yaml": _MAP,
}


@site_rule()
def check(site: Site, settings: Settings) -> Iterator[Complaint]:
    concepts = map_of(site, settings)
    if not concepts.concepts:
        return
    for twins in site.twins:
        if len(twins.pages) < len(LANGUAGES) or not site.wanted.intersection(twins.names.values()):
            continue
        japanese, english = (twins.pages[one].tables for one in LANGUAGES)
        # Tables and rows that are missing are told by the rule that compares the pages.
        for one, other in zip(japanese, english, strict=False):
            ja, en = rows_of(one, concepts, "ja"), rows_of(other, concepts, "en")
            if len(ja) == len(en):
                for first, second in zip(ja, en, strict=True):
                    yield from _compare(first, second)


def _compare(ja: TableRow, en: TableRow) -> Iterator[Complaint]:
    for side in SIDES:
        left, right = set(ja.ids(side)), set(en.ids(side))
        if left == right:
            continue
        cell = next(
            (one.cell for one in en.mentions if one.side == side),
            en.cells[next(column.index for column in en.columns if column.side == side)]
            if all(column.index < len(en.cells) for column in en.columns)
            else en.cells[0],
        )
        there = ja.cells[0]
        only_ja, only_en = ", ".join(sorted(left - right)) or "–", ", ".join(sorted(right - left)) or "–"
        yield Complaint(
            of_line(cell),
            Words(f"the {SHOWN[side]} side names other concepts than the Japanese row ({there.path}:{there.number}): "
                  f"only in Japanese {only_ja}, only in English {only_en}",
                  f"{SHOWN[side]} 側の概念が日本語の行（{there.path}:{there.number}）と違います。"
                  f"日本語だけ: {only_ja}、英語だけ: {only_en}"),
            Words("name the same in both languages, or add the missing name to the map",
                  "両方の言語で同じものを挙げるか、足りない名前をマップに加えてください"),
            path=cell.path,
        )  # fmt: skip
