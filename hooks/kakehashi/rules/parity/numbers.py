"""Twins state the same versions, dates, amounts and ports.

1.34 here and 1.35 there: one of the two readers plans with the wrong one. Numbers up to twelve may be words in either
language, and digits inside a name (``EC2``) are no numbers.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.site import Twins
from kakehashi.rule import twins_rule
from kakehashi.settings import Settings

from ._shared import section_pairs, texts
from ._words import compare_numbers

JA = """対になる節では、バージョン、日付、量、ポート番号を同じにします。

片方が 1.34、もう片方が 1.35 なら、読者のどちらかは誤った値で計画を立てます。12 までの数は
どちらの言語でも言葉で書いてよく、名前の中の数字（``EC2`` など）は数とみなしません。
"""
GOOD = {
    "ja/a.md": "# あ {#a}\n\n1.34 から使えます。API サーバーは三つ、ポートは 10250 番です。\n",
    "en/a.md": "# A {#a}\n\nSince 1.34 there are three API servers on port 10250.\n",
}
BAD = {
    "ja/a.md": "# あ {#a}\n\n1.34 から使えます。\n",
    "en/a.md": "# A {#a}\n\nAvailable since 1.35.\n",
}


@twins_rule()
def check(twins: Twins, _: Settings) -> Iterator[Complaint]:
    for pair in section_pairs(twins):
        yield from compare_numbers(pair, texts(pair.ja), texts(pair.en))
