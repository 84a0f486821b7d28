"""A request is never above the limit of the same resource.

The API server refuses such a container. It happens when the units differ, as with ``1Gi`` and ``512Mi``.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """要求（requests）は、同じリソースの上限（limits）以下にします。

上限を超える要求を書いたコンテナは、API サーバーが拒否します。
``1Gi`` と ``512Mi`` のように、単位が違うときに起こりがちです。
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
          memory: 256Mi
        limits:
          memory: 512Mi
"""
BAD = GOOD.replace("memory: 256Mi", "memory: 1Gi")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "request-above-limit")
