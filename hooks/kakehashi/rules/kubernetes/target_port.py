"""A Service, and a probe, leads to a port that the containers have.

Of a Service it is checked where Service and workload stand in one block. A port name that no container has is
an error, since traffic goes nowhere; a number that no container declares is a warning, since a port may be open
without being declared.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """Service とプローブは、コンテナにあるポートへつなぎます。

Service は、ワークロードと同じブロックにあるときに調べます。
コンテナにないポート名では通信が届かないのでエラー、
宣言のない番号は、宣言しなくても開いていることがあるので警告にします。
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
BAD = GOOD.replace("targetPort: http", "targetPort: web")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "target-port")
