"""A selector must be written as one, and ask for what can be selected.

The API server refuses a broken label selector, and a field selector on a field it keeps no index for.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """セレクターは正しい形で書き、絞り込める項目を指定します。

形の崩れたラベルセレクターも、絞り込みに対応していない項目のフィールドセレクターも、API サーバーに拒否されます。
"""
GOOD = "kubectl get pods --field-selector status.phase=Running\n"
BAD = "kubectl get pods --field-selector status.phase\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "kubectl/selector")
