"""An AWS CLI command must not be given words that belong to nothing.

A word without a parameter before it is refused as an unknown option; mostly a name is missing, or quotes are.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """AWS CLI のコマンドに、どのパラメーターにも属さない語を書きません。

前にパラメーターのない語は、不明なオプションとして拒否されます。多くは、パラメーター名か引用符の書き忘れです。
"""
GOOD = "aws ecs list-tasks --service-name web\n"
BAD = "aws ecs list-tasks web\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "aws/unexpected-argument")
