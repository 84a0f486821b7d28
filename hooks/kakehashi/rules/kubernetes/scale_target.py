"""An autoscaler names a workload that can be scaled, with its ``apiVersion``.

Without the right ``apiVersion`` the autoscaler looks in the wrong group and only reports that it cannot get the
scale.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """オートスケーラーには、増減できるワークロードを ``apiVersion`` とともに書きます。

``apiVersion`` が違うと別のグループを探し、scale を取得できないとだけ報告します。
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
BAD = GOOD.replace("    apiVersion: apps/v1\n", "    apiVersion: extensions/v1beta1\n")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "scale-target")
