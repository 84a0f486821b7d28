"""The operation of an AWS CLI command must exist.

Operations are spelt in small letters with hyphens, mostly in the plural, and belong to one service. The finding names
the nearest one, or the service it belongs to.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """AWS CLI の操作名は、実在しなければなりません。

操作名は小文字とハイフンで書き、多くは複数形で、どれか 1 つのサービスに属します。指摘には、最も近い名前か、
その操作を持つサービスを示します。
"""
GOOD = "aws ecs list-clusters\n"
BAD = "aws ecs list-cluster\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "aws/unknown-operation")
