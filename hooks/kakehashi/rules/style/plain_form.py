"""A page keeps one form of speech: polite throughout, or plain throughout.

A sentence in である on a page in です・ます reads like a note that was left behind. Sentences are counted in paragraphs
only: lists, tables, headings and quotations have forms of their own.
"""

import re
from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.blocks import BlockKind
from kakehashi.pages.page import Page
from kakehashi.rule import page_rule
from kakehashi.settings import Settings

from ._shared import Text, language_of, running_texts, sentences

JA = """1 つのページでは、文体を「です・ます」か「である」のどちらかにそろえます。

文体の違う 1 文は、消し忘れたメモのように読めます。数えるのは段落の文だけで、箇条書き、表、見出し、引用は
対象にしません。
"""
GOOD = {"ja/a.md": "# あ {#a}\n\nPod は動きます。これは例です。\n", "en/a.md": "# A {#a}\n\nA Pod runs.\n"}
BAD = {
    "ja/a.md": "# あ {#a}\n\nPod は動きます。これは例です。タスクとは別物である。\n",
    "en/a.md": "# A {#a}\n\nA Pod runs.\n",
}
_ASIDE = re.compile(r"「[^「」]*」|『[^『』]*』|（[^（）]*）")
_POLITE = re.compile(r"(?:です|ます|ました|ません|でした|でしょう|ましょう|ください|ですか|ますか|ませんか)$")
_PLAIN = re.compile(r"(?:る|(?<!ま)だ|(?<!まし)(?<!でし)(?<!か)た|ない|(?<![まで])す)$")


def _counted(page: Page) -> Iterator[tuple[Text, int, int, bool]]:
    """Yield every sentence whose form can be told: its text, its last characters, and whether it is polite."""
    for text in running_texts(page):
        if text.block.kind is not BlockKind.PARAGRAPH or text.block.stands_in(BlockKind.ITEM):
            continue
        plain = _ASIDE.sub(lambda match: "＊" * len(match.group()), text.seen)
        for sentence in sentences(plain, "ja"):
            said = sentence.text.rstrip("。！？」』）")
            end = sentence.start + len(said)
            if sentence.text[len(said) : len(said) + 1] != "。" or not said:
                continue
            if _POLITE.search(said):
                yield text, max(sentence.start, end - 6), end, True
            elif _PLAIN.search(said) and not text.in_link(end - 1):
                yield text, max(sentence.start, end - 6), end, False


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    if language_of(page) != "ja":
        return
    found = list(_counted(page))
    polite = sum(one[3] for one in found)
    usual = polite * 2 >= len(found)
    form = Words("です・ます", "です・ます") if usual else Words("である", "である")
    for text, start, end, is_polite in found:
        if is_polite is not usual:
            yield text.complaint(
                start,
                end,
                Words(f"this sentence leaves the form of the page, which is {form.en}",
                      f"この文だけ文体が違います（このページは「{form.ja}」です）"),
            )  # fmt: skip
