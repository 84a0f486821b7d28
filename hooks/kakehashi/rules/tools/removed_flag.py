"""An option of a tool must not be one that was removed.

Helm 3 took away what Helm 2 had, and Helm 4 more of it. The finding names the version and what to write instead.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """削除されたツールのオプションは使いません。

Helm 2 にあったオプションの一部は Helm 3 で、さらに一部は Helm 4 でなくなりました。指摘には、
削除された版と代わりの書き方を示します。
"""
GOOD = "helm uninstall web\n"
BAD = "helm uninstall web --purge\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "tools/removed-flag")
