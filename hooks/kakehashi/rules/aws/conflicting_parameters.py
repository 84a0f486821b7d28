"""Parameters of one AWS CLI command must not exclude each other.

The CLI accepts one or the other, and stops when it is given both.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """AWS CLI の 1 つのコマンドで、両立しないパラメーターを組み合わせません。

どちらか一方しか受け付けられず、両方を書くと CLI は止まります。
"""
GOOD = "aws ecs list-tasks --max-items 3\n"
BAD = "aws ecs list-tasks --no-paginate --max-items 3\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "aws/conflicting-parameters")
