"""Images name a version.

``latest``, also in its silent form without a tag, is another image tomorrow: the page stops matching what
readers see.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Severity
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """イメージにはバージョンを書きます。

``latest`` は（タグを省いた場合も）中身が変わります。
いつか、ページの説明と読者の手元の結果が合わなくなります。
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
BAD = GOOD.replace("nginx:1.29", "nginx")


@snippet_rule(*LANGUAGES, severity=Severity.WARNING)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "image-tag")
