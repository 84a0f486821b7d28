"""Flags of one kubectl command must not exclude each other.

A name together with ``--all-namespaces``, or ``-f`` together with ``-k``, leaves kubectl without a meaning, and it
stops.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """kubectl の 1 つのコマンドで、両立しないフラグを組み合わせません。

名前と ``--all-namespaces``、``-f`` と ``-k`` のような組み合わせは意味が決まらず、kubectl は実行を止めます。
"""
GOOD = "kubectl get pod web -n shop\n"
BAD = "kubectl get pod web --all-namespaces\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "kubectl/conflicting-flags")
