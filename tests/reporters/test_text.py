"""The report for people: carets stand under what they mean, whatever the width of a character."""

from __future__ import annotations

import pytest

from kakehashi.finding import Finding, Severity, Span, Words
from kakehashi.reporters.text import WIDEST, render, width


def finding(excerpt: str, start: int, end: int, message: str = "wrong") -> Finding:
    words = Words(message, "誤りです")
    return Finding("docs/a.md", Span(3, start, 3, end), "x/y", Severity.ERROR, words, None, None, excerpt)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("abc", 3),
        ("日本", 4),
        ("ＡＢ", 4),
        ("ｱｲ", 2),
        ("か\u3099", 2),
        ("é", 1),
        ("e\u0301", 1),
        ("☁\ufe0f", 1),
        ("🚀", 2),
        ("", 0),
    ],
)
def test_the_width_is_that_of_a_terminal(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("line", "start", "end"),
    [
        ("echo 日本語 'x", 10, 12),
        ("\techo x", 2, 6),
        ("名前: ＡＢＣ", 5, 8),
        ("か\u3099き: x", 5, 6),
        ("# 🚀 x", 5, 6),
        ("a\u200bb x", 5, 6),
        ("x", 1, 2),
    ],
)
def test_the_carets_stand_under_the_span(line: str, start: int, end: int) -> None:
    _, source, carets = render(finding(line, start, end), "en")
    assert width(carets) - carets.count("^") == width(source.partition("| ")[0] + "| " + _shown(line[: start - 1]))
    assert carets.count("^") == width(_shown(line[start - 1 : end - 1]))


def _shown(text: str) -> str:
    return text.replace("\t", " ").replace("\u200b", "\\u200b")


def test_a_span_beyond_the_line_gets_one_caret_after_it() -> None:
    _, _, carets = render(finding("abc", 4, 5), "en")
    assert carets == "    |    ^"


def test_a_span_over_several_lines_is_shown_to_the_end_of_the_first() -> None:
    one = finding("a: [1, 2", 4, 2)
    over = Finding(one.path, Span(3, 4, 5, 2), one.rule, one.severity, one.message, None, None, one.excerpt)
    assert list(render(over, "en"))[2].endswith("|    ^^^^^")


@pytest.mark.parametrize("char", ["x", "日"])
def test_a_long_line_is_cut_to_the_terminal_around_the_span(char: str) -> None:
    line = char * 5000 + "HERE" + char * 5000
    _, source, carets = render(finding(line, 5001, 5005), "en")
    text = source.partition("| ")[2]
    marks = carets.partition("| ")[2]
    assert width(text) <= WIDEST and width(marks) <= WIDEST
    at = len(marks) - len(marks.lstrip())
    assert width(text[: text.index("HERE")]) == at and marks.strip() == "^^^^"


def test_nothing_that_steers_a_terminal_is_shown() -> None:
    text = "\n".join(render(finding("a \x1b[31m b\u202e", 1, 2, "bad \x1b[2J\x07"), "en"))
    assert not [char for char in text if char != "\n" and not char.isprintable()]
    assert "\\u001b[31m" in text
