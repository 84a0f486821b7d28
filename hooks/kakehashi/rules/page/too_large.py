"""A page must not be larger than two megabytes.

No reader finishes such a page, browsers struggle with it and search engines cut it off. It is most often
pasted output or an image written into the text.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Span, Words
from kakehashi.pages.source import MAX_PAGE_BYTES, Kind, Source
from kakehashi.rule import source_rule
from kakehashi.settings import Settings

JA = """ページは 2 MB を超えてはいけません。

そのような長さのページを読み終える人はいません。ブラウザーは重くなり、検索エンジンは途中で打ち切ります。
たいていは、貼り付けた出力か、本文に埋め込まれた画像が原因です。
"""
GOOD = "# Page {#page}\n"
BAD = b"x" * (MAX_PAGE_BYTES + 1)


@source_rule()
def check(source: Source, _: Settings) -> Iterator[Complaint]:
    if source.kind is Kind.TOO_LARGE:
        size, limit = source.size / 1e6, MAX_PAGE_BYTES / 1e6
        yield Complaint(
            Span(1, 1, 1, 2),
            Words(
                f"the page has {size:.1f} MB; more than {limit:.0f} MB is not read, so nothing in it was checked",
                f"ページが {size:.1f} MB あります。{limit:.0f} MB を超えるページは読み込まず、中身を検査していません",
            ),
            Words(
                "split it, or move pasted output and images into files",
                "分割するか、出力や画像を別ファイルに移してください",
            ),
        )
