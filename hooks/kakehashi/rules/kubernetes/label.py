"""Label keys and values keep to the syntax of labels.

A label value has at most 63 characters and no spaces or slashes. The API server refuses the object, and a
selector with such a value can never match.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """ラベルのキーと値は、ラベルの構文に従います。

値は 63 文字までで、空白や ``/`` は使えません。
API サーバーはオブジェクトを拒否します。
そのような値を書いたセレクターは何にも一致しません。
"""
GOOD = """apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    team: web-shop
spec:
  containers:
    - name: web
      image: nginx:1.29
"""
BAD = GOOD.replace("team: web-shop", "team: web shop")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "label")
