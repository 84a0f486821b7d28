"""A resource type should not be one that is going away.

``componentstatuses`` says nothing true about a managed control plane, and Endpoints leave addresses out. The finding
names what to read instead.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Severity
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """非推奨になった種類のリソースは避けます。

``componentstatuses`` はマネージドなコントロールプレーンの状態を正しく示さず、
Endpoints にはすべてのアドレスが載りません。指摘には、代わりに見るものを示します。
"""
GOOD = "kubectl get endpointslices\n"
BAD = "kubectl get endpoints web\n"


@snippet_rule("bash", "console", severity=Severity.WARNING)
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "kubectl/deprecated-resource")
