"""Twins name the same commands, fields and values in a section's text.

A field that was renamed in one sentence and not in its twin sends half of the readers looking for something that is not
there. How often a name is repeated is the writer's choice; names of placeholders and Japanese in a code span are free.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint
from kakehashi.pages.site import Twins
from kakehashi.rule import twins_rule
from kakehashi.settings import Settings

from ._shared import section_pairs, texts
from ._words import code_spans, compare_code

JA = """対になる節の文章では、同じコマンド、フィールド、値を挙げます。

片方の文だけで直されたフィールド名は、読者の半分に、ないものを探させます。名前を何度繰り返すかは書き手に任せます。
プレースホルダーの名前と、コードの中の日本語は訳してかまいません。
"""
GOOD = {
    "ja/a.md": "# あ {#a}\n\n`requests` は配置に使われます。\n",
    "en/a.md": "# A {#a}\n\n`requests` decide where the Pod fits.\n",
}
BAD = {
    "ja/a.md": "# あ {#a}\n\n`requests` は配置に使われます。\n",
    "en/a.md": "# A {#a}\n\n`limits` decide where the Pod fits.\n",
}


@twins_rule()
def check(twins: Twins, _: Settings) -> Iterator[Complaint]:
    for pair in section_pairs(twins):
        yield from compare_code(pair, list(code_spans(texts(pair.ja))), list(code_spans(texts(pair.en))))
