"""A comparison table states the relation the map states.

Two pages that disagree on how alike two things are leave the reader to guess, and one of them is wrong.
"""

from collections.abc import Iterator
from datetime import date

from kakehashi.comparison.concepts import RELATION_WORDS, Relation
from kakehashi.comparison.matching import is_whole, match
from kakehashi.finding import Complaint, Words
from kakehashi.pages.site import Site
from kakehashi.rule import of_line, site_rule
from kakehashi.settings import Settings

from ._shared import map_of, readings

JA = """比較表に書く関係は、マップの関係と同じでなければなりません。

同じ 2 つのものの関係がページごとに違うと、読者には判断できず、どちらかは誤りです。
"""
_MAP = f"""concepts:
  - {{id: pod, side: kubernetes, name: {{ja: Pod, en: Pod}}, summary: {{ja: a, en: b}}, home: a.md#a}}
  - {{id: ecs-task, side: ecs, name: {{ja: タスク, en: task}}, summary: {{ja: a, en: b}}, home: a.md#a}}
relations:
  - id: M001
    category: task-definition
    ecs: [ecs-task]
    kubernetes: [pod]
    relation: partial
    sources: [https://kubernetes.io/docs/concepts/workloads/pods/]
    verified: {date.today().isoformat()}
    confidence: verified
    owner: concepts/workloads
"""
GOOD = {
    "ja/a.md": "# あ {#a}\n\n| ECS | Kubernetes | 関係 |\n|---|---|---|\n| タスク | Pod | 部分的 ~ |\n",
    "en/a.md": "# A {#a}\n\n| ECS | Kubernetes | Relation |\n|---|---|---|\n| task | Pod | partial ~ |\n",
    "map/pods.yaml": _MAP,
}
BAD = {
    "ja/a.md": "# あ {#a}\n\n| ECS | Kubernetes | 関係 |\n|---|---|---|\n| タスク | Pod | 同等 = |\n",
    "en/a.md": "# A {#a}\n\n| ECS | Kubernetes | Relation |\n|---|---|---|\n| task | Pod | equivalent = |\n",
    "map/pods.yaml": _MAP,
}


def _words(relation: Relation) -> Words:
    symbol, words = RELATION_WORDS[relation]
    return Words(f"{words.en} {symbol}", f"{words.ja} {symbol}")


@site_rule()
def check(site: Site, settings: Settings) -> Iterator[Complaint]:
    concepts = map_of(site, settings)
    for _, _, _, _, rows in readings(site, settings):
        for row in rows:
            stated = row.stated
            if stated is None:
                continue
            if stated.symbol is not stated.relation:
                one, other = _words(stated.relation), _words(stated.symbol)
                yield Complaint(
                    of_line(stated.cell),
                    Words("the word and the symbol of the relation disagree", "関係の言葉と記号が食い違っています"),
                    Words(f"write “{one.en}” or “{other.en}”", f"「{one.ja}」か「{other.ja}」にしてください"),
                    path=stated.cell.path,
                )
                continue
            found = match(row, concepts)
            if found is None or found.relation in (None, stated.relation) or not is_whole(row, found):
                continue
            here, there = _words(stated.relation), _words(found.relation)
            yield Complaint(
                of_line(stated.cell),
                Words(f"the page says “{here.en}”, the map says “{there.en}” ({found.id}, {found.place.shown})",
                      f"ページでは「{here.ja}」、マップでは「{there.ja}」です（{found.id}、{found.place.shown}）"),
                Words("correct whichever is wrong", "誤っているほうを直してください"),
                path=stated.cell.path,
            )  # fmt: skip
