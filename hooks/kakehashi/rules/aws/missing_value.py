"""A parameter of an AWS CLI command must have its value.

A name without a value, or a value that begins with a hyphen and is taken for the next name, stops the command.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """AWS CLI のパラメーターには、値を書きます。

値のない名前はエラーになります。ハイフンで始まる値も、次のパラメーターと解釈されてしまいます。
"""
GOOD = "aws ecs list-tasks --cluster demo\n"
BAD = "aws ecs list-tasks --cluster\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "aws/missing-value")
