"""Taking a block out of the checks needs a reason.

Without one, nobody can tell later whether the block is right, was never right, or could be checked by now.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.page import Page
from kakehashi.rule import page_rule
from kakehashi.settings import Settings

from ._shared import place

JA = """ブロックを検査から外すときは、理由を書きます。

理由がなければ、そのブロックが正しいのか、最初から誤っていたのか、今なら検査できるのか、後の人には分かりません。
"""
GOOD = '```{.json skip="the API answers with this broken text"}\n{"a": 1,}\n```\n'
BAD = '```{.json skip=""}\n{"a": 1,}\n```\n'


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    for fence in page.fences:
        for attribute in fence.opening.attributes:
            if (
                attribute.name == "skip"
                and not (attribute.value or "").strip()
                and (attribute.braced or attribute.value is not None)
            ):
                yield Complaint(
                    place(fence, attribute),
                    Words(
                        "the block is taken out of the checks without a reason",
                        "理由なしにブロックを検査から外しています",
                    ),
                    Words('write skip="why"', 'skip="理由" と書いてください'),
                    path=fence.path,
                )
