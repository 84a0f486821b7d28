"""A fenced block must say its language.

Without one nothing in it is checked, nothing is highlighted, and a reader cannot tell a command from its output.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Span, Words
from kakehashi.pages.page import Page
from kakehashi.rule import page_rule
from kakehashi.settings import Settings

JA = """コードブロックには言語を書きます。

書かないと、中身は検査されず、色も付かず、読者はコマンドと出力を見分けられません。
"""
GOOD = "```text\nhello\n```\n"
BAD = "```\nhello\n```\n"


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    for fence in page.fences:
        if not fence.opening.language:
            opening = fence.opening
            start = opening.column
            yield Complaint(
                Span(opening.line.number, start, opening.line.number, start + len(opening.fence)),
                Words("the block names no language", "ブロックに言語が書かれていません"),
                Words(
                    "write yaml, bash, json, text … after the fence",
                    "囲みの後ろに yaml、bash、json、text などを書いてください",
                ),
                path=opening.line.path,
            )
