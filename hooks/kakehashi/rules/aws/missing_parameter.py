"""An AWS CLI command must have the parameters its operation requires.

The CLI stops with a list of what is missing before it asks AWS anything.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """AWS CLI の操作に必須のパラメーターを省きません。

足りないものがあると、CLI は AWS に問い合わせる前に止まります。
"""
GOOD = "aws ecs delete-service --cluster demo --service web\n"
BAD = "aws ecs delete-service --cluster demo\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "aws/missing-parameter")
