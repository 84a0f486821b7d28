"""An AWS CLI command must name a service and an operation.

Without them the CLI prints its usage, and the reader looks for what the page left out.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """AWS CLI のコマンドには、サービスと操作を書きます。

省くと CLI は使い方を表示するだけで、読者はページに書かれていないものを探すことになります。
"""
GOOD = "aws eks list-clusters\n"
BAD = "aws eks\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "aws/missing-operation")
