"""Twins show the same code; only comments, placeholders and prose inside it may be translated.

A flag that was corrected in one language and not in the other is a wrong command for half of the readers. Meant to be
translated are comments, the names in placeholders, the Japanese parts of ``text`` and ``markdown`` blocks (numbers and
lines without Japanese must be the same), and the labels of ``mermaid`` diagrams (nodes and arrows must be the same).
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.site import Twins
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import twins_rule
from kakehashi.settings import Settings

from ._code import THIS_BLOCK, body_place, code_lines, fence_pairs, fence_place, line_opcodes
from ._shared import at_both, lonely, section_pairs

JA = """対になるページのコードは同じでなければなりません。訳してよいのは、コメント、プレースホルダー、文章だけです。

片方の言語でだけ直されたフラグは、読者の半分にとって誤ったコマンドです。訳してよいのは、コメント、プレースホルダーの名前、
``text`` と ``markdown`` のブロックの日本語の部分（数字と、日本語を含まない行は同じにします）、``mermaid`` の図のラベル
（ノードと矢印は同じにします）です。
"""
GOOD = {
    "ja/a.md": "```bash\nkubectl get pods # 一覧\n```\n",
    "en/a.md": "```bash\nkubectl get pods # list them\n```\n",
}
BAD = {
    "ja/a.md": "```bash\nkubectl get pods -A\n```\n",
    "en/a.md": "```bash\nkubectl get pods -n default\n```\n",
}
_MAY_DIFFER = Words(
    "only comments and placeholders may be translated", "訳してよいのはコメントとプレースホルダーだけです"
)
_LABELS = Words("only labels may be translated", "訳してよいのはラベルだけです")
_PROSE = Words("only Japanese prose may be translated", "訳してよいのは日本語の文章だけです")


def _differences(ja: Snippet, en: Snippet) -> Iterator[Complaint]:
    if ja.language != en.language:
        words = Words(
            f"the blocks differ in language: {ja.language or 'none'} in Japanese, {en.language or 'none'} in English",
            f"ブロックの言語が違います。日本語は {ja.language or 'なし'}、英語は {en.language or 'なし'} です",
        )
        yield from at_both(fence_place(ja), fence_place(en), words)
        return
    left, right = code_lines(ja), code_lines(en)
    suggestion = (
        _LABELS if ja.language == "mermaid" else _PROSE if ja.language in ("text", "markdown", "md") else _MAY_DIFFER
    )
    for start, end, other, other_end in line_opcodes(ja, en):
        shared = min(end - start, other_end - other)
        for offset in range(max(end - start, other_end - other)):
            # Lines that only one side has are told apart from lines that differ.
            here = left[start + offset] if start + offset < end else None
            there = right[other + offset] if other + offset < other_end else None
            words = Words(
                f"the code differs: `{here[1].strip() if here else 'nothing'}` in Japanese, "
                f"`{there[1].strip() if there else 'nothing'}` in English",
                f"コードが違います。日本語は `{here[1].strip() if here else 'なし'}`、"
                f"英語は `{there[1].strip() if there else 'なし'}` です",
            )
            yield from at_both(
                body_place(ja, here[0] if here else _near(left, start + shared)),
                body_place(en, there[0] if there else _near(right, other + shared)),
                words,
                suggestion,
            )


def _near(lines: tuple[tuple[int, str], ...], index: int) -> int | None:
    """The number of the line that something missing would stand at."""
    return lines[min(index, len(lines) - 1)][0] if lines else None


@twins_rule()
def check(twins: Twins, _: Settings) -> Iterator[Complaint]:
    for pair in section_pairs(twins):
        for ja, en, here, there in fence_pairs(pair):
            if ja is not None and en is not None:
                yield from _differences(ja, en)
            else:
                yield from lonely(here, there, THIS_BLOCK, in_japanese=ja is not None)
