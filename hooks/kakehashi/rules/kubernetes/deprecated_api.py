"""An ``apiVersion`` that is on its way out is not taught any more.

It still works, and one upgrade later it does not. The message says since when, and what to write instead.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Severity
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """なくなる予定の ``apiVersion`` は、もう教えません。

今は動きますが、次のアップグレードで動かなくなります。
いつから非推奨か、代わりに何を書くかを示します。
"""
GOOD = """apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: legacy
  labels:
    kubernetes.io/service-name: legacy
addressType: IPv4
ports:
  - port: 5432
endpoints:
  - addresses: [10.0.12.34]
"""
BAD = """apiVersion: v1
kind: Endpoints
metadata:
  name: legacy
subsets:
  - addresses:
      - ip: 10.0.12.34
    ports:
      - port: 5432
"""


@snippet_rule(*LANGUAGES, severity=Severity.WARNING)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "deprecated-api")
