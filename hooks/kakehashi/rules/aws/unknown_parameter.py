"""A parameter of an AWS CLI command must exist.

The CLI refuses the whole command and prints all the parameters it knows. Unambiguous beginnings of names pass, as
they do in the CLI.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """AWS CLI のパラメーターは、実在しなければなりません。

知らないパラメーターがあると、CLI はコマンド全体を拒否し、長い一覧を表示します。CLI と同じく、
一意に決まる省略形は誤りとしません。
"""
GOOD = "aws ecs list-tasks --desired-status RUNNING\n"
BAD = "aws ecs list-tasks --desired-state RUNNING\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "aws/unknown-parameter")
