"""Twins have the same lists: as many, with as many items, nested alike.

A step that stands in one language only leaves half of the readers with a procedure that does not work.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.pairing import align
from kakehashi.pages.site import Twins
from kakehashi.rule import twins_rule
from kakehashi.settings import Settings

from ._lists import Items, first_lines, likeness, list_likeness, lists_of
from ._shared import at_both, block_place, line_place, lonely, section_pairs

JA = """対になるページの箇条書きは、数も、項目の数も、入れ子も同じでなければなりません。

片方の言語にしかない手順があれば、読者の半分は、うまくいかない手順をなぞることになります。
"""
GOOD = {
    "ja/a.md": "# あ {#a}\n\n1. 準備します。\n2. 適用します。\n",
    "en/a.md": "# A {#a}\n\n1. Prepare.\n2. Apply.\n",
}
BAD = {
    "ja/a.md": "# あ {#a}\n\n1. 準備します。\n2. 適用します。\n",
    "en/a.md": "# A {#a}\n\n1. Prepare.\n",
}
_LIST, _ITEM = Words("this list", "この箇条書き"), Words("this item", "この項目")


def _compare(ja: Items, en: Items) -> Iterator[Complaint]:
    here = there = 0
    for one, other in align(ja.items, en.items, likeness):
        if one is None or other is None:
            at = (
                line_place(ja.items[min(here, len(ja.items) - 1)].line),
                line_place(en.items[min(there, len(en.items) - 1)].line),
            )
            yield from lonely(*at, _ITEM, in_japanese=one is not None)
        else:
            left, right = ja.items[one], en.items[other]
            if (left.depth, left.ordered) != (right.depth, right.ordered):
                words = Words("the items differ in level or in numbering", "項目の入れ子か、番号の有無が違います")
                yield from at_both(line_place(left.line), line_place(right.line), words)
        here, there = here + (one is not None), there + (other is not None)


@twins_rule()
def check(twins: Twins, _: Settings) -> Iterator[Complaint]:
    for pair in section_pairs(twins):
        # Lists that explain annotations belong to the rule about those.
        ja = [one for one in lists_of(pair.ja) if one.code is None]
        en = [one for one in lists_of(pair.en) if one.code is None]
        here = there = 0
        for one, other in align(ja, en, list_likeness):
            if one is not None and other is not None:
                yield from _compare(ja[one], en[other])
            else:
                at = (
                    block_place(pair.ja_page, pair.ja, first_lines(ja), here),
                    block_place(pair.en_page, pair.en, first_lines(en), there),
                )
                yield from lonely(*at, _LIST, in_japanese=one is not None)
            here, there = here + (one is not None), there + (other is not None)
