"""Twins annotate their code alike: the same numbers in its comments, each with an item below.

A number without its explanation opens an empty bubble, and an explanation without its number is a stray list.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.blocks import Block, Section
from kakehashi.pages.pairing import align
from kakehashi.pages.site import Twins
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import twins_rule
from kakehashi.settings import Settings

from ._code import fence_pairs, fence_place
from ._lists import Items, annotation_numbers, likeness, lists_of
from ._shared import at_both, line_place, lonely, section_pairs

JA = """対になるコードには同じ注釈を付けます。コメントの番号も、下の説明の数も同じでなければなりません。

説明のない番号は空の吹き出しを開き、番号のない説明は行き場のない箇条書きになります。
"""
_CODE = "```yaml\nreplicas: 3 # (1)\npaused: true # (2)\n```\n"
GOOD = {
    "ja/a.md": f"# あ {{#a}}\n\n{_CODE}\n1. 数です。\n2. 停止です。\n",
    "en/a.md": f"# A {{#a}}\n\n{_CODE}\n1. The number.\n2. On hold.\n",
}
BAD = {
    "ja/a.md": f"# あ {{#a}}\n\n{_CODE}\n1. 数です。\n2. 停止です。\n",
    "en/a.md": f"# A {{#a}}\n\n{_CODE}\n1. The number.\n",
}


def _explained(section: Section) -> dict[Snippet, Items]:
    return {one.code: one for one in lists_of(section) if one.code is not None}


def _top(items: Items | None) -> list[Block]:
    return [item for item in items.items if item.depth == items.items[0].depth] if items else []


def _unexplained(ja: Snippet, en: Snippet, left: list[Block], right: list[Block]) -> Iterator[Complaint]:
    here = there = 0
    for one, other in align(left, right, likeness):
        if one is None or other is None:
            at = (
                line_place(left[min(here, len(left) - 1)].line) if left else fence_place(ja),
                line_place(right[min(there, len(right) - 1)].line) if right else fence_place(en),
            )
            yield from lonely(
                *at, Words("this explanation of the code", "コードのこの説明"), in_japanese=one is not None
            )
        here, there = here + (one is not None), there + (other is not None)


@twins_rule()
def check(twins: Twins, _: Settings) -> Iterator[Complaint]:
    for pair in section_pairs(twins):
        ours, theirs = _explained(pair.ja), _explained(pair.en)
        for ja, en, here, there in fence_pairs(pair):
            if ja is None or en is None:
                continue
            left, right = annotation_numbers(ja), annotation_numbers(en)
            if left != right:
                words = Words(
                    f"the annotations differ: {_list(left)} in Japanese, {_list(right)} in English",
                    f"注釈の番号が違います。日本語は {_list(left)}、英語は {_list(right)} です",
                )
                yield from at_both(here, there, words)
                continue
            yield from _unexplained(ja, en, _top(ours.get(ja)), _top(theirs.get(en)))


def _list(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers)) or "-"
