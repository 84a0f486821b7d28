"""A kubectl command must have the flags it is given.

kubectl refuses the whole command for one flag it does not know. The finding says which flag was probably meant, or
which command it belongs to.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """kubectl のコマンドに、存在しないフラグを付けません。

知らないフラグが 1 つあるだけで、kubectl はコマンド全体を拒否します。指摘には、意図していたと思われるフラグか、
そのフラグを持つコマンドを示します。
"""
GOOD = "kubectl get pods --all-namespaces\n"
BAD = "kubectl get pods --all-namespace\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "kubectl/unknown-flag")
