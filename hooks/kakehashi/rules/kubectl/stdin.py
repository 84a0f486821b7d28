"""A command that reads ``-f -`` must be fed with something.

Nothing piped or redirected means that kubectl waits for the keyboard, and the reader waits for kubectl.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.verdicts import complaints
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """``-f -`` で標準入力を読むコマンドには、入力を渡します。

パイプもリダイレクトもなければ、kubectl はキーボードからの入力を待ち続け、
読者は kubectl を待ち続けることになります。
"""
GOOD = "kubectl create namespace shop --dry-run=client -o yaml | kubectl apply -f -\n"
BAD = "kubectl apply -f -\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    return complaints(snippet, "kubectl/stdin")
