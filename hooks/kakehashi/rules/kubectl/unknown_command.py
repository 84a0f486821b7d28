"""A kubectl command must exist.

A reader who pastes an unknown command gets an error and a page of help, and cannot tell a slip of the page from a
missing plugin. Plugins that are well known pass, and are counted as unchecked.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """kubectl のコマンドは、実在しなければなりません。

存在しないコマンドを貼り付けた読者に返ってくるのは、エラーと長いヘルプです。ページの誤りなのか、
プラグインがないだけなのかも分かりません。
よく知られたプラグインは誤りとせず、未検査として数えます。
"""
GOOD = "kubectl rollout restart deployment/web\n"
BAD = "kubectl rollout restrat deployment/web\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "kubectl/unknown-command")
