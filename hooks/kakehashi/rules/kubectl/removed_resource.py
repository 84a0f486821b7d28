"""A resource type must not be one that was removed.

PodSecurityPolicy and its like are gone from every supported version, so the command can only fail; the finding names
what took over.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """削除された種類のリソースを使いません。

PodSecurityPolicy などは、サポート中のどのバージョンにもありません。コマンドは必ず失敗します。指摘には、
代わりの仕組みを示します。
"""
GOOD = "kubectl get pods\n"
BAD = "kubectl get psp\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "kubectl/removed-resource")
