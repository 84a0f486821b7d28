"""Every field must exist at its place.

``kubectl apply`` refuses unknown fields, and where validation is off they vanish without a word: the limit or
probe the page explains is simply not there. The suggestion names the nearest field, or the level the field
belongs to.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """フィールドは、その場所に実在するものを書きます。

``kubectl apply`` は知らないフィールドを拒否します。
検証を切っている場合は黙って捨てられ、ページで説明した制限やプローブが実際には効きません。
近い名前か、正しい階層を示します。
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
BAD = GOOD.replace("      image: nginx:1.29\n", "      imagee: nginx:1.29\n")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "unknown-field")
