"""Twins show the same code; only comments, placeholders and prose inside it may be translated.

A flag that was corrected in one language and not in the other is a wrong command for half of the readers.
Blocks of the languages ``text`` and ``mermaid`` hold text that is meant to be translated: only their number
and order are compared.
"""

import re
from collections.abc import Iterator

from ...finding import Complaint, Span, Words
from ...pages.page import Page
from ...pages.shell import PLACEHOLDER
from ...pages.site import Twins
from ...pages.snippet import Snippet
from ...rule import twins_rule
from ...settings import Settings
from ._shared import Place, at_both, both, changes, page_place

JA = """対になるページのコードは同じでなければなりません。訳してよいのは、コメント、プレースホルダー、文章だけです。

片方の言語でだけ直されたフラグは、読者の半分にとって誤ったコマンドです。言語が ``text`` と ``mermaid`` のブロックは
翻訳される文章を含むため、数と順序だけを比べます。
"""
GOOD = {
    "ja/a.md": "```bash\nkubectl get pods # 一覧\n```\n",
    "en/a.md": "```bash\nkubectl get pods # list them\n```\n",
}
BAD = {
    "ja/a.md": "```bash\nkubectl get pods -A\n```\n",
    "en/a.md": "```bash\nkubectl get pods -n default\n```\n",
}
TRANSLATED = frozenset({"text", "mermaid", "markdown", "md"})
"""Languages whose blocks are translated."""
_QUOTED = re.compile(r"'[^']*'|\"(?:\\.|[^\"\\])*\"")


def _without_comment(text: str, language: str) -> str:
    mark = "//" if language == "jsonc" else "#" if language != "json" else ""
    if mark and mark in text:
        bare = _QUOTED.sub(lambda match: "\0" * len(match.group()), text)
        found = re.search(rf"(?:^|(?<=\s)){re.escape(mark)}", bare)
        if found:
            text = text[: found.start()]
    return PLACEHOLDER.sub("<>", text).rstrip()


def _lines(snippet: Snippet) -> list[tuple[int, str]]:
    """The lines that count, with their number in the body."""
    kept = ((number, _without_comment(line.text, snippet.language)) for number, line in enumerate(snippet.lines, 1))
    return [(number, text) for number, text in kept if text]


def _place(snippet: Snippet, number: int | None) -> Place:
    if number is None or not snippet.lines:
        opening = snippet.opening
        span = Span(opening.line.number, opening.column, opening.line.number, opening.column + len(opening.fence))
        return Place(opening.line.path, span)
    line = snippet.lines[min(number, len(snippet.lines)) - 1]
    lead = len(line.text) - len(line.text.lstrip())
    start = line.column + lead
    return Place(line.path, Span(line.number, start, line.number, max(start + 1, line.column + len(line.text))))


def _key(snippet: Snippet) -> str:
    if snippet.language in TRANSLATED:
        return snippet.language
    return f"{snippet.language}\n" + "\n".join(text for _, text in _lines(snippet))


def _place_of_block(page: Page, index: int) -> Place:
    if not page.fences:
        return page_place(page)
    return _place(page.fences[min(index, len(page.fences) - 1)], None)


def _differences(ja: Snippet, en: Snippet) -> Iterator[Complaint]:
    if ja.language != en.language:
        words = Words(f"the blocks differ in language: {ja.language or 'none'} in Japanese, {en.language or 'none'} in English",
                      f"ブロックの言語が違います。日本語は {ja.language or 'なし'}、英語は {en.language or 'なし'} です")  # fmt: skip
        yield from at_both(_place(ja, None), _place(en, None), words)
        return
    left, right = _lines(ja), _lines(en)
    for _, start, end, other, other_end in changes([text for _, text in left], [text for _, text in right]):
        here = left[start][1].strip() if start < end else ""
        there = right[other][1].strip() if other < other_end else ""
        words = Words(
            f"the code differs: `{here or 'nothing'}` in Japanese, `{there or 'nothing'}` in English",
            f"コードが違います。日本語は `{here or 'なし'}`、英語は `{there or 'なし'}` です",
        )
        yield from at_both(
            _place(ja, left[min(start, len(left) - 1)][0] if left else None),
            _place(en, right[min(other, len(right) - 1)][0] if right else None),
            words,
            Words("only comments and placeholders may be translated", "訳してよいのはコメントとプレースホルダーだけです"),
        )


@twins_rule()
def check(twins: Twins, _: Settings) -> Iterator[Complaint]:
    pair = both(twins)
    if pair is None:
        return
    ja, en = pair
    for kind, left, left_end, right, right_end in changes([_key(one) for one in ja.fences], [_key(one) for one in en.fences]):
        shared = min(left_end - left, right_end - right) if kind == "replace" else 0
        for offset in range(shared):
            yield from _differences(ja.fences[left + offset], en.fences[right + offset])
        for index in range(left + shared, left_end):
            words = Words("this block has no twin in English", "このブロックは英語のページにありません")
            yield from at_both(_place_of_block(ja, index), _place_of_block(en, right + shared), words)
        for index in range(right + shared, right_end):
            words = Words("this block has no twin in Japanese", "このブロックは日本語のページにありません")
            yield from at_both(_place_of_block(ja, left + shared), _place_of_block(en, index), words)
