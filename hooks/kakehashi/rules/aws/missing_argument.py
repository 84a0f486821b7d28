"""An AWS CLI command must have the arguments it cannot do without.

``aws lambda invoke`` needs a file for the answer, ``aws logs tail`` a log group. They have no parameter name, so they
are easily forgotten.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """AWS CLI のコマンドに必要な引数を省きません。

``aws lambda invoke`` には応答を書き込むファイル、``aws logs tail`` にはロググループが必要です。
パラメーター名がないので、忘れがちです。
"""
GOOD = "aws logs tail /ecs/web --follow\n"
BAD = "aws logs tail --follow\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "aws/missing-argument")
