"""Twins have the same headings: level by level, id by id.

A link to a section, and the language switch, work only while both pages have the same ids in the same order.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.page import Heading, Page
from kakehashi.pages.site import Twins
from kakehashi.rule import of_line, twins_rule
from kakehashi.settings import Settings

from ._shared import Place, at_both, both, changes, page_place

JA = """対になるページの見出しは、レベルも id も同じでなければなりません。

節へのリンクと言語の切り替えは、両方のページに同じ id が同じ順で並んでいるときだけ正しく働きます。
"""
GOOD = {"ja/a.md": "# あ {#a}\n\n## い {#b}\n", "en/a.md": "# A {#a}\n\n## B {#b}\n"}
BAD = {"ja/a.md": "# あ {#a}\n\n## い {#b}\n", "en/a.md": "# A {#a}\n\n## B {#c}\n"}


def _place(page: Page, index: int) -> Place:
    if not page.headings:
        return page_place(page)
    heading = page.headings[min(index, len(page.headings) - 1)]
    return Place(heading.line.path, of_line(heading.line))


def _name(heading: Heading) -> str:
    return f"{'#' * heading.level} {{#{heading.id}}}" if heading.id else f"{'#' * heading.level} {heading.text}"


def _keys(page: Page) -> list[str]:
    return [f"{heading.level} {heading.id or ''}" for heading in page.headings]


@twins_rule()
def check(twins: Twins, _: Settings) -> Iterator[Complaint]:
    pair = both(twins)
    if pair is None:
        return
    ja, en = pair
    for kind, left, left_end, right, right_end in changes(_keys(ja), _keys(en)):
        if kind == "replace" and left_end - left == right_end - right:
            for offset in range(left_end - left):
                here, there = ja.headings[left + offset], en.headings[right + offset]
                yield from at_both(
                    _place(ja, left + offset),
                    _place(en, right + offset),
                    Words(
                        f"the headings differ: `{_name(here)}` in Japanese, `{_name(there)}` in English",
                        f"見出しが違います。日本語は `{_name(here)}`、英語は `{_name(there)}` です",
                    ),
                    Words("give both the same level and id", "レベルと id を同じにしてください"),
                )
            continue
        for index in range(left, left_end):
            words = Words(
                f"the heading `{_name(ja.headings[index])}` has no twin in English",
                f"見出し `{_name(ja.headings[index])}` が英語のページにありません",
            )
            yield from at_both(_place(ja, index), _place(en, right), words)
        for index in range(right, right_end):
            words = Words(
                f"the heading `{_name(en.headings[index])}` has no twin in Japanese",
                f"見出し `{_name(en.headings[index])}` が日本語のページにありません",
            )
            yield from at_both(_place(ja, left), _place(en, index), words)
