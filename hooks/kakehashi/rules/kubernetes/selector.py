"""The selector of a workload matches the labels of its own Pod template.

The API server refuses a Deployment that would not find its own Pods. It happens when only one of the two places
is renamed.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """ワークロードのセレクターは、自分の Pod テンプレートのラベルに一致させます。

自分の Pod を見つけられない Deployment は、API サーバーが拒否します。
片方の名前だけを変えたときに起こります。
"""
GOOD = """apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.29
"""
BAD = GOOD.replace("      labels:\n        app: web", "      labels:\n        app: shop")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "selector")
