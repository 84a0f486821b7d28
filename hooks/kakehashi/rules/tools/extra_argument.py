"""A command of a tool must not be given more than it takes.

An argument too many is refused; mostly an option's name is missing before it.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """ツールのコマンドに、余分な引数を付けません。

余分な引数は拒否されます。多くは、前に書くはずのオプション名を忘れたものです。
"""
GOOD = "kind create cluster --name demo\n"
BAD = "kind create cluster demo\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "tools/extra-argument")
