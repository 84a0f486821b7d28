"""A ``kind`` must exist in its API group, spelt exactly.

``kind: deployment`` creates nothing: the API server knows kinds by their exact, capitalised names. Custom kinds
of unknown projects are not judged.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """``kind`` は、API グループにある名前を正確に書きます。

API サーバーは大文字小文字まで一致する名前しか知らないので、``kind: deployment`` では何も作れません。
知らないプロジェクトのカスタムリソースは判定しません。
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
BAD = GOOD.replace("kind: Deployment", "kind: deployment")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "unknown-kind")
