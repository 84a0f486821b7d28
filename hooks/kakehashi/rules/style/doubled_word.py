"""No word stands twice in a row.

``the the`` survives every reading, because the eye passes over it, and a doubled particle does the same in Japanese.
"""

import re
from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.page import Page
from kakehashi.rule import page_rule
from kakehashi.settings import Settings

from ._shared import JAPANESE, language_of, texts

JA = """同じ言葉を続けて書きません。

``the the`` のような重なりは、目が飛ばしてしまうので、何度読んでも残ります。日本語では「をを」のような助詞の重なりが
同じです。
"""
GOOD = {"ja/a.md": "# あ {#a}\n\nPod を消します。\n", "en/a.md": "# A {#a}\n\nDelete the Pod that that rule made.\n"}
BAD = {"ja/a.md": "# あ {#a}\n\nPod を消します。\n", "en/a.md": "# A {#a}\n\nDelete the the Pod.\n"}
_ENGLISH = re.compile(r"(?<![\w'-])([A-Za-z]+)[ \n]+\1(?![\w'-])", re.IGNORECASE)
_JAPANESE = re.compile(rf"(?<=[{JAPANESE}A-Za-z0-9 ])([をがに])\1(?=[{JAPANESE}A-Za-z0-9 、])")
_MAY_REPEAT = frozenset({"that", "had", "no", "so", "very", "many", "far", "long"})


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    language = language_of(page)
    if language is None:
        return
    for text in texts(page):
        for found in (_ENGLISH if language == "en" else _JAPANESE).finditer(text.seen):
            if found[1].lower() not in _MAY_REPEAT:
                shown = " ".join(found.group().split())
                words = Words(f"“{shown}”: the word stands twice", f"「{shown}」と重なっています")
                yield text.complaint(found.start(), found.end(), words, Words("delete one", "片方を消してください"))
