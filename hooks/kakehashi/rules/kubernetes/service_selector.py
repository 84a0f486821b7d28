"""A Service selects the workload it stands beside.

Checked in one block only: a Service that selects none of its Pods, while one workload is left over, gets no
endpoints, and readers see connection errors without a cause.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Severity
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """Service は、同じブロックのワークロードを選びます。

同じブロックの中だけで調べます。
どの Pod も選ばない Service と、選ばれていないワークロードがある場合、エンドポイントができず、
読者には原因の分からない接続エラーだけが見えます。
"""
GOOD = """apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: 80
      targetPort: http
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.29
          ports:
            - name: http
              containerPort: 8080
"""
BAD = GOOD.replace("  selector:\n    app: web\n  ports", "  selector:\n    app: wbe\n  ports")


@snippet_rule(*LANGUAGES, severity=Severity.WARNING)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "service-selector")
