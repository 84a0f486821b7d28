"""Marks and links in the HTML."""

from __future__ import annotations

from kakehashi.marking import Label, Links, Marked, RawFile, dress

LABEL = Label("kubectl 1.36", "Checked against: kubectl 1.36.4, <b>")
CODE = "<pre><span></span><code>kubectl get pods\n</code></pre>"


NO_LINKS = Links("", {})


def block(number: int, title: str = "") -> str:
    bar = f'<span class="filename">{title}</span>' if title else ""
    return f'<div class="language-bash highlight" data-kh-snippet="{number}">{bar}{CODE}</div>'


def test_a_mark_stands_at_the_end_of_its_block_and_leads_to_the_explanation() -> None:
    html = dress(f"<p>a</p>{block(0)}<p>b</p>", {0: Marked(LABEL, None)}, Links("../checks/", {}), "en")
    assert html.startswith('<p>a</p><div class="kh-snippet language-bash highlight"><pre>')
    assert html.endswith(
        '</pre><a class="kh-mark" title="Checked against: kubectl 1.36.4, &lt;b&gt;" data-search-exclude '
        'href="../checks/">'
        '<span class="kh-mark__lead">Checked against: </span>kubectl 1.36</a></div><p>b</p>'
    )


def test_without_a_page_to_lead_to_the_mark_is_a_note_the_keyboard_reaches() -> None:
    html = dress(block(0), {0: Marked(LABEL, None)}, NO_LINKS, "en")
    assert '<span class="kh-mark"' in html and 'role="note" tabindex="0"' in html and "href" not in html


def test_a_title_carries_the_link_to_its_file() -> None:
    file = RawFile("conf/a&b.yaml", "files/p/conf/a&b.yaml", "x")
    html = dress(
        block(3, "conf/a&amp;b.yaml"), {3: Marked(None, file)}, Links("", {3: "../files/p/conf/a&b.yaml"}), "ja"
    )
    assert (
        '<span class="filename">conf/a&amp;b.yaml'
        '<a class="kh-file" href="../files/p/conf/a&amp;b.yaml" download="a&amp;b.yaml" '
        'aria-label="conf/a&amp;b.yaml をダウンロード" data-search-exclude></a></span>'
    ) in html
    assert "kh-mark" not in html and "kh-snippet" not in html.replace("data-kh-snippet", "")


def test_no_number_is_left_in_the_page() -> None:
    html = dress(f'{block(0)}{block(1)}<pre data-kh-snippet="2">x</pre>', {1: Marked(LABEL, None)}, NO_LINKS, "en")
    assert "data-kh-snippet" not in html
    assert html.count("kh-mark__lead") == 1
    assert html.startswith(f'<div class="language-bash highlight">{CODE}</div>')


def test_a_block_with_line_numbers_is_whole() -> None:
    numbers = '<td><div class="linenodiv"><pre>1</pre></div></td>'
    inner = f'<table><tr>{numbers}<td class="code"><div>{CODE}</div></td></tr></table>'
    html = dress(
        f'<div class="highlight" data-kh-snippet="0">{inner}</div><p>b</p>',
        {0: Marked(LABEL, None)},
        Links("", {}),
        "en",
    )
    assert html.startswith(f'<div class="kh-snippet highlight">{inner}<span class="kh-mark"')
    assert html.endswith("</span></div><p>b</p>")


def test_html_that_never_ends_is_left_whole() -> None:
    html = dress(
        '<div class="highlight" data-kh-snippet="0"><pre>x</pre>', {0: Marked(LABEL, None)}, Links("", {}), "en"
    )
    assert html == '<div class="highlight"><pre>x</pre>'
