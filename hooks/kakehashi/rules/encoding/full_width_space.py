"""Code holds no full-width space outside strings and comments.

An input method leaves U+3000 where a space was meant. It looks right, and neither YAML nor the shell takes
it for a space.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.strays import Look
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

from ._shared import CODE, complaints

JA = """コードの文字列とコメントの外には、全角の空白を書きません。

日本語入力のまま打った U+3000 は、見た目は正しくても、YAML にもシェルにも空白とはみなされません。
"""
GOOD = "name: web # 既定の　名前\nnote: 東京　大阪\n"
BAD = "name:　web\n"
_WORDS = Words(
    "a full-width space (U+3000) stands where a space was meant", "空白のつもりで全角の空白（U+3000）が入っています"
)


@snippet_rule(*CODE)
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    yield from complaints(snippet, Look.SPACE, lambda _: _WORDS)
