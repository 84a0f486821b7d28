"""An AWS CLI command must not be one that was removed.

``aws ecr get-login`` and others were dropped with version 2, which is what readers have. The finding names what to
use.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """廃止された AWS CLI のコマンドは使いません。

``aws ecr get-login`` などは、読者が使っているバージョン 2 で廃止されました。指摘には、代わりに使うものを示します。
"""
GOOD = "aws ecr get-login-password --region ap-northeast-1\n"
BAD = "aws ecr get-login --no-include-email\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "aws/removed-command")
