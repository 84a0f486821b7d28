"""A value must have the type of its field.

A list where a mapping belongs, or ``"3"`` where a number belongs, makes the API server refuse the whole object
with a message about Go types that few readers can decode.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """値は、フィールドの型に合わせて書きます。

マッピングの場所にリストを書いたり、数値の場所に ``"3"`` と書いたりすると、
API サーバーはオブジェクト全体を拒否します。
返ってくるのは Go の型についてのメッセージで、読者には意味が分かりません。
"""
GOOD = """apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
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
BAD = GOOD.replace("replicas: 3", 'replicas: "3"')


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "wrong-type")
