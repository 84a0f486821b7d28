"""A parameter of an AWS CLI command should be given once.

Only the last one counts, so the page shows something that does not happen. Several values go behind one parameter.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Severity
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """AWS CLI の同じパラメーターを 2 度書きません。

有効なのは最後の 1 つだけなので、ページに書いたとおりになりません。複数の値は、1 つのパラメーターの後に並べます。
"""
GOOD = "aws ecs describe-services --services web api\n"
BAD = "aws ecs describe-services --services web --services api\n"


@snippet_rule("bash", "console", severity=Severity.WARNING)
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "aws/repeated-parameter")
