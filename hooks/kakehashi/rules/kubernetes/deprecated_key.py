"""Labels, annotations and taints use their current keys.

Old keys such as ``beta.kubernetes.io/arch`` are no longer set on new nodes, so that a selector matches nothing.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Severity
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """ラベル、アノテーション、テイントには、現在のキーを使います。

``beta.kubernetes.io/arch`` のような古いキーは、新しいノードには付きません。
セレクターは何にも一致しなくなります。
"""
GOOD = """apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.29
  nodeSelector:
    kubernetes.io/arch: arm64
"""
BAD = GOOD.replace("    kubernetes.io/arch", "    beta.kubernetes.io/arch")


@snippet_rule(*LANGUAGES, severity=Severity.WARNING)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "deprecated-key")
