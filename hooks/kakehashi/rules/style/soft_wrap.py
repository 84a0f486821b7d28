"""A Japanese paragraph stands on one line.

A line break inside a paragraph becomes a space on the page, in the middle of a sentence that has none. English may be
wrapped anywhere, Japanese only next to a Latin letter.
"""

import re
from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.page import Page
from kakehashi.rule import page_rule
from kakehashi.settings import Settings

from ._shared import JAPANESE, PUNCTUATION, language_of, texts

JA = """日本語の段落は、途中で改行しません。

段落の途中の改行は、ページでは空白になり、空白のないはずの文の途中に現れます。英語はどこで改行してもかまいませんが、
日本語で改行してよいのは英数字の隣だけです。
"""
GOOD = {
    "ja/a.md": "# あ {#a}\n\nノードは、コンテナを動かす機械です。\n",
    "en/a.md": "# A {#a}\n\nA node runs\ncontainers.\n",
}
BAD = {
    "ja/a.md": "# あ {#a}\n\nノードは、コンテナを\n動かす機械です。\n",
    "en/a.md": "# A {#a}\n\nA node runs\ncontainers.\n",
}
_WRAPPED = re.compile(f"[{JAPANESE}{PUNCTUATION}]\n(?=[{JAPANESE}{PUNCTUATION}])")


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    if language_of(page) != "ja":
        return
    for text in texts(page):
        for found in _WRAPPED.finditer(text.seen):
            yield text.complaint(
                found.start(),
                found.start() + 1,
                Words(
                    "this line break becomes a space in the middle of Japanese",
                    "この改行は、日本語の途中で空白になります",
                ),
                Words("join the lines", "次の行とつないでください"),
            )
