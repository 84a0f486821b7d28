"""A value has the form its schema asks for.

Custom resources limit many values by a pattern or a length. The server refuses what does not fit, and shows the
bare pattern.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """値は、スキーマが求める形で書きます。

カスタムリソースの多くの値には、パターンや長さの制限があります。
合わない値はサーバーが拒否し、パターンだけを示します。
"""
GOOD = """apiVersion: karpenter.sh/v1
kind: NodePool
metadata:
  name: general
spec:
  disruption:
    consolidateAfter: 1m
  template:
    spec:
      nodeClassRef:
        group: karpenter.k8s.aws
        kind: EC2NodeClass
        name: default
      requirements:
        - key: kubernetes.io/arch
          operator: In
          values: [arm64]
"""
BAD = GOOD.replace("consolidateAfter: 1m", "consolidateAfter: 1 minute")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "schema")
