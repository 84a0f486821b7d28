"""``In`` needs values, ``Exists`` takes none.

The API server refuses a requirement whose operator and values do not go together.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """``In`` には値が必要で、``Exists`` には値を書けません。

演算子と値が合わない条件を書くと、API サーバーはオブジェクト全体を拒否します。
"""
GOOD = """apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  affinity:
    nodeAffinity:
      requiredDuringSchedulingIgnoredDuringExecution:
        nodeSelectorTerms:
          - matchExpressions:
              - key: gpu
                operator: In
                values: ["true"]
  containers:
    - name: web
      image: nginx:1.29
"""
BAD = GOOD.replace("operator: In", "operator: Exists")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "selector-values")
