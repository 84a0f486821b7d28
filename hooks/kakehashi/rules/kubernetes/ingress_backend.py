"""An Ingress leads to a Service and a port of that Service.

Checked where both stand in one block: a port the Service does not have is an error, the name of a Service that
is not there while another one is left over is a warning.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """Ingress は、Service とそのポートへつなぎます。

両方が同じブロックにあるときに調べます。
Service にないポートはエラー、ブロックにない Service 名で、使われていない Service が残っている場合は警告です。
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
      targetPort: 8080
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: web
spec:
  rules:
    - host: shop.example.com
      http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: web
                port:
                  number: 80
"""
BAD = GOOD.replace("number: 80\n", "number: 8080\n")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "ingress-backend")
