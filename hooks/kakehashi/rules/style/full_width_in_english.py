"""English text has no full-width characters.

They come from a Japanese keyboard or from a copied line, look almost right, and break searching and copying.
"""

import re
from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.page import Page
from kakehashi.rule import page_rule
from kakehashi.settings import Settings

from ._shared import JAPANESE, language_of, texts

JA = """英語の文章では、全角の文字を使いません。

日本語入力のままの打鍵や写した行から入り込みます。見た目はほとんど同じでも、検索やコピーで困ります。日本語の言葉そのものと、
その中の約物はかまいません。
"""
GOOD = {"ja/a.md": "# あ {#a}\n\nノード（3 台）です。\n", "en/a.md": "# A {#a}\n\nNodes (three, ノード).\n"}
BAD = {"ja/a.md": "# あ {#a}\n\nノード（3 台）です。\n", "en/a.md": "# A {#a}\n\nNodes （three）.\n"}
_WIDE = re.compile("[\u3000-\u3002\u3008-\u3011\uff01-\uff5e\uff61-\uff65]+")


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    if language_of(page) != "en":
        return
    for text in texts(page):
        seen = text.seen
        for found in _WIDE.finditer(seen):
            before, after = seen[: found.start()][-1:], seen[found.end() :][:1]
            if re.match(f"[{JAPANESE}]", before) and re.match(f"[{JAPANESE}]", after):
                continue
            yield text.complaint(
                found.start(),
                found.end(),
                Words(
                    f"full-width `{found.group()}` in English text", f"英語の文に全角の `{found.group()}` があります"
                ),
            )
