"""What a row of a comparison table puts side by side stands side by side in the map.

A pair the map does not know has no source, no relation and no trap, and nobody will check it when the services change.
"""

from collections.abc import Iterator
from datetime import date

from kakehashi.comparison.matching import unknown_pairs
from kakehashi.finding import Complaint, Words
from kakehashi.pages.site import Site
from kakehashi.rule import of_line, site_rule
from kakehashi.settings import Settings

from ._shared import map_of, readings

JA = """比較表で並べた 2 つのものは、マップでも並んでいなければなりません。

マップにない組には、出典も、関係も、落とし穴もありません。サービスが変わったときに確かめる人もいません。
"""
_MAP = f"""concepts:
  - {{id: pod, side: kubernetes, name: {{ja: Pod, en: Pod}}, summary: {{ja: a, en: b}}, home: a.md#a}}
  - {{id: node, side: kubernetes, name: {{ja: Node, en: Node}}, summary: {{ja: a, en: b}}, home: a.md#a}}
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
_TABLE = "\n| ECS | Kubernetes |\n|---|---|\n"
GOOD = {
    "ja/a.md": f"# あ {{#a}}\n{_TABLE}| タスク | Pod |\n",
    "en/a.md": f"# A {{#a}}\n{_TABLE}| task | Pod |\n",
    "map/pods.yaml": _MAP,
}
BAD = {
    "ja/a.md": f"# あ {{#a}}\n{_TABLE}| タスク | Node |\n",
    "en/a.md": f"# A {{#a}}\n{_TABLE}| task | Node |\n",
    "map/pods.yaml": _MAP,
}


@site_rule()
def check(site: Site, settings: Settings) -> Iterator[Complaint]:
    concepts = map_of(site, settings)
    if not concepts.rows:
        return
    for _, _, _, _, rows in readings(site, settings):
        for row in rows:
            for left, right in unknown_pairs(row, concepts):
                one, other = left.mention.concept, right.mention.concept
                yield Complaint(
                    of_line(right.cell, right.mention.start, right.mention.end),
                    Words(f"no row of the map compares “{one.names.get('en')}” with “{other.names.get('en')}”",
                          f"マップに「{one.names.get('ja')}」と「{other.names.get('ja')}」を比べる行がありません"),
                    Words(f"add a row with `{one.id}` and `{other.id}` and its sources, or compare what the map knows",
                          f"`{one.id}` と `{other.id}` の行を出典とともに加えるか、マップにある組で比べてください"),
                    path=right.cell.path,
                )  # fmt: skip
