"""Twins have the same tabs, in the same order.

The language switch keeps the tab a reader chose by its place, and a way that only one tab shows is missing without it.
Titles are translated.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.blocks import Block, BlockKind
from kakehashi.pages.pairing import align
from kakehashi.pages.site import Twins
from kakehashi.rule import twins_rule
from kakehashi.settings import Settings

from ._lists import item_tokens
from ._shared import at_both, block_place, line_place, lonely, of_kind, section_pairs

JA = """対になるページには、同じタブを、同じ順で置きます。

言語の切り替えは、読者が選んだタブを順番で覚えています。また、片方にしかないタブの手順は、もう片方の読者には届きません。題は訳します。
"""
_TABS = '=== "kind"\n\n    a\n\n=== "EKS"\n\n    b\n'
GOOD = {"ja/a.md": f"# あ {{#a}}\n\n{_TABS}", "en/a.md": f"# A {{#a}}\n\n{_TABS}"}
BAD = {"ja/a.md": f"# あ {{#a}}\n\n{_TABS}", "en/a.md": '# A {#a}\n\n=== "kind"\n\n    a\n'}


def _likeness(one: Block, other: Block) -> float:
    ours, theirs = item_tokens(one), item_tokens(other)
    return len(ours & theirs) / len(ours | theirs) if ours or theirs else 0.5


@twins_rule()
def check(twins: Twins, _: Settings) -> Iterator[Complaint]:
    for pair in section_pairs(twins):
        ja, en = of_kind(pair.ja, BlockKind.TAB), of_kind(pair.en, BlockKind.TAB)
        here = there = 0
        for one, other in align(ja, en, _likeness):
            if one is None or other is None:
                at = block_place(pair.ja_page, pair.ja, ja, here), block_place(pair.en_page, pair.en, en, there)
                yield from lonely(*at, Words("this tab", "このタブ"), in_japanese=one is not None)
            elif ja[one].marker != en[other].marker:
                words = Words("one of these tabs starts a new group", "片方のタブだけが新しい組を始めています")
                yield from at_both(line_place(ja[one].line), line_place(en[other].line), words)
            here, there = here + (one is not None), there + (other is not None)
