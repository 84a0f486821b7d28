"""An option of a tool should not be one that is going away.

It still works and prints a warning; the new name has come with a new meaning for whoever reads the help.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Severity
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """非推奨になったツールのオプションは避けます。

まだ動きますが、警告が表示されます。ヘルプには、もう新しい名前しか載っていません。
"""
GOOD = "helm upgrade web ./chart --rollback-on-failure\n"
BAD = "helm upgrade web ./chart --atomic\n"


@snippet_rule("bash", "console", severity=Severity.WARNING)
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "tools/deprecated-flag")
