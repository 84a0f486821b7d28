"""A row of the map is held against its sources at least every 180 days.

ECS and Kubernetes change three times a year and more; a relation that was partial can have become equivalent.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from kakehashi.finding import Complaint, Severity, Words
from kakehashi.pages.site import Site
from kakehashi.rule import site_rule
from kakehashi.settings import Settings

from ._shared import map_of

JA = """マップの行は、少なくとも 180 日ごとに出典と突き合わせます。

ECS も Kubernetes も年に何度も変わります。「部分的」だった関係が「同等」になっていることもあります。
"""
MAX_AGE = timedelta(days=180)
_REFERENCE = "{ja: https://kubernetes.io/docs/home/, en: https://kubernetes.io/docs/home/}"
_MAP = f"""concepts:
  - {{id: pod, side: kubernetes, name: {{ja: Pod, en: Pod}}, summary: {{ja: a, en: b}}, reference: {_REFERENCE}}}
relations:
  - id: M001
    category: task-definition
    kubernetes: [pod]
    relation: none
    sources: [https://kubernetes.io/docs/concepts/workloads/pods/]
    verified: {date.today().isoformat()}
    confidence: verified
    owner: concepts/workloads
"""
GOOD = {"ja/a.md": "# あ {#a}\n", "en/a.md": "# A {#a}\n", "map/pods.yaml": _MAP}
BAD = {**GOOD, "map/pods.yaml": _MAP.replace(date.today().isoformat(), "2020-01-01")}


@site_rule(Severity.WARNING)
def check(site: Site, settings: Settings) -> Iterator[Complaint]:
    today = date.today()
    for row in map_of(site, settings).rows:
        try:
            verified = date.fromisoformat(row.verified)
        except ValueError:
            continue
        if today - verified > MAX_AGE:
            yield Complaint(
                row.place.span,
                Words(
                    f"{row.id} was last verified on {verified}, more than {MAX_AGE.days} days ago",
                    f"{row.id} を最後に確かめたのは {verified} で、{MAX_AGE.days} 日より前です",
                ),
                Words(
                    "read its sources again, correct it, and set `verified` to today",
                    "出典を読み直して直し、`verified` を今日の日付にしてください",
                ),
                path=site.prefix + row.place.path,
            )
