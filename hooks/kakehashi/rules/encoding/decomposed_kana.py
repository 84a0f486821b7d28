"""Kana and its voicing mark are one character.

File names and text from macOS may hold カ and a combining mark (NFD) for ガ. It looks the same; search, `grep` and
comparison do not find it.
"""

import re
import unicodedata
from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.page import Page
from kakehashi.rule import of_line, page_rule
from kakehashi.settings import Settings

JA = """濁点と半濁点は、かなと合わせて 1 文字で書きます。

macOS から来たファイル名や文章には、「ガ」が「カ」と結合文字の濁点（NFD）に分かれて入っていることがあります。
見た目は同じでも、検索や `grep` や比較では見つかりません。
"""
GOOD = "# ガイド {#guide}\n"
BAD = "# カ\u3099イド {#guide}\n"
_MARKS = re.compile("[\u3041-\u30ff]?[\u3099\u309a]")


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    if "\u3099" not in page.source.text and "\u309a" not in page.source.text and "8<" not in page.source.text:
        return
    code = {(line.path, line.number) for fence in page.fences for line in fence.lines}
    for line in page.lines:
        found = list(_MARKS.finditer(line.text))
        if not found:
            continue
        start, end = found[0].start(), found[-1].end()
        whole = unicodedata.normalize("NFC", line.text[start:end])
        more = len(found) - 1
        yield Complaint(
            of_line(line, start, end),
            Words(
                f"a voicing mark stands apart from its kana{f' (and {more} more in this line)' if more else ''}",
                f"濁点または半濁点が、かなと分かれています{f'（この行にほか {more} 個）' if more else ''}",
            ),
            Words(f"write `{whole}` (NFC)", f"`{whole}`（NFC）と書いてください"),
            fix=whole if (line.path, line.number) in code else None,
            path=line.path,
        )
