"""A value of an enumeration must be one the AWS API knows.

The request is sent and refused; the names are in capitals more often than not.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """AWS の API が値を列挙している項目には、その中の値を書きます。

リクエストは送られたうえで拒否されます。値の名前は、多くが大文字です。
"""
GOOD = "aws ecs list-tasks --launch-type FARGATE\n"
BAD = "aws ecs list-tasks --launch-type fargat\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "aws/unknown-value")
