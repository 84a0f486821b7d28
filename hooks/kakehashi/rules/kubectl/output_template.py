"""A template after ``-o`` must be readable.

A missing brace in a JSONPath, a column without a path or an ``{{end}}`` left out costs the reader the output the page
is about.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """``-o`` に続くテンプレートは、正しい構文で書きます。

JSONPath の括弧の閉じ忘れや、パスのない列、``{{end}}`` の書き忘れがあると、ページで見せたい出力が得られません。
"""
GOOD = "kubectl get pods -o jsonpath='{.items[*].metadata.name}'\n"
BAD = "kubectl get pods -o jsonpath='{.items[*].metadata.name'\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "kubectl/output-template")
