"""A value must be of the kind its AWS CLI parameter takes.

A word where a number is wanted, a date nobody can read, a file without ``fileb://``: the CLI or the API refuses it.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """AWS CLI の値は、そのパラメーターが求める種類で書きます。

数のところに語を書いたり、解釈できない日時を書いたり、``fileb://`` を付けずにファイル名を書いたりすると、
CLI か API に拒否されます。
"""
GOOD = "aws ecs update-service --service web --desired-count 2\n"
BAD = "aws ecs update-service --service web --desired-count two\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "aws/invalid-value")
