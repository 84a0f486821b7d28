"""A kubectl flag should not be one that is going away.

A deprecated flag still works and prints a warning, which makes a reader doubt the page; some day it will be gone.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Severity
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """非推奨になった kubectl のフラグは避けます。

非推奨のフラグはまだ動きますが、警告が表示されるので読者はページを疑います。いずれは使えなくなります。
"""
GOOD = "kubectl apply -f web.yaml --dry-run=client\n"
BAD = "kubectl apply -f web.yaml --dry-run\n"


@snippet_rule("bash", "console", severity=Severity.WARNING)
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "kubectl/deprecated-flag")
