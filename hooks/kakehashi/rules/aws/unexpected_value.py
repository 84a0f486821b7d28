"""A switch of the AWS CLI must stand alone.

``--force true`` and ``--force=true`` are errors: switches take no value, and ``--no-force`` is their opposite.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """AWS CLI のスイッチには、値を付けません。

``--force true`` も ``--force=true`` もエラーです。スイッチは値を取らず、反対の意味は ``--no-force`` で表します。
"""
GOOD = "aws ecs delete-service --service web --force\n"
BAD = "aws ecs delete-service --service web --force=true\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "aws/unexpected-value")
