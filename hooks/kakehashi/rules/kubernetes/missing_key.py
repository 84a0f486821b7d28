"""A key that is read exists in the ConfigMap or Secret of the block.

Otherwise the container stays in ``CreateContainerConfigError``. Checked only where that object stands in the
same block.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """参照するキーは、ブロックの ConfigMap や Secret にあるものにします。

キーがないと、コンテナは ``CreateContainerConfigError`` のまま起動しません。
そのオブジェクトが同じブロックにあるときだけ調べます。
"""
GOOD = """apiVersion: v1
kind: ConfigMap
metadata:
  name: web
data:
  log-level: info
---
apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.29
      env:
        - name: LOG_LEVEL
          valueFrom:
            configMapKeyRef:
              name: web
              key: log-level
"""
BAD = GOOD.replace("key: log-level", "key: loglevel")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "missing-key")
