"""Fields that exclude each other do not stand together.

A variable has a ``value`` or a ``valueFrom``, a volume has one source, a budget has one bound, and a
``nodePort`` does not go with ``ClusterIP``. The API server refuses both at once.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """同時に書けないフィールドは、どちらか一方だけにします。

環境変数は ``value`` か ``valueFrom``、ボリュームのソースは 1 つ、PodDisruptionBudget の条件は 1 つで、
``ClusterIP`` に ``nodePort`` は書けません。
両方を書くと API サーバーが拒否します。
"""
GOOD = """apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  minAvailable: 1
  selector:
    matchLabels:
      app: web
"""
BAD = GOOD.replace("  minAvailable: 1\n", "  minAvailable: 1\n  maxUnavailable: 1\n")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "exclusive-fields")
