"""Rows of comparison tables get an id, a link to themselves and a card; whatever a table holds, the rest stays."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.comparison.small import small_map, view_of

from kakehashi.comparison.dressing import dress
from kakehashi.comparison.linking import LOOK_AHEAD, Linked, Linker

MARK = re.compile(r' <a id="row-[a-z]\d+(?:-\d+)?" class="kh-row" href="#[^"]*" data-search-exclude>#</a>')
LINK = re.compile(r'<a href="(?:https://example\.org/|\.\./concepts/|concepts/)[^"]*">(.*?)</a>', re.DOTALL)
TABLE = "| ECS | Kubernetes | Relation |\n|---|---|---|\n"


def render(text: str) -> str:
    return markdown.markdown(text, extensions=["tables", "attr_list", "pymdownx.superfences", "md_in_html"])


@pytest.fixture
def linker(tmp_path: Path) -> Linker:
    return Linker(small_map(tmp_path), "en")


def test_a_row_gets_the_id_of_the_map_unique_on_the_page(linker: Linker) -> None:
    text = f"# A {{#a}}\n\n{TABLE}| task | Pod | partial ~ |\n\n## B {{#b}}\n\n{TABLE}| task | Pod | partial ~ |\n"
    linked = linker.link(text, "x/a.md")
    assert [(one.anchor, one.section, one.row.id) for one in linked.rows] == [
        ("row-m001", "a", "M001"),
        ("row-m001-2", "b", "M001"),
    ]
    again = linker.link(linked.markdown + f"\n{TABLE}| task | Pod | partial ~ |\n", "x/a.md")
    assert [one.anchor for one in again.rows] == ["row-m001-3"]


def test_a_fence_hides_a_table_however_it_is_indented(linker: Linker) -> None:
    body = f"   {TABLE}   | task | Pod | partial ~ |\n".replace("\n|", "\n  |")
    tail = "filler\n" * (LOOK_AHEAD // 2)
    text = f"- item\n\n    ```text\n{body}{tail}    ```\n"
    assert linker.link(text, "a.md") == Linked(text)


def test_a_row_is_dressed_with_the_relation_the_page_states(linker: Linker) -> None:
    html = render(linker.link(f"{TABLE}| task | Pod | partial ~ |\n", "a.md").markdown)
    dressed = dress(html, view_of(linker.concepts, "en", "reference/mapping.md"))
    assert '<tr id="row-m001">' in dressed and dressed.count('id="row-m001"') == 1
    assert re.search(r'<button [^>]*popovertarget="about-row-m001">partial ~<', dressed)
    assert '<a class="kh-row" href="#row-m001"' in dressed
    card = dressed[dressed.index('id="about-row-m001"') :]
    assert "A trap &lt;b&gt; and <code>x</code>." in card and 'href="reference/mapping/#row-m001"' in card


def test_a_table_without_relations_shows_that_of_the_map(linker: Linker) -> None:
    html = render(linker.link("| ECS | Kubernetes |\n|---|---|\n| service | Service |\n", "a.md").markdown)
    dressed = dress(html, view_of(linker.concepts, "ja"))
    assert "層が違う ≠" in dressed and 'popovertarget="about-row-m002"' in dressed
    assert "M002" in dressed and "reference/mapping" not in dressed


def test_undressed_html_is_left_alone(linker: Linker) -> None:
    view = view_of(linker.concepts, "en")
    for html in (
        "",
        "<p>x</p>",
        '<a id="row-m001" class="kh-row" href="#row-m001" data-search-exclude>#</a>',
        "<tr><td>",
    ):
        assert dress(html, view) == html


HOSTILE = [
    "| task | Pod `x | partial ~ |",
    "| task | Pod <!-- x | partial ~ |",
    "| task | Pod <b | partial ~ |",
    "| task | Pod \\",
    "| task `|` | Pod | partial ~ |",
    "| task \\| | Pod | partial ~ |",
    "| ``task`` | `Pod` | partial ~ |",
    "| [task][] | [Pod](x) | partial ~ |",
    "| task | Pod | partial ~ | more | cells |",
    "| task | Pod",
    "| <a href='x'>task</a> | Pod | partial ~ |",
    "| task{.x} | Pod | partial ~ |",
    "| *task | Pod* | partial ~ |",
    "| task | Pod | partial ~ <script>x</script> |",
    "| task &amp; task | Pod &lt; | partial ~ |",
    "| タスク | Pod | 部分的 ~ |",
    "| task<br>task | Pod<br/>Pods | partial ~<br>x |",
]


def stripped(html: str) -> str:
    """Rendered HTML without what linking added."""
    return LINK.sub(r"\1", MARK.sub("", html))


@pytest.mark.parametrize("line", HOSTILE)
def test_linking_adds_links_and_marks_and_nothing_else(line: str, linker: Linker) -> None:
    text = f"# A {{#a}}\n\n{TABLE}{line}\n\nafter\n"
    linked = linker.link(text, "a.md").markdown
    assert stripped(render(linked)) == stripped(render(text))
    assert linker.link(linked, "a.md") == Linked(linked)
    dress(render(linked), view_of(linker.concepts, "en"))


CELLS = st.lists(
    st.sampled_from(
        ["task", "Pod", "ALB", "`", "``", "*", "[", "](", ")", "<", ">", "<br>", "\\", " ", "{", "}", "x", "~"]
    ),
    max_size=8,
).map("".join)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=3))
def test_no_table_is_linked_twice_or_breaks(rows: list[tuple[str, str, str]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        linker = Linker(small_map(Path(folder)), "en")
    text = TABLE + "".join(f"| {one} | {two} | {three} |\n" for one, two, three in rows)
    linked = linker.link(text, "a.md")
    assert linker.link(linked.markdown, "a.md") == Linked(linked.markdown)
    kept = re.sub(
        r"\[([^\[\]]*)\]\((?:https://example\.org/en/|concepts/workloads\.md#\w+)\)",
        r"\1",
        MARK.sub("", linked.markdown),
    )
    assert kept == text
    dress(render(linked.markdown), view_of(linker.concepts, "en"))
