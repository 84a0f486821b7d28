"""Ids of the map are unique, and every id a row names exists.

A row that points at nothing is a comparison that silently leaves every page.
"""

from collections.abc import Iterator
from datetime import date

from kakehashi.finding import Complaint
from kakehashi.pages.site import Site
from kakehashi.rule import site_rule
from kakehashi.settings import Settings

from ._shared import problems

JA = """マップの id は重複せず、行が名指しする id はすべて存在しなければなりません。

存在しないものを指す行は、どのページからも黙って消えてしまう比較です。
"""
_REFERENCE = "{ja: https://kubernetes.io/docs/home/, en: https://kubernetes.io/docs/home/}"
_MAP = f"""concepts:
  - {{id: pod, side: kubernetes, name: {{ja: Pod, en: Pod}}, summary: {{ja: a, en: b}}, reference: {_REFERENCE}}}
  - {{id: ecs-task, side: ecs, name: {{ja: タスク, en: task}}, summary: {{ja: a, en: b}}, reference: {_REFERENCE}}}
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
GOOD = {"ja/a.md": "# あ {#a}\n", "en/a.md": "# A {#a}\n", "map/pods.yaml": _MAP}
BAD = {**GOOD, "map/pods.yaml": _MAP.replace("kubernetes: [pod]", "kubernetes: [pot]")}


@site_rule()
def check(site: Site, settings: Settings) -> Iterator[Complaint]:
    yield from problems(site, settings, "map-id")
