from __future__ import annotations

from kakehashi.diagrams import Drawing, figure, least_width, source_block


def drawing(width: int, title: str = "図 <1>", roles: tuple[str, ...] = ()) -> Drawing:
    return Drawing(f'<svg width="{width}" height="9"><title id="kd-0-title">t</title></svg>', "kd-0", roles, title)


def test_a_wide_drawing_is_a_labelled_region_that_takes_focus() -> None:
    html = figure(drawing(900), "ja")
    assert 'role="region" tabindex="0" aria-label="図（横にスクロールできます）: 図 &lt;1&gt;"' in html
    assert "--kd-width:900;--kd-least:762" in html
    assert "Diagram, scrolls sideways: 図 &lt;1&gt;" in figure(drawing(900), "en")
    assert 'aria-label="Diagram, scrolls sideways: untitled"' in figure(drawing(900, ""), "en")


def test_a_narrow_drawing_is_no_stop_for_the_keyboard() -> None:
    html = figure(drawing(300), "ja")
    assert "tabindex" not in html and "region" not in html


def test_it_stays_out_of_the_search_index_and_of_the_themes_script() -> None:
    html = figure(drawing(300), "ja")
    assert html.startswith('<figure class="kakehashi-diagram" data-search-exclude>')
    assert "mermaid" not in html


def test_the_key_names_only_the_roles_in_use_in_the_language_of_the_page() -> None:
    assert "figcaption" not in figure(drawing(300), "ja")
    html = figure(drawing(300, roles=("aws", "k8s")), "ja")
    assert "AWS 側" in html and "Kubernetes 側" in html and "ノード" not in html
    html = figure(drawing(300, roles=("node",)), "en")
    assert "Node (machine)" in html and "AWS" not in html


def test_a_second_use_on_a_page_has_ids_of_its_own() -> None:
    assert 'id="kd-0-title"' in figure(drawing(300), "ja", 1)
    assert 'id="kd-0-2-title"' in figure(drawing(300), "ja", 2)


def test_text_never_gets_smaller_than_eleven_pixels() -> None:
    assert least_width(drawing(1300)) == 1100


def test_the_source_is_shown_as_text() -> None:
    assert source_block("a --> <b> & c") == (
        '<div class="highlight"><pre><code>a --&gt; &lt;b&gt; &amp; c</code></pre></div>'
    )
