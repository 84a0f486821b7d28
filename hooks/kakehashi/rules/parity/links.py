"""Twins link to the same places, in each language where the place has several.

A source that stands on one side only leaves the other's claim without proof. Compared are targets without the parts
that name a language: ``/ja_jp/``, ``/ja/``, ``deed.ja`` and their English forms.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.inline import Flow, read_inline
from kakehashi.pages.site import Twins
from kakehashi.rule import twins_rule
from kakehashi.settings import Settings

from ._addresses import plain_address, without_anchor
from ._shared import Met, Pair, cells, differences, met, section_pairs, surplus, texts

JA = """対になるページは、同じ場所にリンクします。言語別の版がある場所には、それぞれの言語でリンクします。

片方にしかない出典は、もう片方の主張を裏づけのないままにします。``/ja_jp/`` や ``deed.ja`` のような言語を表す部分を
除いて比べます。
"""
GOOD = {
    "ja/a.md": "# あ {#a}\n\n[EKS](https://docs.aws.amazon.com/ja_jp/eks/) と[橋](b.md#c)。\n\n- [CC BY](https://creativecommons.org/licenses/by/4.0/deed.ja)\n",
    "en/a.md": "# A {#a}\n\n[EKS](https://docs.aws.amazon.com/eks/) and [the bridge](b.md#c).\n\n- [CC BY](https://creativecommons.org/licenses/by/4.0/)\n",
}
BAD = {
    "ja/a.md": "# あ {#a}\n\n[ノード](https://kubernetes.io/ja/docs/concepts/architecture/nodes/)\n",
    "en/a.md": "# A {#a}\n\n[Nodes](https://kubernetes.io/docs/concepts/architecture/cri/)\n",
}
_LINK, _NOTE = Words("the link", "リンク"), Words("the footnote", "脚注")


def _links(flows: Iterator[Flow]) -> Iterator[Met]:
    for flow in flows:
        for piece in read_inline(flow).links:
            yield met(flow, plain_address(piece.value), piece.value, piece.start, piece.end)


def _notes(flows: Iterator[Flow]) -> Iterator[Met]:
    for flow in flows:
        for piece in read_inline(flow).notes:
            yield met(flow, piece.value, f"[^{piece.value}]", piece.start, piece.end)


def _untranslated(ours: list[Met], theirs: list[Met]) -> list[Met]:
    """Take away what has a twin but for an anchor of which one is translated."""
    free = [without_anchor(one.key) for one in theirs if one.key.endswith("#*")]
    known = [without_anchor(one.key) for one in theirs]
    kept = []
    for one in ours:
        pool = known if one.key.endswith("#*") else free
        if without_anchor(one.key) in pool:
            pool.remove(without_anchor(one.key))
        else:
            kept.append(one)
    return kept


def _compare(pair: Pair, ja: list[Met], en: list[Met], thing: Words) -> Iterator[Complaint]:
    ours, theirs = surplus(ja, en), surplus(en, ja)
    yield from differences(pair, _untranslated(ours, theirs), _untranslated(theirs, ours), thing)


@twins_rule()
def check(twins: Twins, _: Settings) -> Iterator[Complaint]:
    for pair in section_pairs(twins):
        ja, en = ([*_links(texts(one)), *_links(cells(one))] for one in (pair.ja, pair.en))
        yield from _compare(pair, ja, en, _LINK)
        ja, en = ([*_notes(texts(one)), *_notes(cells(one))] for one in (pair.ja, pair.en))
        yield from _compare(pair, ja, en, _NOTE)
