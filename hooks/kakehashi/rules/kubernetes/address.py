"""Networks, addresses, host names and paths have their own form.

``10.0.0.0`` without a prefix length, ``https://`` in an Ingress host or a path without ``/`` is refused by the
API server.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """ネットワーク、アドレス、ホスト名、パスは、それぞれの形式で書きます。

プレフィックス長のない ``10.0.0.0``、Ingress のホストに書いた ``https://``、``/`` で始まらないパスは、
API サーバーが拒否します。
"""
GOOD = """apiVersion: networking.k8s.io/v1
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
BAD = GOOD.replace("host: shop.example.com", "host: https://shop.example.com")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "address")
