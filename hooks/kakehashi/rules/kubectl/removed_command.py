"""A kubectl command must not be one that was removed.

Old pages live long. A command such as ``rolling-update`` was right once, and the reader's kubectl no longer has it;
the finding names what took its place.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """削除された kubectl のコマンドは使いません。

古い解説は長く残ります。``rolling-update`` のようなコマンドは、かつては正しくても、
読者の kubectl にはもうありません。指摘には、代わりに使うものを示します。
"""
GOOD = "kubectl rollout status deployment/web\n"
BAD = "kubectl rolling-update web --image=nginx:1.29\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "kubectl/removed-command")
