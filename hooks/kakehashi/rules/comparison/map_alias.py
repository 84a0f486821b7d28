"""On one side, one name leads to one concept.

Where two concepts share a name, a reader's click lands on one of them by chance.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.site import Site
from kakehashi.rule import site_rule
from kakehashi.settings import Settings

from ._shared import problems

JA = """同じ側では、1 つの名前は 1 つの概念だけを指します。

2 つの概念が同じ名前を持つと、読者がクリックした先は偶然で決まってしまいます。
"""
_REFERENCE = "{ja: https://kubernetes.io/docs/home/, en: https://kubernetes.io/docs/home/}"
_MAP = f"""concepts:
  - {{id: pod, side: kubernetes, name: {{ja: Pod, en: Pod}}, summary: {{ja: a, en: b}}, reference: {_REFERENCE}}}
  - {{id: group, side: kubernetes, name: {{ja: 組, en: group}}, summary: {{ja: a, en: b}}, reference: {_REFERENCE}}}
"""
GOOD = {"ja/a.md": "# あ {#a}\n", "en/a.md": "# A {#a}\n", "map/pods.yaml": _MAP}
BAD = {**GOOD, "map/pods.yaml": _MAP.replace("en: group}", "en: pod}")}


@site_rule()
def check(site: Site, settings: Settings) -> Iterator[Complaint]:
    yield from problems(site, settings, "map-alias")
