"""A concept's home says where it is compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.comparison.small import small_map, view_of

from kakehashi.comparison.backlinks import Comparison, fill_places, homes, with_places

KEY = "concepts/workloads.md"


@pytest.mark.parametrize(
    ("html", "before"),
    [
        ('<h2 id="pods">P</h2><p>x</p>', ""),
        ('<h2 id="pods">P</h2><p>x</p><h3 id="y">Y</h3>', '<h3 id="y">'),
        ('<h2 id="pods">P</h2><div><h3>in</h3></div><h2>Y</h2>', "<h2>Y"),
        ('<div><h2 id="pods">P</h2><p>x</p></div><h2>Y</h2>', "</div>"),
    ],
)
def test_a_place_is_kept_where_the_section_ends(html: str, before: str, tmp_path: Path) -> None:
    found = with_places(html, KEY, homes(small_map(tmp_path)))
    place = f"<!-- kakehashi home {KEY}#pods -->\n"
    assert found.count("<!--") == 1 and found.replace(place, "") == html
    assert found.partition(place)[2].startswith(before)


def test_other_pages_and_other_sections_are_left_alone(tmp_path: Path) -> None:
    known = homes(small_map(tmp_path))
    assert with_places('<h2 id="pods">P</h2>', "a.md", known) == '<h2 id="pods">P</h2>'
    assert with_places('<h2 id="podss">P</h2>', KEY, known) == '<h2 id="podss">P</h2>'


def test_the_places_are_filled_with_tables_and_rows(tmp_path: Path) -> None:
    concepts = small_map(tmp_path)
    content = '<h2 id="s">Side &amp; side<a class="headerlink" href="#s">#</a></h2>'
    rows = concepts.rows_by_id
    found = [
        Comparison("b.md", "Page <b>", content, "s", "row-m001-2", rows["M001"]),
        Comparison("b.md", "Page <b>", content, None, "row-m002", rows["M002"]),
    ]
    view = view_of(concepts, "en", "b.md", "reference/mapping.md")
    html = fill_places(
        f"<!-- kakehashi home {KEY}#pods -->|<!-- kakehashi row M001 -->|<!-- kakehashi row M005 -->", found, view
    )
    home, table, none = html.split("|")
    assert 'href="b/#row-m001-2">task ↔ Pod</a>' in home and "Page &lt;b&gt;, “Side &amp; side”" in home
    assert "row-m002" not in home and "1 place" in home
    assert 'href="reference/mapping/#row-m003">M003</a>' in home
    assert table == 'In tables of: <a href="b/#row-m001-2">Page &lt;b&gt;</a>' and none == ""


def test_without_a_table_the_rows_of_the_map_still_lead_on(tmp_path: Path) -> None:
    view = view_of(small_map(tmp_path), "en", "b.md", "reference/mapping.md")
    html = fill_places(f"<!-- kakehashi home {KEY}#pods -->", [], view)
    assert "<summary>Compared with ECS</summary>" in html and "row-m003" in html
