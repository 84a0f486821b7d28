"""Twins show the same images.

A picture that one language lacks is an explanation half of the readers go without. A file per language
(``cluster.ja.svg``, ``images/ja/cluster.svg``) counts as the same picture; diagrams in code are compared as code.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.inline import Flow, read_inline
from kakehashi.pages.site import Twins
from kakehashi.rule import twins_rule
from kakehashi.settings import Settings

from ._addresses import plain_address
from ._shared import Met, cells, differences, met, section_pairs, surplus, texts

JA = """対になるページは、同じ画像を示します。

片方の言語にない図は、読者の半分に届かない説明です。言語別のファイル（``cluster.ja.svg`` など）は同じ図とみなします。
コードとして書かれた図は、コードとして比べます。
"""
GOOD = {
    "ja/a.md": "# あ {#a}\n\n![クラスター](../img/cluster.ja.svg)\n",
    "en/a.md": "# A {#a}\n\n![A cluster](../img/cluster.en.svg)\n",
}
BAD = {
    "ja/a.md": "# あ {#a}\n\n![クラスター](../img/cluster.svg)\n",
    "en/a.md": "# A {#a}\n\nA cluster.\n",
}


def _images(flows: Iterator[Flow]) -> Iterator[Met]:
    for flow in flows:
        for piece in read_inline(flow).images:
            yield met(flow, plain_address(piece.value), piece.value, piece.start, piece.end)


@twins_rule()
def check(twins: Twins, _: Settings) -> Iterator[Complaint]:
    for pair in section_pairs(twins):
        ja, en = ([*_images(texts(one)), *_images(cells(one))] for one in (pair.ja, pair.en))
        yield from differences(pair, surplus(ja, en), surplus(en, ja), Words("the image", "画像"))
