"""What stands inside a paragraph, and the numbers in it."""

from __future__ import annotations

import pytest

from kakehashi.pages.inline import CODE, HIDDEN, Flow, Inline, read_inline
from kakehashi.pages.lines import Line
from kakehashi.pages.numbers import read_numbers
from kakehashi.pages.remarks import remark, without_remark


def inline(*lines: str) -> Inline:
    return read_inline(Flow(tuple(Line(text, "a.md", number) for number, text in enumerate(lines, 1))))


def seen(text: str) -> str:
    return inline(text).visible.replace(HIDDEN, "").replace(CODE, "c")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("`a` and ``b`c``", ["a", "b`c"]),
        ("an open ` tick", []),
        (r"\`no\` `yes`", ["yes"]),
        ("`#!bash ls`", ["ls"]),
        ("`a", []),
        ("```` x ```` `y`", ["x", "y"]),
    ],
)
def test_code_spans(text: str, code: list[str]) -> None:
    assert [one.value for one in inline(text).code] == code


def test_code_spans_and_links_reach_over_line_breaks() -> None:
    found = inline("see `kubectl", "get pods` and [the", "docs](https://example.com/a_(b))")
    assert [one.value for one in found.code] == ["kubectl get pods"]
    assert [one.value for one in found.links] == ["https://example.com/a_(b)"]


@pytest.mark.parametrize(
    ("text", "links", "images"),
    [
        ("[a](b.md#c)", ["b.md#c"], []),
        ('[a](b.md "title"){ .x }', ["b.md"], []),
        ("[![alt](pic.svg)](b.md)", ["b.md"], ["pic.svg"]),
        ("<https://example.com/>", ["https://example.com/"], []),
        ("https://example.com/a. Next", ["https://example.com/a"], []),
        ("（https://example.com/a）", ["https://example.com/a"], []),
        ("[text][Ref] and ![pic][Other]", ["[ref]"], ["[other]"]),
        ('<img src="a.svg" alt="x"> <a href="b.md">b</a>', ["b.md"], ["a.svg"]),
        ("`[a](b.md)` and \\[c](d.md)", [], []),
        ("[a] (b)", [], []),
    ],
)
def test_links_and_images(text: str, links: list[str], images: list[str]) -> None:
    found = inline(text)
    assert [one.value for one in found.links] == links
    assert [one.value for one in found.images] == images


def test_footnotes_are_no_links() -> None:
    found = inline("text[^1] more[^note]")
    assert [one.value for one in found.notes] == ["1", "note"]
    assert found.links == ()


def test_what_a_reader_sees() -> None:
    assert seen("**Pod** は [`web`](a.md) を *見る*{ .x }。:material-check:") == "Pod は ccc を 見る。"
    assert seen("snake_case and _this_") == "snake_case and this"
    assert seen("a <!-- hidden --> b<br>c") == "a  bc"


def test_a_part_of_a_flow_knows_its_place() -> None:
    flow = Flow((Line("one", "a.md", 4, 5), Line("two", "a.md", 5, 3)))
    assert flow.span(4, 7) == ("a.md", type(flow.span(0, 1)[1])(5, 3, 5, 6))


@pytest.mark.parametrize(
    ("ja", "en"),
    [
        ("2026 年 11 月の時点", "as of November 2026"),
        ("2026 年 11 月 24 日", "on November 24, 2026"),
        ("2026-11-23〜24 に確認", "checked on 2026-11-23 and 24"),
        ("1.34〜1.37 と v1.38", "1.34–1.37 and 1.38"),
        ("10,000 個、50 % です", "10000 of them, 50%"),
        ("1 万個", "10,000 of them"),
        ("ポート １０２５０ 番", "port 10250"),
        ("EC2、AL2023、KEP-2221、S3", "EC2, AL2023, KEP-2221 and S3"),
        ("containerd 1.x", "containerd 1.x"),
    ],
)
def test_numbers_are_the_same_in_both_languages(ja: str, en: str) -> None:
    left, right = read_numbers(ja), read_numbers(en)
    assert sorted(one.value for one in left.values) == sorted(one.value for one in right.values)
    assert {one.value for one in left.small} == {one.value for one in right.small}


def test_small_numbers_are_told_from_words() -> None:
    found = read_numbers("three of 5 nodes, twice")
    assert [one.value for one in found.small] == ["5"]
    assert found.words == {2, 3}
    assert read_numbers("三つと 5 台").words == {3}


def test_comments_of_code() -> None:
    assert (without_remark("a: '#x' # why", "yaml"), remark("a: '#x' # why", "yaml")) == ("a: '#x'", "# why")
    assert remark('{"a": "# no"}', "json") == ""
    assert remark("x // why", "jsonc") == "// why"
