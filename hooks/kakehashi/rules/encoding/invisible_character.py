"""Code holds no character that cannot be seen, outside strings and comments.

No-break and zero-width spaces come along with text copied from a browser or a chat. The reader copies them too, and
the error names a word that looks right.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.strays import Look, Stray, name_of
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

from ._shared import CODE, complaints

JA = """コードの文字列とコメントの外には、見えない文字を書きません。

改行しない空白や幅のない空白は、ブラウザーやチャットからのコピーに付いてきます。読者もそれをコピーし、
見た目は正しい単語についてのエラーを受け取ります。
"""
GOOD = 'name: web\nnote: "a\u00a0b"\n'
BAD = "name:\u00a0web\n"


def _say(group: list[Stray]) -> Words:
    names = ", ".join(dict.fromkeys(name_of(stray.text) for stray in group))
    return Words(f"invisible character: {names}", f"見えない文字があります: {names}")


@snippet_rule(*CODE)
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    yield from complaints(snippet, Look.INVISIBLE, _say)
