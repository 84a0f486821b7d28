"""What stands behind ``--query`` must be a JMESPath expression.

The CLI reads it only after AWS has answered: the operation has been done, and the reader sees nothing but an error.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """``--query`` の値は、JMESPath の式として正しく書きます。

CLI がこの式を解釈するのは、AWS の応答を受け取った後です。操作は実行されたのに、読者に見えるのはエラーだけです。
"""
GOOD = "aws ecs list-tasks --query 'taskArns[0]'\n"
BAD = "aws ecs list-tasks --query 'taskArns[?a=1]'\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "aws/invalid-query")
