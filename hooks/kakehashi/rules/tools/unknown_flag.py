"""A command of a tool must have the options it is given.

One unknown option stops the command, or is taken for something else. The finding names the nearest one.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """ツールのコマンドに、存在しないオプションを付けません。

知らないオプションが 1 つあると、コマンドは止まるか、別の意味に解釈されます。指摘には、最も近い名前を示します。
"""
GOOD = "helm upgrade --install web ./chart\n"
BAD = "helm upgrade --instal web ./chart\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "tools/unknown-flag")
