"""Between Latin letters or digits and Japanese stands one space, next to full-width punctuation none.

One convention makes text searchable and diffs quiet: ``Pod は`` is found, ``Podは`` is another string. Code counts as
Latin letters.
"""

import re
from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.inline import CODE
from kakehashi.pages.page import Page
from kakehashi.rule import page_rule
from kakehashi.settings import Settings

from ._shared import JAPANESE, PUNCTUATION, language_of, texts

JA = """英数字と日本語の間には半角スペースを 1 つ入れ、全角の約物の前後には入れません。

書き方が 1 つに決まっていれば、検索で見つかり、差分も静かになります。コードも英字とみなします。
"""
GOOD = {
    "ja/a.md": "# あ {#a}\n\nPod は `web` を 2 つ動かします（既定）。\n",
    "en/a.md": "# A {#a}\n\nA Pod runs `web` twice.\n",
}
BAD = {
    "ja/a.md": "# あ {#a}\n\nPodは `web` を 2 つ動かします （既定）。\n",
    "en/a.md": "# A {#a}\n\nA Pod runs `web` twice.\n",
}
_LATIN = f"A-Za-z0-9{CODE}"
CLOSED = PUNCTUATION.replace("！", "").replace("？", "")
"""Punctuation after which no space may stand; some writers leave one after a question or an exclamation."""

_MISSING = re.compile(f"(?<=[{_LATIN}])(?=[{JAPANESE}])|(?<=[{JAPANESE}])(?=[{_LATIN}])")
_NEEDLESS = re.compile(f"(?<=[{CLOSED}])[ \u00a0]+(?=\\S)|(?<=\\S)[ \u00a0]+(?=[{PUNCTUATION}])")


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    if language_of(page) != "ja":
        return
    for text in texts(page):
        for found in _MISSING.finditer(text.seen):
            shown = text.seen[found.start() - 1 : found.start() + 1].replace(CODE, "…")
            yield text.complaint(
                found.start() - 1,
                found.start() + 1,
                Words(
                    f"no space between Latin and Japanese: “{shown}”",
                    f"英数字と日本語の間にスペースがありません:「{shown}」",
                ),
                Words(f"write “{shown[0]} {shown[1]}”", f"「{shown[0]} {shown[1]}」と書いてください"),
            )
        for found in _NEEDLESS.finditer(text.seen):
            yield text.complaint(
                found.start(),
                found.end(),
                Words("a space next to full-width punctuation", "全角の約物の隣にスペースがあります"),
                Words("delete the space", "スペースを消してください"),
            )
