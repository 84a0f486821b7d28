"""The value of a kubectl flag must be one it takes.

A duration needs its unit, a number must be one, and words such as ``Always`` are told apart by case. kubectl refuses
the command, or the API server does.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """kubectl のフラグの値は、指定できるものでなければなりません。

期間には単位が必要で、数を書く場所には数が必要です。``Always`` のような語は大文字と小文字が区別されます。
違っていれば、kubectl か API サーバーがコマンドを拒否します。
"""
GOOD = "kubectl rollout status deployment/web --timeout=60s\n"
BAD = "kubectl rollout status deployment/web --timeout=60\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "kubectl/flag-value")
