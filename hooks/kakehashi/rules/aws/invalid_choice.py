"""A value must be one of those the AWS CLI offers.

The CLI compares the word itself, before it asks AWS.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """AWS CLI が用意している選択肢から、値を選びます。

CLI は、AWS に問い合わせる前に自分で語を照合し、一覧にない語を拒否します。
"""
GOOD = "aws ecs list-tasks --output json\n"
BAD = "aws ecs list-tasks --output jsn\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "aws/invalid-choice")
