"""Images come from hosts that still publish.

``k8s.gcr.io`` is frozen and most ``bitnami`` images are gone from Docker Hub. A reader gets old software, or
none.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Severity
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """イメージは、今も公開されている場所から取得します。

``k8s.gcr.io`` は更新が止まり、``bitnami`` のイメージの多くは Docker Hub から消えました。
読者は古いソフトウェアを使うか、取得に失敗します。
"""
GOOD = """apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: registry.k8s.io/pause:3.10
"""
BAD = GOOD.replace("registry.k8s.io/", "k8s.gcr.io/")


@snippet_rule(*LANGUAGES, severity=Severity.WARNING)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "image-host")
