"""A command of a tool must not be one that was removed.

``etcdctl snapshot status`` moved to ``etcdutl``, and pages about backups still show the old form. The finding names
what to use.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """削除されたツールのコマンドは使いません。

``etcdctl snapshot status`` は ``etcdutl`` に移りましたが、バックアップの解説には古い形が残っています。指摘には、
代わりに使うものを示します。
"""
GOOD = "etcdutl snapshot status backup.db\n"
BAD = "etcdctl snapshot status backup.db\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "tools/removed-command")
