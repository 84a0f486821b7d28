"""A command of a tool must have the options it cannot do without.

The tool stops and names the option that is missing.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """ツールのコマンドに必要なオプションを省きません。

必須のオプションが足りないと、ツールは止まり、足りないオプションの名前を表示します。
"""
GOOD = "etcdutl snapshot restore backup.db --data-dir /var/lib/etcd-restored\n"
BAD = "etcdutl snapshot restore backup.db\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "tools/required-flag")
