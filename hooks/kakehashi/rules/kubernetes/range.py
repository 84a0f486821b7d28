"""Numbers stay inside what the API takes.

Ports go up to 65535, weights from 1 to 100, and ``minReplicas`` is not above ``maxReplicas``. A NodePort
outside 30000 to 32767 is a warning: a cluster may be set up otherwise.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """数値は、API が受け付ける範囲にします。

ポートは 65535 まで、weight は 1〜100、``minReplicas`` は ``maxReplicas`` 以下です。
30000〜32767 の外の NodePort は、クラスターの設定次第なので警告にします。
"""
GOOD = """apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: web
  minReplicas: 2
  maxReplicas: 6
"""
BAD = GOOD.replace("minReplicas: 2", "minReplicas: 20")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "range")
