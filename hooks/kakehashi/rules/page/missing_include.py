"""An include must name a file that exists below the documentation folder.

The reader would see an empty block, or the build would stop with a message that names no line.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.page import Page
from kakehashi.rule import of_line, page_rule
from kakehashi.settings import Settings

JA = """インクルードは、ドキュメントフォルダーの下にあるファイルを指さなければなりません。

指す先がなければ、読者には空のブロックが見えるか、行番号のないメッセージでビルドが止まります。
"""
GOOD = {"page.md": '```text\n--8<-- "hello.txt"\n```\n', "hello.txt": "hello\n"}
BAD = {"page.md": '```text\n--8<-- "hallo.txt"\n```\n', "hello.txt": "hello\n"}


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    for missing in page.missing_includes:
        start = max(missing.line.text.find(missing.target), 0)
        yield Complaint(
            of_line(missing.line, start, start + len(missing.target)),
            Words(
                f"`{missing.target}` cannot be included: there is no such file or section below the docs folder",
                f"`{missing.target}` を取り込めません。docs フォルダーの下に、そのファイルまたは節がありません",
            ),
            path=missing.line.path,
        )
