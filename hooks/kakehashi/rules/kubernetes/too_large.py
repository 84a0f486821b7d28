"""A document must stay readable once its aliases are expanded.

A few lines of nested aliases can stand for millions of values. Kubernetes tools refuse them, and nothing in
them is checked.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """エイリアスを展開しても読める大きさに保ちます。

入れ子のエイリアスは、数行で何百万もの値になります。
Kubernetes のツールは受け付けず、中身の検査もできません。
"""
GOOD = """apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.29
"""
BAD = GOOD.replace("spec:", "spec:\n  a: " + "{a: " * 130 + "1" + "}" * 130)


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "too-large")
