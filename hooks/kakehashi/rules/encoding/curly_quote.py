"""Code is quoted by straight quotes.

A word processor turned them into “ ” or ‘ ’, which are letters like any other to YAML, JSON and the shell: they end up
inside the value.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.strays import Look, Stray
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

from ._shared import CODE, complaints

JA = """コードの引用符には、まっすぐな引用符を使います。

ワープロソフトが “ ” や ‘ ’ に変えた引用符は、YAML でも JSON でもシェルでもただの文字で、値の一部になります。
"""
GOOD = 'image: "nginx"\nnote: it’s “fine” in prose\n'
BAD = "image: “nginx”\n"


def _say(group: list[Stray]) -> Words:
    found = " ".join(dict.fromkeys(stray.text for stray in group))
    return Words(f"curly quotes {found} quote nothing", f"曲がった引用符 {found} は引用符として働きません")


@snippet_rule(*CODE)
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    yield from complaints(snippet, Look.QUOTE, _say)
