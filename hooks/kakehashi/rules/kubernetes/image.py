"""An image is a reference that a node can pull.

A scheme, an upper-case repository or a space makes the Pod wait in ``InvalidImageName`` for ever.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """イメージには、ノードが取得できる参照を書きます。

スキーム、大文字のリポジトリ名、空白があると、Pod は ``InvalidImageName`` のまま動きません。
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
BAD = GOOD.replace("image: nginx:1.29", "image: https://docker.io/nginx:1.29")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "image")
