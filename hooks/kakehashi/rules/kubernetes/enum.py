"""A field with fixed words takes one of them, spelt exactly.

``imagePullPolicy: always`` or ``type: Loadbalancer`` is refused: these words are compared letter by letter. An
RBAC rule about a resource that its API group does not have grants nothing, without a word.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """決まった語だけを取るフィールドには、その語を正確に書きます。

``imagePullPolicy: always`` や ``type: Loadbalancer`` は拒否されます。
大文字小文字まで比べられます。
API グループにないリソースを書いた RBAC のルールは何も許可せず、エラーも出ません。
"""
GOOD = """apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.29
      imagePullPolicy: Always
"""
BAD = GOOD.replace("Policy: Always", "Policy: always")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "enum")
