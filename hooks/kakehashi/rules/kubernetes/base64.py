"""``data`` of a Secret is base64.

Plain text under ``data`` is refused, or worse, decoded into other bytes. Plain text belongs under
``stringData``.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """Secret の ``data`` は base64 で書きます。

平文を ``data`` に書くと拒否されるか、別のバイト列に変わってしまいます。
平文は ``stringData`` に書きます。
"""
GOOD = """apiVersion: v1
kind: Secret
metadata:
  name: login
data:
  password: czNjcjN0
"""
BAD = GOOD.replace("czNjcjN0", "s3cr3t!")


@snippet_rule(*LANGUAGES)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "base64")
