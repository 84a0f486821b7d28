"""A kubectl flag must be written as one.

``--`` followed by ``=`` or by a third dash is no flag, and kubectl says ``bad flag syntax``.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """kubectl のフラグは、フラグの形で書きます。

``--`` の直後に ``=`` や 3 つ目のハイフンが続くものはフラグにならず、kubectl は ``bad flag syntax`` で終わります。
"""
GOOD = "kubectl get pods --watch\n"
BAD = "kubectl get pods ---watch\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "kubectl/flag-syntax")
