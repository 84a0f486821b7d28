"""Names in one list are unique.

Two containers, volumes or ports of one name are refused; of two variables with one name the first is lost
without a word.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """1 つのリストの中で、名前は重複させません。

同じ名前のコンテナ、ボリューム、ポートが 2 つあると拒否されます。
同じ名前の環境変数が 2 つあると、1 つ目が黙って捨てられます。
"""
GOOD = """apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.29
    - name: log
      image: busybox:1.37
"""
BAD = GOOD.replace("name: log", "name: web")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "duplicate-name")
