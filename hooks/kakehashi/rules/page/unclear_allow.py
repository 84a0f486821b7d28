"""A comment that speaks to the checker must be understood, and must give a reason.

A mark with a typing error allows nothing, and one without a reason tells the next writer nothing.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.page import Page
from kakehashi.rule import of_line, page_rule
from kakehashi.settings import Settings
from kakehashi.suppression import marks

JA = """検査ツールに向けたコメントは、形が正しく、理由を含まなければなりません。

書き間違えた印は何も許可しません。理由のない印は、次に直す人に何も伝えません。
"""
GOOD = """<!-- kakehashi: allow yaml/duplicate-key, because the text explains what happens -->

```yaml
a: 1
a: 2
```
"""
BAD = """<!-- kakehashi: allow yaml/duplicate-key -->

```yaml
a: 1
```
"""


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    for comment, allowance in marks(page):
        if allowance is None:
            yield Complaint(
                of_line(comment.line),
                Words("this comment speaks to the checker but cannot be understood",
                      "検査ツール向けのコメントですが、形が正しくありません"),
                Words("write <!-- kakehashi: allow RULE, because REASON -->",
                      "<!-- kakehashi: allow 規則の id, because 理由 --> と書いてください"),
                path=comment.line.path,
            )  # fmt: skip
