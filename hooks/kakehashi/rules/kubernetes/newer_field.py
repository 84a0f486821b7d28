"""A field should exist in every Kubernetes version the site supports.

A reader on the oldest supported version gets an error, or the field is dropped. The message names the versions
without it.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Severity
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """フィールドは、サイトが対象とするすべての Kubernetes バージョンにあるものを使います。

最も古い対象バージョンの読者には、エラーになるか、フィールドが捨てられます。
メッセージで、そのフィールドがないバージョンを示します。
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
BAD = GOOD.replace("emptyDir: {}", "emptyDir: {mode: 0770}")


@snippet_rule(*LANGUAGES, severity=Severity.WARNING)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "newer-field")
