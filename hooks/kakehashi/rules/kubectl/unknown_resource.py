"""A resource type must be one the cluster has.

``the server doesn't have a resource type`` is what a reader sees for a slip in a plural. Full names of custom types,
such as ``widgets.shop.example.com``, pass.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """リソースの種類は、実在する名前で書きます。

複数形を 1 文字間違えただけで、読者には ``the server doesn't have a resource type`` と表示されます。
``widgets.shop.example.com`` のようなカスタムリソースの完全な名前は誤りとしません。
"""
GOOD = "kubectl get deployments\n"
BAD = "kubectl get deploymnts\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "kubectl/unknown-resource")
