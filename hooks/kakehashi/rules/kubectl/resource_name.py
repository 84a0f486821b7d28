"""Objects must be named in a form kubectl reads, and be of a type the command works on.

TYPE/NAME mixed with separate words, two slashes, or a rollout of a Job: kubectl stops, and its message does not say
what was meant.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """オブジェクトは kubectl が解釈できる形で、そのコマンドが扱える種類のものを書きます。

TYPE/NAME と離して書いた名前の混在や、2 つのスラッシュ、Job のロールアウトなどで kubectl は止まります。
エラーを読んでも、正しい書き方は分かりません。
"""
GOOD = "kubectl get pod/web service/web\n"
BAD = "kubectl get pod web service/web\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "kubectl/resource-name")
