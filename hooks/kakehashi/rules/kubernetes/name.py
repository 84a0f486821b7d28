"""Names follow the DNS rules of their place.

Most names are lower-case letters, digits and ``-``. ``my_app`` and ``MyApp`` are refused, and a port name has
at most 15 characters.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """名前は、場所ごとの DNS の規則に合わせます。

多くの名前に使えるのは、英小文字、数字、``-`` です。
``my_app`` や ``MyApp`` は拒否されます。
ポート名は 15 文字までです。
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
BAD = GOOD.replace("metadata:\n  name: web", "metadata:\n  name: my_app")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "name")
