"""A fenced block must be closed, at the indent it was opened with.

An open block swallows the page behind it: headings vanish from the contents, prose turns into code, and the
commands a reader wanted to copy end up inside another block.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Span, Words
from kakehashi.pages.page import Page
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import of_line, page_rule
from kakehashi.settings import Settings

JA = """コードブロックは、開いたときと同じ字下げで閉じます。

閉じ忘れたブロックは、その後ろのページを飲み込みます。見出しは目次から消え、本文はコードになり、
読者がコピーしたかったコマンドは別のブロックの中に入ってしまいます。
"""
GOOD = "```text\nhello\n```\n"
BAD = "```text\nhello\n"


def _place(fence: Snippet) -> Span:
    column = fence.opening.column
    return Span(fence.opening.line.number, column, fence.opening.line.number, column + len(fence.opening.fence))


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    for fence in page.fences:
        mark, path = fence.opening.fence, fence.opening.line.path
        if not fence.closed:
            if fence.interrupted is None:
                message = Words("this block is never closed", "このブロックは閉じられていません")
            elif fence.language in ("markdown", "md"):
                message = Words(
                    f"this block holds another fence of the same length (line {fence.interrupted.number})",
                    f"このブロックの中に、同じ長さの囲みがあります（{fence.interrupted.number} 行目）",
                )
                hint = Words(
                    f"open and close it with {mark[0] * (len(mark) + 1)}",
                    f"外側を {mark[0] * (len(mark) + 1)} で囲んでください",
                )
                yield Complaint(_place(fence), message, hint, path=path)
                continue
            else:
                number = fence.interrupted.number
                message = Words(
                    f"this block is not closed before line {number}",
                    f"このブロックは {number} 行目より前で閉じられていません",
                )
            yield Complaint(
                _place(fence),
                message,
                Words(f"add a line {mark} after its last line", f"最後の行の次に {mark} だけの行を足してください"),
                path=path,
            )
            continue
        for line in fence.uneven:
            what = (
                Words(
                    "the closing fence differs from the opening one in indent or length",
                    "閉じる囲みの字下げまたは長さが、開く囲みと違います",
                )
                if line is fence.closing
                else Words(
                    "this line is indented less than its block, so the block ends here",
                    "この行はブロックより字下げが浅いため、ブロックがここで終わってしまいます",
                )
            )
            yield Complaint(
                of_line(line),
                what,
                Words(
                    f"indent it like line {fence.opening.line.number}",
                    f"{fence.opening.line.number} 行目と同じ字下げにしてください",
                ),
                path=line.path,
            )
