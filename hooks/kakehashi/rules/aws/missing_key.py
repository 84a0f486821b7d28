"""A structure must have the keys the AWS API requires.

The CLI checks them before it sends anything, and names them one by one.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """構造体に必須のキーを省きません。

CLI は、リクエストを送る前に必須のキーを確かめ、足りないものを 1 つずつ示します。
"""
GOOD = "aws ecs run-task --task-definition web --network-configuration 'awsvpcConfiguration={subnets=[subnet-0a1b]}'\n"
BAD = (
    "aws ecs run-task --task-definition web --network-configuration 'awsvpcConfiguration={securityGroups=[sg-0a1b]}'\n"
)


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "aws/missing-key")
