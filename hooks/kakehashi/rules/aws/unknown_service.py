"""The service of an AWS CLI command must exist.

The names of the CLI differ from those of the console and the SDKs: EventBridge is ``events``, CodeDeploy is
``deploy``.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """AWS CLI のサービス名は、実在しなければなりません。

CLI での名前は、コンソールや SDK での名前と違うことがあります。EventBridge は ``events``、
CodeDeploy は ``deploy`` です。
"""
GOOD = "aws events list-rules\n"
BAD = "aws eventbridge list-rules\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "aws/unknown-service")
