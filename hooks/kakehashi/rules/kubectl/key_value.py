"""Labels, taints, variables and their like must be written as kubectl reads them.

``env:dev`` instead of ``env=dev``, or a taint with an effect that does not exist, is refused.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """ラベルや taint、環境変数などは、kubectl が解釈できる形で書きます。

``env=dev`` を ``env:dev`` と書いたり、taint に存在しない効果を書いたりすると、拒否されます。
"""
GOOD = "kubectl label pods web env=dev\n"
BAD = "kubectl label pods web env:dev\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "kubectl/key-value")
