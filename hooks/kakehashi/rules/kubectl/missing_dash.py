"""A command for a container must stand behind ``--``.

Without it kubectl takes the command's words for its own arguments: the old form was removed, and flags of the inner
command were never safe.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """コンテナで実行するコマンドは、``--`` の後に書きます。

``--`` がないと、kubectl は続く単語を自分の引数として扱います。古い書き方は廃止されており、
内側のコマンドのフラグも正しく渡りません。
"""
GOOD = "kubectl exec web -- ls /tmp\n"
BAD = "kubectl exec web ls\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "kubectl/missing-dash")
