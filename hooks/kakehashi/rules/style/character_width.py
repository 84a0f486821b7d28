"""Japanese text has full-width punctuation, and half-width letters and digits.

A half-width comma between kanji, or ``１.34`` with a full-width one, looks like the slip it is, and no search finds it.
"""

import re
from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.page import Page
from kakehashi.rule import page_rule
from kakehashi.settings import Settings

from ._shared import JAPANESE, language_of, texts

JA = """日本語の文では、約物は全角、英数字は半角にします。

漢字の間の半角コンマや、全角の数字で書いたバージョンは、書き誤りに見え、検索でも見つかりません。
"""
GOOD = {
    "ja/a.md": "# あ {#a}\n\nノード（node）は 3 つ、Pod は 2 つです。\n",
    "en/a.md": "# A {#a}\n\nThree nodes, two Pods.\n",
}
BAD = {
    "ja/a.md": "# あ {#a}\n\nノード(node)は３つ,Pod は 2 つです。\n",
    "en/a.md": "# A {#a}\n\nThree nodes, two Pods.\n",
}
_FULL = {",": "、", ".": "。", ":": "：", ";": "；", "!": "！", "?": "？", "(": "（", ")": "）"}
_AFTER = re.compile(rf"(?<=[{JAPANESE}])[,.:;!?](?=[\s{JAPANESE}]|$)")
_COMMA = re.compile(rf"(?<=[{JAPANESE}]),")
_BRACKETS = re.compile(r"\([^()]*\)")
_LETTER = re.compile(f"[{JAPANESE}]")
_HALF = re.compile("[｡-ﾟ]+")
_WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ]+")


def _narrow(text: str) -> str:
    return "".join(chr(ord(char) - 0xFEE0) for char in text)


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    if language_of(page) != "ja":
        return
    for text in texts(page):
        seen = text.seen
        marks = {found.start(): found.end() for pattern in (_AFTER, _COMMA) for found in pattern.finditer(seen)}
        for found in _BRACKETS.finditer(seen):
            around = seen[: found.start()].rstrip(" ")[-1:] + found.group() + seen[found.end() :].lstrip(" ")[:1]
            if _LETTER.search(around):
                marks |= {found.start(): found.start() + 1, found.end() - 1: found.end()}
        for start, end in sorted(marks.items()):
            char = seen[start]
            yield text.complaint(
                start,
                end,
                Words(f"half-width `{char}` in Japanese text", f"日本語の文に半角の `{char}` があります"),
                Words(f"write `{_FULL[char]}`", f"`{_FULL[char]}` と書いてください"),
            )
        for found in _WIDE.finditer(seen):
            yield text.complaint(
                found.start(),
                found.end(),
                Words(f"full-width `{found.group()}`", f"全角の `{found.group()}` があります"),
                Words(f"write `{_narrow(found.group())}`", f"`{_narrow(found.group())}` と書いてください"),
            )
        for found in _HALF.finditer(seen):
            words = Words(f"half-width kana `{found.group()}`", f"半角カナ `{found.group()}` があります")
            yield text.complaint(
                found.start(), found.end(), words, Words("write full-width kana", "全角で書いてください")
            )
