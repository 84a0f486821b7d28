"""Every page exists in both languages.

A reader who switches the language would land on a page in the other one, or on nothing.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Span, Words
from kakehashi.pages.site import Twins
from kakehashi.rule import twins_rule
from kakehashi.settings import Settings

from ._shared import NAMES

JA = """すべてのページは、両方の言語になければなりません。

言語を切り替えた読者が、別の言語のページや、存在しないページに行き着いてしまいます。
"""
GOOD = {"ja/a.md": "# あ {#a}\n", "en/a.md": "# A {#a}\n"}
BAD = {"ja/a.md": "# あ {#a}\n", "ja/b.md": "# い {#b}\n", "en/b.md": "# B {#b}\n"}


@twins_rule()
def check(twins: Twins, _: Settings) -> Iterator[Complaint]:
    page = next(iter(twins.pages.values()))
    for language, path in twins.expected.items():
        if language not in twins.pages:
            name = NAMES[language]
            yield Complaint(
                Span(1, 1, 1, 2),
                Words(f"{name.en} is missing", f"{name.ja}がありません"),
                Words(f"write {path}", f"{path} を書いてください"),
                path=page.path,
            )
