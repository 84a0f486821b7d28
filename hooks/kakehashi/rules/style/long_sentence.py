"""A sentence has at most 40 words in English, 120 characters in Japanese.

Readers come with a question and read across; what they cannot take in at one go they skip. Code counts as one word.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Severity, Words
from kakehashi.pages.page import Page
from kakehashi.rule import page_rule
from kakehashi.settings import Settings

from ._shared import language_of, running_texts, sentences, without_code

JA = """1 つの文は、日本語で 120 文字、英語で 40 語までにします。

読者は疑問を持って訪れ、拾い読みをします。一息で読めない文は飛ばされます。コードは 1 語と数えます。
"""
_LONG = "ノードの空きを調べ、条件に合わないものを除き、残りに点を付け、最も高いものを選び、" * 4
GOOD = {"ja/a.md": "# あ {#a}\n\nノードを選びます。\n", "en/a.md": "# A {#a}\n\nIt picks a node.\n"}
BAD = {"ja/a.md": f"# あ {{#a}}\n\n{_LONG}書き込みます。\n", "en/a.md": "# A {#a}\n\nIt picks a node.\n"}
MOST_CHARACTERS, MOST_WORDS = 120, 40


@page_rule(Severity.WARNING)
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    language = language_of(page)
    if language is None:
        return
    for text in running_texts(page):
        for sentence in sentences(text.seen, language):
            said = without_code(sentence.text)
            length = len("".join(said.split())) if language == "ja" else len(said.split())
            if length > (MOST_CHARACTERS if language == "ja" else MOST_WORDS):
                yield text.complaint(
                    sentence.start,
                    sentence.end,
                    Words(f"a sentence of {length} {'characters' if language == 'ja' else 'words'}",
                          f"1 文が {length} {'文字' if language == 'ja' else '語'}あります"),
                    Words("say it in two", "2 つに分けてください"),
                )  # fmt: skip
