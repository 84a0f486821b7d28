"""A volume of a Pod is mounted by one of its containers.

A volume nobody mounts has no effect; mostly the mount is missing or names something else.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Severity
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """Pod のボリュームは、どれかのコンテナでマウントします。

マウントされないボリュームには効果がありません。
たいていは、マウントを書き忘れたか、名前を間違えています。
"""
GOOD = """apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.29
      volumeMounts:
        - name: data
          mountPath: /data
  volumes:
    - name: data
      emptyDir: {}
"""
BAD = GOOD.replace("      volumeMounts:\n        - name: data\n          mountPath: /data\n", "")


@snippet_rule(*LANGUAGES, severity=Severity.WARNING)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "unused-volume")
