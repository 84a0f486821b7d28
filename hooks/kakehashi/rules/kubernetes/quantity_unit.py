"""The unit of a quantity fits its resource.

``memory: 128m`` is a fraction of a byte, and ``cpu: 256`` asks for 256 cores, where an ECS task definition
means a quarter of one.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Severity
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """数量の単位は、リソースに合わせます。

``memory: 128m`` は 1 バイトにも満たず、``cpu: 256`` は 256 コアを求めます。
ECS のタスク定義の 256 は 4 分の 1 コアです。
"""
GOOD = """apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.29
      resources:
        requests:
          cpu: 250m
"""
BAD = GOOD.replace("cpu: 250m", "cpu: 256")


@snippet_rule(*LANGUAGES, severity=Severity.WARNING)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "quantity-unit")
