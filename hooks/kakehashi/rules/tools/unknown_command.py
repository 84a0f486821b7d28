"""A command of a tool must exist.

helm, docker, eksctl, etcdctl, kind and the others stop at a sub-command they do not know. The finding names the
nearest one.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """ツールのコマンドは、実在しなければなりません。

helm、docker、eksctl、etcdctl、kind などは、知らないサブコマンドで止まります。指摘には、最も近い名前を示します。
"""
GOOD = "docker run --rm nginx:1.29\n"
BAD = "docker rum --rm nginx:1.29\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "tools/unknown-command")
