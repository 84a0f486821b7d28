"""A drawing as a part of a page: the frame, the key below it, and what stands there when there is no drawing."""

from __future__ import annotations

from html import escape

from kakehashi.diagrams.lettering import SMALLEST
from kakehashi.diagrams.problem import Drawing
from kakehashi.diagrams.shapes import heptagon
from kakehashi.finding import Language, Words

# In CSS pixels: the smallest text a reader may be shown; the column of a page on a small phone and on a wide screen.
LEGIBLE = 11.0
NARROWEST = 288.0
WIDEST = 680.0

_LABEL = Words("Diagram, scrolls sideways: {title}", "図（横にスクロールできます）: {title}")
_UNTITLED = Words("untitled", "無題")
_KEY = {
    "aws": Words("AWS side", "AWS 側"),
    "k8s": Words("Kubernetes side", "Kubernetes 側"),
    "node": Words("Node (machine)", "ノード（マシン）"),
}
_SIGNS = {
    "aws": '<rect class="kd-mark" x="2" y="2" width="10" height="10" rx="1"/>',
    "k8s": f'<path class="kd-mark" d="{heptagon(7, 7, 6)}"/>',
    "node": '<rect class="kd-shape" x="1" y="1" width="12" height="12" rx="2"/>'
    '<rect class="kd-inner" x="3.5" y="3.5" width="7" height="7" rx="1"/>',
}


def least_width(drawing: Drawing) -> float:
    """Return the width in CSS pixels below which the smallest text of *drawing* could not be read."""
    return drawing.width * LEGIBLE / SMALLEST


def figure(drawing: Drawing, language: Language, number: int = 1) -> str:
    """Return the HTML of a diagram.

    The whole figure is kept out of the search index (``data-search-exclude``, which Material's search honours): labels
    in drawing order are no prose, and what a diagram shows is said in the text around it. A diagram that may be wider
    than a phone is a labelled region that takes the keyboard focus, so that it can be scrolled; it never shrinks below
    legibility.

    Args:
        drawing: The finished diagram.
        language: The language of the page.
        number: How many times this very diagram has been used on the page, this time included.
    """
    smallest = least_width(drawing)
    region = ""
    if smallest > NARROWEST:
        title = drawing.title or _UNTITLED.for_reader(language)
        region = f' role="region" tabindex="0" aria-label="{escape(_LABEL.for_reader(language).format(title=title))}"'
    style = f"--kd-width:{drawing.width:g};--kd-least:{smallest:.0f}"
    return (
        '<figure class="kakehashi-diagram" data-search-exclude>'
        f'<div class="kakehashi-diagram__view" style="{style}"{region}>{drawing.copy(number)}</div>'
        f"{_key(drawing, language)}</figure>"
    )


def source_block(source: str) -> str:
    """Return the HTML shown instead of a diagram that could not be drawn: its source, as plain code."""
    return f'<div class="highlight"><pre><code>{escape(source, quote=False)}</code></pre></div>'


def _key(drawing: Drawing, language: Language) -> str:
    entries = "".join(
        f'<span class="kakehashi-diagram__sign kd-{"machine" if role == "node" else role}">'
        f'<svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">{_SIGNS[role]}</svg>'
        f"{_KEY[role].for_reader(language)}</span>"
        for role in drawing.roles
    )
    # To a screen reader the description says what is on which side; the key is for those who see the marks.
    return f'<figcaption class="kakehashi-diagram__key" aria-hidden="true">{entries}</figcaption>' if entries else ""
