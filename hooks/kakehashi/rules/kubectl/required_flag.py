"""A kubectl command must have the flags it cannot do without.

``kubectl scale`` without ``--replicas`` and ``kubectl wait`` without ``--for`` do nothing but complain.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """kubectl のコマンドに必要なフラグを省きません。

``--replicas`` のない ``kubectl scale`` や ``--for`` のない ``kubectl wait`` は、エラーになるだけで何も行いません。
"""
GOOD = "kubectl scale deployment web --replicas=3\n"
BAD = "kubectl scale deployment web\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "kubectl/required-flag")
