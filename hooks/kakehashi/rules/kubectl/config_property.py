"""A property of the kubeconfig must be one there is.

``kubectl config set`` writes any name without a word, and kubectl then ignores it; ``unset`` fails.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """kubeconfig の項目は、実在する名前で書きます。

``kubectl config set`` は、どんな名前でも黙って書き込み、kubectl はそれを無視します。``unset`` は失敗します。
"""
GOOD = "kubectl config unset contexts.demo\n"
BAD = "kubectl config unset context.demo\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "kubectl/config-property")
