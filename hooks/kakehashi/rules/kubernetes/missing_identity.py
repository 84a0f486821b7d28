"""Every object names its ``apiVersion`` and its ``kind``.

kubectl refuses an object without them, and with a misspelt ``apiversion:`` it says no more than that the kind
is not set.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """どのオブジェクトにも ``apiVersion`` と ``kind`` を書きます。

どちらかがないと kubectl は受け付けません。
``apiversion:`` のような書き間違いでも、kind が設定されていないとしか言いません。
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
BAD = GOOD.replace("apiVersion: v1\n", "apiversion: v1\n")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "missing-identity")
