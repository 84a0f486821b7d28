"""Options and list items start with a hyphen, never with a long dash.

A word processor turned ``--`` into – or —. The command then takes the option for the name of an object.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.strays import Look, Stray
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

from ._shared import CODE, complaints

JA = """オプションとリストの項目はハイフンで始め、長いダッシュは使いません。

ワープロソフトが ``--`` を – や — に変えると、コマンドはオプションをオブジェクトの名前として受け取ります。
"""
GOOD = "args:\n  - --verbose\n  - a – b\n"
BAD = "args:\n  - –verbose\n"


def _say(group: list[Stray]) -> Words:
    found = " ".join(dict.fromkeys(stray.text for stray in group))
    return Words(f"`{found}` is not a hyphen", f"`{found}` はハイフンではありません")


@snippet_rule(*CODE)
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    yield from complaints(snippet, Look.DASH, _say)
