"""Text is not garbled by a wrong encoding.

A page that was once opened in the wrong encoding and saved shows ``ã‚¯`` for ク, or ``â€™`` for an apostrophe. It is
valid UTF-8, so no tool complains, and readers cannot read it.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.page import Page
from kakehashi.rule import of_line, page_rule
from kakehashi.settings import Settings

from ._mojibake import garbled, repaired

JA = """文字化けした文章を残しません。

誤った文字コードで開いて保存したページでは、「ク」が ``ã‚¯`` に、アポストロフィが ``â€™`` になります。
UTF-8 としては正しいため、どのツールも何も言いませんが、読者には読めません。
"""
GOOD = "# クラスター {#cluster}\n\nCafé, Übung, “naïve” – São Paulo, «là»…\n"
BAD = "# ã‚¯ãƒ©ã‚¹ã‚¿ãƒ¼ {#cluster}\n"


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    for line in page.lines:
        pieces = garbled(line.text)
        if not pieces:
            continue
        original = repaired(line.text, pieces)
        encoding = pieces[0].encoding
        yield Complaint(
            of_line(line, pieces[0].start, pieces[-1].end),
            Words(
                f"garbled text: UTF-8 that was once read as {encoding}",
                f"文字化けです（UTF-8 の文章を {encoding} として読んだもの）",
            ),
            Words(f"it probably said “{original}”", f"元の文章はおそらく「{original}」です"),
            path=line.path,
        )
