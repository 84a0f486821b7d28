"""A shortened parameter of an AWS CLI command must mean one thing.

A beginning that fits several names is refused, and one that fits a single name today may fit two tomorrow.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """AWS CLI のパラメーターの省略形は、1 つに決まらなければなりません。

複数の名前に当てはまる省略形は拒否されます。今日は 1 つに決まる省略形も、将来は決まらなくなるかもしれません。
"""
GOOD = "aws ecs list-tasks --no-paginate\n"
BAD = "aws ecs list-tasks --no\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "aws/ambiguous-parameter")
