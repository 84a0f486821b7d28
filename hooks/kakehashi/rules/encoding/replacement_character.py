"""A page holds no U+FFFD.

The black diamond stands where a program could not read a character and threw it away. The text behind it is lost.
"""

import re
from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.page import Page
from kakehashi.rule import of_line, page_rule
from kakehashi.settings import Settings

JA = """ページに U+FFFD（置換文字）を残しません。

黒いひし形は、プログラムが文字を読めずに捨てた跡です。元の文字は失われています。
"""
GOOD = "# 構成 {#layout}\n"
BAD = "# \ufffd成 {#layout}\n"


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    bad: set[tuple[int, int]] | None = None
    for line in page.lines:
        if "\ufffd" not in line.text:
            continue
        if bad is None:
            bad = {page.source.place(offset) for offset, _ in page.source.bad_bytes}
        for match in re.finditer("\ufffd+", line.text):
            if line.path == page.path and (line.number, line.column + match.start()) in bad:
                continue
            yield Complaint(
                of_line(line, match.start(), match.end()),
                Words("a character was lost here (U+FFFD)", "ここで文字が失われています（U+FFFD）"),
                Words("write the text again from its source", "元の文章から書き直してください"),
                path=line.path,
            )
