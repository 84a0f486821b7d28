"""A file starts with its text, not with a byte order mark.

The mark hides the front matter from the site generator, and a manifest that is copied with it from the page fails.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Span, Words
from kakehashi.pages.page import Page
from kakehashi.rule import page_rule
from kakehashi.settings import Settings

JA = """ファイルの先頭にバイト順マーク（BOM）を置きません。

BOM があると、サイトを作るツールはフロントマターを読み落とします。BOM ごとコピーされたマニフェストは失敗します。
"""
GOOD = "# Page {#page}\n"
BAD = "\ufeff# Page {#page}\n"


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    named = {page.path} if page.source.text.startswith("\ufeff") else set()
    if "8<" in page.source.text:
        named |= {line.path for line in page.lines if line.number == 1 and line.text.lstrip().startswith("\ufeff")}
    for path in sorted(named):
        yield Complaint(
            Span(1, 1, 1, 2),
            Words(
                "the file starts with a byte order mark (U+FEFF)", "ファイルがバイト順マーク（U+FEFF）で始まっています"
            ),
            Words("save it as UTF-8 without BOM", "BOM なしの UTF-8 で保存してください"),
            fix="",
            path=path,
        )
