"""A port to forward must be written as one, behind the object it belongs to.

``port-forward svc web 80:80`` takes ``web`` for a port; the object needs TYPE/NAME.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """転送するポートは正しい形で、対象のオブジェクトの後に書きます。

``port-forward svc web 80:80`` では ``web`` がポートとして扱われます。対象は TYPE/NAME の形で書きます。
"""
GOOD = "kubectl port-forward service/web 8080:80\n"
BAD = "kubectl port-forward service web 8080:80\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "kubectl/port")
