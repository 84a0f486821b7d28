"""Twins have the same tables: as many, with as many columns and rows.

A row that stands in one language only is a comparison that half of the readers never see.
"""

from collections.abc import Iterator

from ...finding import Complaint, Words
from ...pages.page import Page
from ...pages.site import Twins
from ...pages.table import Table
from ...rule import of_line, twins_rule
from ...settings import Settings
from ._shared import Place, at_both, both, page_place

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


def _place(page: Page, index: int) -> Place:
    if not page.tables:
        return page_place(page)
    line = page.tables[min(index, len(page.tables) - 1)].lines[0]
    return Place(line.path, of_line(line))


def _row_place(table: Table, index: int) -> Place:
    line = table.lines[min(index + 2, len(table.lines) - 1)]
    return Place(line.path, of_line(line))


@twins_rule()
def check(twins: Twins, _: Settings) -> Iterator[Complaint]:
    pair = both(twins)
    if pair is None:
        return
    ja, en = pair
    shared = min(len(ja.tables), len(en.tables))
    for index in range(shared, max(len(ja.tables), len(en.tables))):
        missing = Words("English", "英語") if index < len(ja.tables) else Words("Japanese", "日本語")
        words = Words(f"this table has no twin in {missing.en}", f"この表は{missing.ja}のページにありません")
        yield from at_both(_place(ja, index), _place(en, index), words)
    for index in range(shared):
        here, there = ja.tables[index], en.tables[index]
        if len(here.header) != len(there.header):
            words = Words(f"the table has {len(here.header)} columns in Japanese, {len(there.header)} in English",
                          f"表の列数が違います。日本語は {len(here.header)}、英語は {len(there.header)} です")  # fmt: skip
            yield from at_both(_place(ja, index), _place(en, index), words)
        if len(here.rows) != len(there.rows):
            row = min(len(here.rows), len(there.rows))
            words = Words(f"the table has {len(here.rows)} rows in Japanese, {len(there.rows)} in English",
                          f"表の行数が違います。日本語は {len(here.rows)}、英語は {len(there.rows)} です")  # fmt: skip
            yield from at_both(_row_place(here, row), _row_place(there, row), words)
