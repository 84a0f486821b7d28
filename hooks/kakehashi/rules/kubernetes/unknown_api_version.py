"""A kind must be served by the ``apiVersion`` it is written with.

The cluster answers only that there are no matches for the kind, and the reader cannot tell which group is
right.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """``kind`` と ``apiVersion`` は、実際に提供されている組み合わせで書きます。

組み合わせが違うと、クラスターは該当する kind がないとしか答えません。
読者には正しいグループが分かりません。
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
BAD = GOOD.replace("apiVersion: apps/v1", "apiVersion: v1")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "unknown-api-version")
