"""The format after ``-o`` must be one the command prints.

Each command knows its own list, and ``yml`` is in none of them. kubectl stops before it asks the cluster.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """``-o`` の形式は、そのコマンドが出力できるものにします。

使える形式はコマンドごとに決まっていて、``yml`` はどのコマンドにもありません。kubectl は、
クラスターに問い合わせる前に止まります。
"""
GOOD = "kubectl get pods -o yaml\n"
BAD = "kubectl get pods -o yml\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "kubectl/output-format")
