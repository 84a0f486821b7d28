"""Mermaid's SVG in, the site's own out: same geometry, a handful of classes, no colours, no scripts, no styles.

The result is built from nothing: only elements and attributes named in ``shapes`` ever reach a page, and every text is
escaped by the serialiser, so whatever a label contains stays text. What the classes look like is said in
``stylesheets/diagrams.css``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from kakehashi.diagrams.graph import Graph
from kakehashi.diagrams.lettering import NODE, Letters
from kakehashi.diagrams.sequence import Sequence
from kakehashi.diagrams.shapes import NUMBER, Markers, short


class RedrawError(Exception):
    """The picture is not one this module knows how to redraw."""


class EmptyPictureError(RedrawError):
    """There is nothing in the picture."""


def redraw(
    svg: str, *, prefix: str, title: str, text: str, roles: Mapping[str, str], sequence: bool, letters: Letters
) -> str:
    """Return Mermaid's picture in the visual language of the site.

    Args:
        svg: What Mermaid made, well-formed XML.
        prefix: What every id in the result starts with.
        title: The short text alternative; no ``<title>`` when empty.
        text: The long text alternative; no ``<desc>`` when empty.
        roles: The role of each participant of a sequence diagram.
        sequence: Whether it is a sequence diagram.
        letters: Measures texts in pixels; the same as during layout.

    Raises:
        EmptyPictureError: There is nothing in the picture.
        RedrawError: *svg* is not well-formed or has no size.
    """
    try:
        # The text comes from our own renderer and declares no entities.
        root = ElementTree.fromstring(svg)  # noqa: S314
    except ElementTree.ParseError as error:
        raise RedrawError(str(error)) from error
    for element in root.iter():
        element.tag = str(element.tag).rpartition("}")[2]
    box = [float(part) for part in NUMBER.findall(root.get("viewBox", ""))]
    if len(box) != 4 or box[2] <= 0 or box[3] <= 0:
        raise RedrawError("the picture has no size")
    markers = Markers(prefix)
    body = Element("g")
    raised = 0.0
    if sequence:
        Sequence(markers, roles).draw(root, body)
    else:
        graph = Graph(markers, letters)
        graph.draw(root, body)
        # Mermaid's own picture starts some pixels above the first frame.
        raised = max(0.0, graph.raised + 8 + box[1]) if graph.raised > 0 else 0.0
    if not len(body):
        raise EmptyPictureError
    # The marks on the outlines reach a little beyond what Mermaid drew.
    left, top = math.floor(box[0]) - 2, math.floor(box[1] - raised) - 2
    across, down = math.ceil(box[0] + box[2] + 2 - left), math.ceil(box[1] + box[3] + 2 - top)
    out = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "width": str(across),
            "height": str(down),
            "viewBox": f"{left} {top} {across} {down}",
            "role": "img",
            "font-size": short(NODE.size),
            "text-anchor": "middle",
        },
    )
    for name, tag, words in (("aria-labelledby", "title", title), ("aria-describedby", "desc", text)):
        if words:
            identifier = f"{prefix}-{tag}"
            out.set(name, identifier)
            ElementTree.SubElement(out, tag, {"id": identifier}).text = words
    if not title:
        out.set("aria-hidden", "true")
    out.extend(markers.used())
    out.extend(list(body))
    return ElementTree.tostring(out, encoding="unicode")
