"""Every row of the map names where it was read.

A relation without a source is an opinion, and nobody can check it when the services change.
"""

from collections.abc import Iterator
from datetime import date

from kakehashi.finding import Complaint
from kakehashi.pages.site import Site
from kakehashi.rule import site_rule
from kakehashi.settings import Settings

from ._shared import problems

JA = """マップの行には必ず出典を書きます。

出典のない対応関係は意見にすぎず、サービスが変わったときに誰も確かめられません。
"""
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
BAD = {**GOOD, "map/pods.yaml": _MAP.replace("[https://kubernetes.io/docs/concepts/workloads/pods/]", "[]")}


@site_rule()
def check(site: Site, settings: Settings) -> Iterator[Complaint]:
    yield from problems(site, settings, "map-source")
