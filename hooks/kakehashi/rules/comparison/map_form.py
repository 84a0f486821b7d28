"""The map keeps its form: known keys, both languages, a name that leads somewhere.

A misspelt key is data that no page ever shows, and a missing language is a link half of the readers do not get.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.site import Site
from kakehashi.rule import site_rule
from kakehashi.settings import Settings

from ._shared import problems

JA = """マップのファイルは形を守ります。決まったキー、両方の言語、行き先のある名前です。

キーを書き間違えたデータはどのページにも出ません。片方の言語が欠けると、読者の半分にはリンクが付きません。
"""
CONCEPT = """concepts:
  - id: pod
    side: kubernetes
    name: {ja: Pod, en: Pod}
    summary: {ja: コンテナの組です。, en: A group of containers.}
    reference: {ja: https://kubernetes.io/docs/concepts/workloads/pods/, en: https://kubernetes.io/docs/concepts/workloads/pods/}
"""
GOOD = {"ja/a.md": "# あ {#a}\n", "en/a.md": "# A {#a}\n", "map/pods.yaml": CONCEPT}
BAD = {**GOOD, "map/pods.yaml": CONCEPT + "    summery: {ja: a, en: b}\n"}


@site_rule()
def check(site: Site, settings: Settings) -> Iterator[Complaint]:
    yield from problems(site, settings, "map-form")
