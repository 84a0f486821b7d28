"""The value of a tool's option must be one it takes.

A missing value swallows the next word, and a number without its unit is refused.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """ツールのオプションの値は、指定できるものでなければなりません。

値を書き忘れると次の語が値として扱われ、単位のない数は拒否されます。
"""
GOOD = "kind create cluster --wait 60s\n"
BAD = "kind create cluster --wait 60\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "tools/flag-value")
