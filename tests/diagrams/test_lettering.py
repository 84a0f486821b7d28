from __future__ import annotations

import pytest

from kakehashi.diagrams.lettering import NODE, TITLE, Style, is_wide, line_width, lines_of, runs_by_width

SMALL = Style(10.0, 14.0, 100.0)


def width(text: str, bold: bool) -> float:
    return sum(10.0 if is_wide(char) else 6.0 for char in text)


def texts(markup: str, style: Style = SMALL) -> list[str]:
    return ["".join(run.text for run in line) for line in lines_of(markup, style, width)]


def test_a_writers_breaks_and_white_space() -> None:
    assert texts("<div><p> API\n サーバー <br/>etcd<br></p></div>", TITLE) == ["API サーバー", "etcd"]
    assert texts("<p> </p>") == []


def test_bold_is_kept_as_a_run_of_its_own() -> None:
    (line,) = lines_of("<p><b>ALB</b> と <strong>ENI</strong></p>", NODE, width)
    assert [(run.text, run.bold) for run in line] == [("ALB", True), (" と ", False), ("ENI", True)]


def test_a_long_line_is_broken_into_even_parts_that_fit() -> None:
    lines = lines_of("<p>一二三四五六七八九十一二三四五六七</p>", SMALL, width)
    sizes = [line_width(line, width) for line in lines]
    assert max(sizes) <= 100
    assert max(sizes) - min(sizes) <= 20


@pytest.mark.parametrize(
    ("markup", "never_first"),
    [
        ("一二三四五六七八九十。次の文になる", "。"),
        ("一二三四五六七八九（十一）二三", "）"),
        ("あいうえおかきくけっこんする", "っ"),
    ],
)
def test_no_line_begins_with_what_may_not_begin_one(markup: str, never_first: str) -> None:
    lines = texts(f"<p>{markup}</p>")
    assert len(lines) > 1
    assert "".join(lines) == markup
    assert not any(line.startswith(never_first) for line in lines)


def test_words_of_katakana_and_latin_letters_stay_whole() -> None:
    assert texts("<p>これはコントローラーです</p>") == ["これは", "コントローラーです"]
    assert texts("<p>kube-controller-manager</p>") == ["kube-controller-manager"]
    assert (
        "authenticate"
        in texts("<p>they authenticate and authorise</p>")[0].split()
        + texts("<p>they authenticate and authorise</p>")[1].split()
    )


def test_runs_by_width() -> None:
    assert list(runs_by_width("API サーバー①")) == [(False, "API "), (True, "サーバー①")]
    assert list(runs_by_width("")) == []
