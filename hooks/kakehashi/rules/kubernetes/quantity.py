"""Quantities are a number and one of the suffixes Kubernetes knows.

``500mb``, ``1GB`` and ``0.5 cpu`` are refused. The suffixes are ``m``, ``k``, ``M``, ``G`` and so on, and
``Ki``, ``Mi``, ``Gi`` for powers of 1024.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """数量は、数と Kubernetes が知っている接尾辞で書きます。

``500mb``、``1GB``、``0.5 cpu`` は拒否されます。
使える接尾辞は ``m``、``k``、``M``、``G`` などと、1024 の累乗を表す ``Ki``、``Mi``、``Gi`` です。
"""
GOOD = """apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.29
      resources:
        limits:
          memory: 512Mi
"""
BAD = GOOD.replace("512Mi", "512MB")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "quantity")
