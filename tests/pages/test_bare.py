"""Code without its strings and comments: nothing moves, and any text gives an answer."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kakehashi.pages.bare import BLANK, bare_lines, quotes
from kakehashi.pages.likeness import NAMED, looks_like
from kakehashi.pages.strays import straightened, strays
from kakehashi.rules.json._reading import fault
from kakehashi.rules.yaml._diagnosis import Fault, faults

LANGUAGES = ("yaml", "json", "jsonc", "bash", "console")
PIECES = st.sampled_from(
    [
        *("a: ", "- ", "b", "'", '"', "\n", "  ", "\t", "{", "}", "[", "]", ",", "#", "|\n", "\\", "$", "(", ")"),
        *(
            "<<EOF\n",
            "EOF\n",
            "...",
            "日本",
            "：",
            "\u3000",
            "“",
            "”",
            "–",
            "\u00a0",
            "\u200b",
            "--x",
            "$ ",
            "//",
            "*a",
        ),
        *("&a ", "{{", "`", "\ufeff", "é"),
    ]
)
TEXT = st.lists(PIECES, max_size=40).map("".join)

CASES = [
    ("yaml", "a: 'b' # c", "a: 000 000"),
    ("yaml", "a: |\n  b\nc: d", "a: |\n000\nc: d"),
    ("yaml", "a: it's", "a: it's"),
    ("yaml", 'a: "b\n  c" ', "a: 00\n0000 "),
    ("json", '{"a": 1}', "{000: 1}"),
    ("jsonc", "{} // a", "{} 0000"),
    ("bash", "ls 'a' # b", "ls 000 000"),
    ("bash", "cat <<EOF\na\nEOF", "cat <<EOF\n0\n000"),
    ("bash", 'a "$(b "c")" d', "a 0000000000 d"),
]


@pytest.mark.parametrize(("language", "text", "bare"), CASES)
def test_strings_and_comments_are_blanked_out(language: str, text: str, bare: str) -> None:
    assert "\n".join(bare_lines(text, language)).replace(BLANK, "0") == bare


def test_quotes_know_whether_they_are_closed() -> None:
    assert [(quote.mark, quote.closed) for quote in quotes("a 'b' \"c # d")] == [("'", True), ('"', False)]


@settings(max_examples=150, deadline=None)
@given(TEXT, st.sampled_from(LANGUAGES))
def test_any_text_keeps_its_lines_and_their_lengths(text: str, language: str) -> None:
    bare = bare_lines(text, language)
    assert [len(line) for line in bare] == [len(line) for line in text.split("\n")]
    lines = text.split("\n")
    for stray in strays(text, language):
        assert lines[stray.line - 1][stray.column - 1 :].startswith(stray.text)
    straightened(text, language)
    assert looks_like(text, language) in (None, *NAMED)


@settings(max_examples=150, deadline=None)
@given(TEXT)
def test_any_text_is_diagnosed_inside_itself(text: str) -> None:
    last = text.count("\n") + 2
    for one in faults(text):
        line = one.span.line if isinstance(one, Fault) else one.line + 1
        assert 1 <= line <= last
    found = fault(text, comments=False)
    assert found is None or 0 <= found.offset <= len(text)
