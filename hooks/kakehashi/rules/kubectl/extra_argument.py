"""A kubectl command must not be given more than it takes.

A second file after ``-f a.yaml``, or a value set apart from a flag that takes none, is read as something else and
refused.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """kubectl のコマンドに、余分な引数を付けません。

``-f a.yaml`` の後に並べた 2 つ目のファイルや、値を取らないフラグの後に離して書いた値は、
別の意味に解釈されて拒否されます。
"""
GOOD = "kubectl apply -f web.yaml -f service.yaml\n"
BAD = "kubectl apply -f web.yaml service.yaml\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "kubectl/extra-argument")
