"""Tables on built pages."""

from __future__ import annotations

import re
import time

import pytest

from kakehashi.built.tables import with_relations, with_table_regions


def _article(body: str) -> str:
    return f'<header><table></table></header><article class="md-content__inner md-typeset">{body}</article>'


def _names(html: str) -> list[str]:
    return re.findall(r'<div class="kh-table" role="region" tabindex="0" aria-label="([^"]*)">', html)


HEADING = '<h2 id="a">ECS &amp; <code>kubectl</code><a class="headerlink" href="#a" title="x">#</a></h2>'
TABLE = "<table><tr><td>1</td></tr></table>"


def test_a_table_is_framed_and_named_by_its_heading() -> None:
    assert with_table_regions(_article(HEADING + TABLE), "ja") == _article(
        HEADING
        + '<div class="kh-table" role="region" tabindex="0" aria-label="表: ECS &amp; kubectl">'
        + TABLE
        + "</div>"
    )


def test_names_are_unique_within_a_section() -> None:
    page = _article(TABLE + HEADING + TABLE + TABLE + "<h3>Next</h3>" + TABLE)
    names = ["Table", "Table: ECS &amp; kubectl", "Table: ECS &amp; kubectl (2)", "Table: Next"]
    assert _names(with_table_regions(page, "en")) == names


def test_framing_twice_is_framing_once() -> None:
    once = with_table_regions(_article(TABLE), "en")
    assert with_table_regions(once, "en") == once


def test_the_themes_own_tables_are_left_alone() -> None:
    page = _article('<table class="highlighttable"><tr><td><table></table></td></tr></table>')
    assert with_table_regions(page, "en") == page


def test_only_the_outermost_table_is_framed() -> None:
    nested = f"<table><tr><td>{TABLE}</td></tr></table>"
    mended = with_table_regions(_article(nested + TABLE), "en")
    assert len(_names(mended)) == 2
    assert f">{nested}</div>" in mended


@pytest.mark.parametrize("body", ["<table>", "</table>", "</table></table><table>", "<h2>" * 3, "<h2><table>"])
def test_broken_nesting_is_left_alone(body: str) -> None:
    assert with_table_regions(_article(body), "en") == _article(body)


@pytest.mark.parametrize(
    "page", ["", "<table></table>", '<article class="md-content__inner md-typeset"><table></table>']
)
def test_a_page_without_a_whole_article_is_left_alone(page: str) -> None:
    assert with_table_regions(page, "en") == page


def test_hostile_tables_do_not_hang() -> None:
    start = time.process_time()
    with_table_regions(_article("<h2>" * 5_000 + "<table>" * 20_000), "en")
    with_relations("<td>" * 50_000 + "<td " * 50_000)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("同等 =", "equivalent"),
        ("部分的 ~", "partial"),
        ("なし ∅", "none"),
        ("層が違う ≠", "layer"),
        ("equivalent =", "equivalent"),
        ("partial ~", "partial"),
        ("none ∅", "none"),
        ("different layer ≠", "layer"),
    ],
)
def test_relation_words_are_marked(words: str, kind: str) -> None:
    span = f'<span class="kh-relation kh-relation--{kind}">{words}</span>'
    assert with_relations(f"<td>{words}</td>") == f"<td>{span}</td>"
    assert with_relations(f'<td style="x">{words}（注）</td>') == f'<td style="x">{span}（注）</td>'
    assert with_relations(f"<td>{span}</td>") == f"<td>{span}</td>"


@pytest.mark.parametrize("cell", ["同等", "partial", "= 同等", "none ∅∅", "not partial ~", "partial ~5"])
def test_other_cells_are_not(cell: str) -> None:
    assert with_relations(f"<td>{cell}</td>") == f"<td>{cell}</td>"


def test_prose_is_not() -> None:
    assert with_relations("<p>同等 =</p>") == "<p>同等 =</p>"


def test_a_comparison_is_told_apart_and_keeps_its_meaning_when_styled() -> None:
    header = "<thead><tr><th>Amazon ECS</th><th>Kubernetes</th><th>関係</th></tr></thead>"
    body = '<tbody><tr id="row-m001"><td>a</td><td>b</td><td>c</td></tr></tbody>'
    mended = with_table_regions(_article(f"<table>{header}{body}</table>"), "ja")
    assert '<div class="kh-table kh-table--pairs kh-table--3" role="region"' in mended
    assert '<table role="table"><thead role="rowgroup"><tr role="row"><th role="columnheader">Amazon ECS</th>' in mended
    assert '<tr role="row" id="row-m001"><td role="cell">a</td>' in mended
    assert with_table_regions(mended, "ja") == mended


@pytest.mark.parametrize("second", ["Pods", "EKS</th></tr></thead><thead><tr><th>x"])
def test_other_tables_are_only_framed(second: str) -> None:
    table = f"<table><thead><tr><th>ECS</th><th>{second}</th></tr></thead></table>"
    assert f">{table}</div>" in with_table_regions(_article(table), "en")


def test_long_names_may_break_between_their_words_and_nowhere_else() -> None:
    cells = (
        "<td><code>terminationGracePeriodSeconds</code></td><td><code>spec.hostPID</code></td>"
        "<td>spec.containerPort</td>"
    )
    mended = with_table_regions(_article(f"<table><tr>{cells}</tr></table>"), "en")
    assert "<code>termination<wbr>Grace<wbr>Period<wbr>Seconds</code>" in mended
    assert "<code>spec.hostPID</code>" in mended and "<td>spec.containerPort</td>" in mended
