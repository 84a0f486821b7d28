"""An option of a tool must be written as one.

``--`` followed by ``=`` or by a third dash is no option, and the tool stops.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """ツールのオプションは、オプションの形で書きます。

``--`` の直後に ``=`` や 3 つ目のハイフンが続くものはオプションにならず、ツールは止まります。
"""
GOOD = "helm list --all-namespaces\n"
BAD = "helm list ---all-namespaces\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "tools/flag-syntax")
