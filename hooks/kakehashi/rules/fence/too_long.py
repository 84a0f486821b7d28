"""A block must not be longer than 300,000 characters.

Nobody reads or pastes that much; it is most often the output of a tool. Such a block is not checked at all.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Span, Words
from kakehashi.pages.page import Page
from kakehashi.pages.snippet import MAX_SNIPPET_BYTES
from kakehashi.rule import page_rule
from kakehashi.settings import Settings

JA = """1 つのブロックは 300,000 文字を超えてはいけません。

それほどの量を読む人も貼り付ける人もいません。たいていはツールの出力です。このようなブロックは、まったく検査されません。
"""
GOOD = "```text\nhello\n```\n"
BAD = "```text\n" + ("x" * 99 + "\n") * (MAX_SNIPPET_BYTES // 100 + 1) + "```\n"


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    for fence in page.fences:
        size = len(fence.text)
        if size > MAX_SNIPPET_BYTES:
            opening = fence.opening
            yield Complaint(
                Span(opening.line.number, opening.column, opening.line.number, opening.column + len(opening.fence)),
                Words(
                    f"the block has {size:,} characters; more than {MAX_SNIPPET_BYTES:,} are not checked",
                    f"ブロックが {size:,} 文字あります。{MAX_SNIPPET_BYTES:,} 文字を超えるブロックは検査していません",
                ),
                Words("show the part that matters, and link to the rest", "要点だけを載せ、残りはリンクにしてください"),
                path=opening.line.path,
            )
