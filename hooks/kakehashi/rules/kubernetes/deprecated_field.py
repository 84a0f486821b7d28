"""Fields that are on their way out are not taught any more.

They are still accepted and often do nothing. The message says since when, and what takes their place.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Severity
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """なくなる予定のフィールドは、もう教えません。

受け付けられても、多くは何も起こりません。
いつから非推奨か、代わりに何を書くかを示します。
"""
GOOD = """apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.29
  serviceAccountName: web
"""
BAD = GOOD.replace("serviceAccountName: web", "serviceAccount: web")


@snippet_rule(*LANGUAGES, severity=Severity.WARNING)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "deprecated-field")
