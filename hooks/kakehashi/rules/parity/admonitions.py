"""Twins have the same boxes, of the same kind, in the same order.

A trap that only one language warns of is one that half of the readers walk into. Titles are translated.
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

JA = """対になるページには、同じ種類の囲みを、同じ順で置きます。

片方の言語でしか注意していない落とし穴には、読者の半分が落ちます。題は訳します。
"""
GOOD = {
    "ja/a.md": '# あ {#a}\n\n!!! warning "落とし穴"\n\n    注意します。\n',
    "en/a.md": '# A {#a}\n\n!!! warning "Trap"\n\n    Take care.\n',
}
BAD = {
    "ja/a.md": '# あ {#a}\n\n!!! warning "落とし穴"\n\n    注意します。\n',
    "en/a.md": '# A {#a}\n\n!!! info "On EKS"\n\n    Take care.\n',
}


def _kind(box: Block) -> str:
    return f"{box.marker} {box.name}"


def _likeness(one: Block, other: Block) -> float:
    ours, theirs = item_tokens(one), item_tokens(other)
    shared = len(ours & theirs) / len(ours | theirs) if ours or theirs else 0.5
    return shared * 0.4 + 0.6 * (_kind(one) == _kind(other))


@twins_rule()
def check(twins: Twins, _: Settings) -> Iterator[Complaint]:
    for pair in section_pairs(twins):
        ja, en = of_kind(pair.ja, BlockKind.BOX), of_kind(pair.en, BlockKind.BOX)
        here = there = 0
        for one, other in align(ja, en, _likeness):
            if one is None or other is None:
                at = block_place(pair.ja_page, pair.ja, ja, here), block_place(pair.en_page, pair.en, en, there)
                yield from lonely(*at, Words("this box", "この囲み"), in_japanese=one is not None)
            elif _kind(ja[one]) != _kind(en[other]):
                words = Words(
                    f"the boxes differ in kind: `{_kind(ja[one])}` in Japanese, `{_kind(en[other])}` in English",
                    f"囲みの種類が違います。日本語は `{_kind(ja[one])}`、英語は `{_kind(en[other])}` です",
                )
                yield from at_both(line_place(ja[one].line), line_place(en[other].line), words)
            here, there = here + (one is not None), there + (other is not None)
