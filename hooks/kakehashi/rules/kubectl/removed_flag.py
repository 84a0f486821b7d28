"""A kubectl flag must not be one that was removed.

``--short``, ``--export`` and ``--delete-local-data`` stand in many pages and stop the command on a current kubectl.
The finding names the version and what to write instead.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """削除された kubectl のフラグは使いません。

``--short`` や ``--export``、``--delete-local-data`` は今も多くの解説に残っていて、
いまの kubectl ではコマンドごと失敗します。指摘には、削除された版と代わりの書き方を示します。
"""
GOOD = "kubectl version\n"
BAD = "kubectl version --short\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "kubectl/removed-flag")
