"""Twins have the same tables: as many, with as many columns and rows.

A row that stands in one language only is a comparison that half of the readers never see.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.site import Twins
from kakehashi.rule import twins_rule
from kakehashi.settings import Settings

from ._shared import at_both, lonely, section_pairs
from ._tables import header_place, row_pairs, table_pairs

JA = """対になるページの表は、数も、列も、行も同じでなければなりません。

片方の言語にしかない行は、読者の半分が見ることのない比較です。
"""
GOOD = {
    "ja/a.md": "| ECS | Kubernetes |\n|---|---|\n| タスク | Pod |\n",
    "en/a.md": "| ECS | Kubernetes |\n|---|---|\n| task | Pod |\n",
}
BAD = {
    "ja/a.md": "| ECS | Kubernetes |\n|---|---|\n| タスク | Pod |\n",
    "en/a.md": "| ECS | Kubernetes |\n|---|---|\n| task | Pod |\n| task definition | template |\n",
}


@twins_rule()
def check(twins: Twins, _: Settings) -> Iterator[Complaint]:
    for pair in section_pairs(twins):
        for here, there, ja_place, en_place in table_pairs(pair):
            if here is None or there is None:
                yield from lonely(ja_place, en_place, Words("this table", "この表"), in_japanese=here is not None)
                continue
            if len(here.header) != len(there.header):
                words = Words(
                    f"the table has {len(here.header)} columns in Japanese, {len(there.header)} in English",
                    f"表の列数が違います。日本語は {len(here.header)}、英語は {len(there.header)} です",
                )
                yield from at_both(header_place(here), header_place(there), words)
                continue
            for row, other, ja_row, en_row in row_pairs(here, there):
                if row is None or other is None:
                    yield from lonely(ja_row, en_row, Words("this row", "この行"), in_japanese=row is not None)
                elif len(here.rows[row]) != len(there.rows[other]):
                    words = Words(
                        f"the row has {len(here.rows[row])} cells in Japanese, {len(there.rows[other])} in English",
                        f"行のセルの数が違います。日本語は {len(here.rows[row])}、英語は {len(there.rows[other])} です",
                    )
                    yield from at_both(ja_row, en_row, words)
