"""A page must be a regular file that can be read.

A folder named ``x.md``, a broken link or a file without read permission is left out of the site
without a word; readers then meet a missing page.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Span, Words
from kakehashi.pages.source import Kind, Source
from kakehashi.rule import source_rule
from kakehashi.settings import Settings

JA = """ページは、読み込める通常のファイルでなければなりません。

``x.md`` という名前のフォルダー、切れたリンク、読み取り権限のないファイルは、何も言わずにサイトから外れます。
読者は、あるはずのページを見つけられません。
"""
GOOD = "# Page {#page}\n"
BAD = {"x.md/": ""}


@source_rule()
def check(source: Source, _: Settings) -> Iterator[Complaint]:
    if source.kind is Kind.DIRECTORY:
        yield Complaint(
            Span(1, 1, 1, 2),
            Words("this is a folder, not a page", "ページではなくフォルダーです"),
            Words("rename the folder so that it does not end in .md", "末尾が .md にならない名前に変えてください"),
        )
    elif source.kind is Kind.UNREADABLE:
        yield Complaint(
            Span(1, 1, 1, 2),
            Words(f"the page cannot be read ({source.reason})", f"ページを読み込めません（{source.reason}）"),
        )
