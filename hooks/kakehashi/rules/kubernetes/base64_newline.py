"""Encoded values of a Secret do not end with the newline of ``echo``.

A password with a newline at its end fails at login, and nothing shows why. ``echo -n`` or ``printf`` leaves it
out.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Severity
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.rules.kubernetes._shared import LANGUAGES, complaints
from kakehashi.settings import Settings

JA = """Secret の値を、``echo`` の改行ごとエンコードしません。

末尾に改行が付いたパスワードでは認証に失敗し、理由がどこにも出ません。
``echo -n`` か ``printf`` を使えば改行は付きません。
"""
GOOD = """apiVersion: v1
kind: Secret
metadata:
  name: login
data:
  password: czNjcjN0
"""
BAD = GOOD.replace("czNjcjN0", "czNjcjN0Cg==")


@snippet_rule(*LANGUAGES, severity=Severity.WARNING)
def check(snippet: Snippet, settings: Settings) -> Iterator[Complaint]:
    return complaints(snippet, settings, "base64-newline")
