"""Every heading needs an explicit id in ASCII.

Ids made from Japanese headings are ``_1``, ``_2`` and move with every edit, so links break in silence, and
a reader who switches the language lands at the top of the page instead of the section.
"""

import re
from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.page import Page
from kakehashi.rule import of_line, page_rule
from kakehashi.settings import Settings

JA = """見出しには必ず、ASCII の id を明示します。

日本語の見出しから自動で作られる id は ``_1``、``_2`` となり、編集のたびにずれます。リンクは黙って切れ、
言語を切り替えた読者は、同じ節ではなくページの先頭に飛ばされます。
"""
GOOD = "# クラスター {#cluster}\n"
BAD = "# クラスター\n"
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*$")


@page_rule()
def check(page: Page, _: Settings) -> Iterator[Complaint]:
    seen: dict[str, int] = {}
    for heading in page.headings:
        place, path = of_line(heading.line), heading.line.path
        if heading.id is None:
            words = re.sub(r"[^a-z0-9]+", "-", heading.text.lower()).strip("-")
            yield Complaint(
                place,
                Words(f"the heading “{heading.text}” has no id", f"見出し「{heading.text}」に id がありません"),
                Words(
                    f"add {{#{words or 'short-english-name'}}} at its end",
                    f"末尾に {{#{words or 'short-english-name'}}} を付けてください",
                ),
                path=path,
            )
        elif not _ID.match(heading.id):
            yield Complaint(
                place,
                Words(f"the id `{heading.id}` is not lower-case ASCII words joined by hyphens",
                      f"id `{heading.id}` は、半角小文字の単語をハイフンでつないだ形ではありません"),
                path=path,
            )  # fmt: skip
        elif heading.id in seen:
            yield Complaint(
                place,
                Words(f"the id `{heading.id}` already stands at line {seen[heading.id]}",
                      f"id `{heading.id}` は {seen[heading.id]} 行目で使われています"),
                path=path,
            )  # fmt: skip
        else:
            seen[heading.id] = heading.line.number
