"""Cells of twin tables hold the same code, numbers, symbols and names.

Tables are read row by row: a relation, a version or a name that differs in one cell is a different comparison. A cell
without Japanese on the Japanese page is a name, and must be the same in English but for plurals and connecting words.
"""

import re
from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.inline import CODE, Flow, read_inline
from kakehashi.pages.lines import Line
from kakehashi.pages.site import Twins
from kakehashi.rule import of_line, twins_rule
from kakehashi.settings import Settings

from ._code import JAPANESE
from ._shared import Pair, Place, at_both, section_pairs
from ._tables import row_pairs, table_pairs
from ._words import code_spans, compare_code, compare_numbers

JA = """対になる表のセルでは、コード、数、記号、名前を同じにします。

表は行ごとに読まれます。1 つのセルの関係、バージョン、名前が違えば、別の比較になります。日本語を含まないセルは
名前とみなし、複数形とつなぎの言葉を除いて、英語でも同じでなければなりません。
"""
GOOD = {
    "ja/a.md": "| ECS | Kubernetes | 関係 |\n|---|---|---|\n| タスク | Pod、`web` | 部分的 ~ |\n",
    "en/a.md": "| ECS | Kubernetes | Relation |\n|---|---|---|\n| task | Pods and `web` | partial ~ |\n",
}
BAD = {
    "ja/a.md": "| ECS | Kubernetes | 関係 |\n|---|---|---|\n| タスク | Pod | 部分的 ~ |\n",
    "en/a.md": "| ECS | Kubernetes | Relation |\n|---|---|---|\n| task | Pod | equivalent = |\n",
}
_SYMBOL = re.compile(r"(?:^|(?<=\s))[=~∅≠](?=\s|$)")
_NAME = re.compile(r"[A-Za-z][\w+/.-]*\w|[A-Za-z]")
_DIGIT = re.compile(r"\d")
_CONNECTING = frozenset({"and", "or", "the", "a", "an", "of", "for", "in", "on", "with", "to", "by"})


def _names(text: str) -> frozenset[str]:
    names = (name.lower() for name in _NAME.findall(text))
    return frozenset(re.sub(r"(?<=[a-z]{2})s$", "", name) for name in names if name not in _CONNECTING)


def _cell(pair: Pair, here: Line, there: Line) -> Iterator[Complaint]:
    ja, en = Flow((here,)), Flow((there,))
    at = Place(here.path, of_line(here)), Place(there.path, of_line(there))
    if "`" in here.text or "`" in there.text:
        yield from compare_code(pair, list(code_spans([ja])), list(code_spans([en])), exactly=True)
    if _DIGIT.search(here.text) or _DIGIT.search(there.text):
        yield from compare_numbers(pair, [ja], [en])
    ours, theirs = read_inline(ja).visible, read_inline(en).visible
    left, right = _SYMBOL.findall(ours), _SYMBOL.findall(theirs)
    if left != right:
        words = Words(
            f"the symbol differs: `{''.join(left) or 'none'}` in Japanese, `{''.join(right) or 'none'}` in English",
            f"記号が違います。日本語は `{''.join(left) or 'なし'}`、英語は `{''.join(right) or 'なし'}` です",
        )
        yield from at_both(*at, words)
    if not JAPANESE.search(ours.replace("、", " ")) and CODE not in ours and _names(ours) != _names(theirs):
        words = Words(
            f"the name differs: `{here.text}` in Japanese, `{there.text}` in English",
            f"名前が違います。日本語は `{here.text}`、英語は `{there.text}` です",
        )
        yield from at_both(*at, words)


@twins_rule()
def check(twins: Twins, _: Settings) -> Iterator[Complaint]:
    for pair in section_pairs(twins):
        for here, there, _ja, _en in table_pairs(pair):
            if here is None or there is None or len(here.header) != len(there.header):
                continue
            for one, other in zip(here.header, there.header, strict=True):
                yield from _cell(pair, one, other)
            for row, twin, _ja_row, _en_row in row_pairs(here, there):
                if row is not None and twin is not None:
                    for one, other in zip(here.rows[row], there.rows[twin], strict=False):
                        yield from _cell(pair, one, other)
