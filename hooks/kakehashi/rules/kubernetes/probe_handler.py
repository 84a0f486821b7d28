"""A probe has exactly one way to ask.

``httpGet``, ``tcpSocket``, ``exec`` and ``grpc`` exclude each other; with two of them, or with none, the Pod is
refused.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """プローブの方法は、ちょうど 1 つにします。

``httpGet``、``tcpSocket``、``exec``、``grpc`` は同時に書けません。
2 つあっても、1 つもなくても、Pod は拒否されます。
"""
GOOD = """apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.29
      readinessProbe:
        httpGet:
          path: /
          port: 80
"""
BAD = GOOD + "        tcpSocket:\n          port: 80\n"


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "probe-handler")
