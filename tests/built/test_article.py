"""The text of an article, section by section."""

from __future__ import annotations

import time

import pytest

from kakehashi.built.article import ITEM_LEVEL, Section, sections


def _read(body: str) -> list[Section]:
    return sections(f'<nav>x</nav><article class="md-content__inner md-typeset">{body}</article><footer>y</footer>')


def test_headings_part_the_text() -> None:
    body = (
        '<a class="md-content__button md-icon" rel="edit">edit</a>'
        '<h1 id="top">Page<a class="headerlink" href="#top" title="Link">#</a></h1><p>Lead <em>text</em>.</p>'
        '<h2 id="a">A &amp; B</h2><p>First.</p><p>Second.</p><h3 id="deep">Deep</h3>'
    )
    assert _read(body) == [
        Section("", 1, "Page", "Lead text."),
        Section("a", 2, "A & B", "First.\nSecond."),
        Section("deep", 3, "Deep", ""),
    ]


def test_text_before_the_first_heading_is_kept() -> None:
    assert _read('<p>Before</p><h1 id="a">A</h1>') == [Section("", 1, "", "Before"), Section("", 1, "A", "")]


def test_a_page_without_an_article_has_no_sections() -> None:
    assert sections("<main><h1>A</h1></main>") == []


def test_cells_stand_side_by_side() -> None:
    table = "<table><tr><th>ECS</th><th>K8s</th></tr>\n<tr><td>Task</td><td><code>Pod</code></td></tr></table>"
    assert _read(table)[0].text == "ECS · K8s\nTask · Pod"


def test_code_keeps_its_lines_and_loses_its_annotation_marks() -> None:
    block = (
        '<pre><span></span><code><span class="w"> </span>a:<span class="w"> </span>1<span class="c1"># (1)!</span>\n'
        "\nb: &lt;name&gt;\n</code></pre>"
    )
    assert _read(block)[0].text == "a: 1\nb: <name>"


def test_a_source_line_that_ends_in_japanese_ends_no_word() -> None:
    assert _read("<p>完全な<strong>文書。</strong>\nコード</p>")[0].text == "完全な文書。コード"
    assert _read("<p>a\nb 文\nc</p>")[0].text == "a b 文 c"


@pytest.mark.parametrize(
    "silent",
    [
        "<p data-search-exclude>x</p>",
        "<span popover>x</span>",
        '<span aria-hidden="true">x</span>',
        "<form><label>x</label></form>",
        "<script>x</script>",
        "<svg><text>x</text></svg>",
        "<svg><text>x",
        "<!-- x -->",
        '<div class="kh-foot more">x</div>',
        "<div data-search-exclude><p>x<b>x</b></p></div>",
    ],
)
def test_what_is_not_text_to_read_is_left_out(silent: str) -> None:
    assert _read(f"<p>a</p>{silent}")[0].text == "a"


def test_a_button_with_a_popover_is_text() -> None:
    assert _read('<button popovertarget="b">Pod</button><span id="b" popover>x</span>')[0].text == "Pod"


def test_an_item_is_a_section_of_its_own() -> None:
    body = (
        '<h2 id="a">A</h2><p>before</p>'
        '<li id="row-m001" data-item><div><span>Task</span></div><div>Pod</div><p>Trap.</p></li><p>after</p>'
    )
    assert _read(body)[1:] == [
        Section("a", 2, "A", "before\nafter"),
        Section("row-m001", ITEM_LEVEL, "Task", "Pod\nTrap."),
    ]


def test_items_are_found_within_a_list_that_is_left_out() -> None:
    term = (
        '<div id="term-pod" data-item><dt>Pod <span lang="en">pod</span> <code>po</code></dt><dd>Smallest.</dd></div>'
    )
    hidden = '<div id="x" data-item data-search-exclude><dt>no</dt></div>'
    read = _read(f'<div data-search-exclude><h3 id="p">P</h3><dl>{term}{hidden}</dl></div>')
    assert read[1:] == [Section("term-pod", ITEM_LEVEL, "Pod · pod · po", "Smallest.")]


def test_what_a_table_adds_to_a_name_is_set_apart() -> None:
    body = '<td>Service<span class="kh-row__added"><button class="kh-relation">partial ~</button></span></td>'
    assert _read(body)[0].text == "Service · partial ~"


def test_tags_that_do_not_nest_harm_nothing() -> None:
    assert _read('<p>a</b></i><b>c</p></div><h2 id="x">d')[-1] == Section("x", 2, "d", "")


@pytest.mark.parametrize(
    "part", ["<", "<!--", "<a b=", '<a "', "<a <a", "<svg>", "<p>", "<b><i>", "&#", "</p>", "<h2 id="]
)
def test_hostile_articles_do_not_hang(part: str) -> None:
    start = time.process_time()
    _read(part * 20_000)
    assert time.process_time() - start < 2
