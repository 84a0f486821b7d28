"""A kubectl command must name what it works on.

``kubectl delete pods`` without a name, a selector or ``--all`` is an error, and so is ``kubectl apply`` without a
file.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """kubectl のコマンドに、対象を必ず書きます。

名前もセレクターも ``--all`` もない ``kubectl delete pods`` や、
ファイルのない ``kubectl apply`` はエラーになります。
"""
GOOD = "kubectl delete pods -l app=web\n"
BAD = "kubectl delete pods\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "kubectl/missing-argument")
