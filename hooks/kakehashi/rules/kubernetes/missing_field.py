"""Fields the API server insists on are there.

A page that leaves one out fails at the first ``kubectl apply``. Where a manifest leaves lines out on purpose,
``# ...`` says so.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """API サーバーが必須とするフィールドを書きます。

1 つでも欠けていると、読者が最初に ``kubectl apply`` した時点で失敗します。
意図して省いた行がある場合は ``# ...`` と書いて示します。
"""
GOOD = """apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.29
"""
BAD = GOOD.replace("      image: nginx:1.29\n", "")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "missing-field")
