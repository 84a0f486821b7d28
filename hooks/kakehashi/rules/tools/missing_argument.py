"""A command of a tool must name what it works on.

``docker rm`` without a container, or ``curl`` without a URL, does nothing.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """ツールのコマンドに、対象を必ず書きます。

コンテナのない ``docker rm`` や URL のない ``curl`` は、何も行いません。
"""
GOOD = "docker rm web\n"
BAD = "docker rm\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "tools/missing-argument")
