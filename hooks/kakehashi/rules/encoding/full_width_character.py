"""Code is written in half-width letters, digits and punctuation, outside strings and comments.

``image：nginx`` is no key with a value, and ``--replicas=３`` no number. Japanese text in plain YAML values is free.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.strays import Look, Stray
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

from ._shared import CODE, complaints

JA = """コードの文字列とコメントの外では、英数字と記号を半角で書きます。

``image：nginx`` はキーと値にならず、``--replicas=３`` は数になりません。
引用符のない YAML の値に書いた日本語の文は対象外です。
"""
GOOD = "name: web\ndescription: これは（例）です：そのままで正しい\n"
BAD = "spec：\n  replicas: 2\n"


def _say(group: list[Stray]) -> Words:
    found = " ".join(dict.fromkeys(stray.text for stray in group))
    return Words(f"full-width `{found}` in code", f"コードに全角の `{found}` があります")


@snippet_rule(*CODE)
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    yield from complaints(snippet, Look.WIDE, _say)
