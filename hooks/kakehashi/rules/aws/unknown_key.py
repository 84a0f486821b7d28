"""A key of a structure must be one the AWS API knows.

``Name=…,Value=…`` instead of ``Values`` is refused by the CLI. Case counts, and it differs from service to service.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """構造体のキーは、AWS の API にあるものを書きます。

``Values`` を ``Value`` と書くと、CLI に拒否されます。大文字と小文字は区別され、サービスごとに違います。
"""
GOOD = "aws ec2 describe-vpcs --filters Name=isDefault,Values=true\n"
BAD = "aws ec2 describe-vpcs --filters Name=isDefault,Value=true\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "aws/unknown-key")
