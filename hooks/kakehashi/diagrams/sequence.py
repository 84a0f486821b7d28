"""Redrawing sequence diagrams: participants, life lines, messages, notes and frames."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from kakehashi.diagrams.lettering import NODE
from kakehashi.diagrams.shapes import (
    CORNER,
    GEOMETRY,
    MIDDLE,
    NUMBER,
    Markers,
    classes,
    framed,
    inset,
    mark,
    mark_place,
    plain,
    rounded_all,
    short,
)

_FONT_SIZE = re.compile(r"font-size:\s*([\d.]+)px")
_EM = re.compile(r"(-?[\d.]+)em")
# A shape of a participant, its role and its name.
_Shape = tuple[Element, str, str]


class Sequence:
    """Sequence diagrams: participants, life lines, messages, notes and frames."""

    _LINES = {
        "actor-line": "kd-life",
        "messageLine0": "kd-edge",
        "messageLine1": "kd-edge kd-dotted",
        "loopLine": "kd-frame",
    }
    _BOXES = {"note": "kd-note", "labelBox": "kd-tab", "rect": "kd-panel", "box": "kd-panel"}
    _WORDS = {
        "messageText": "kd-message",
        "noteText": "kd-small",
        "loopText": "kd-message kd-condition",
        "sectionTitle": "kd-message kd-condition",
        "labelText": "kd-tab-text",
        "sequenceNumber": "kd-number",
        "text": "kd-title",
    }

    def __init__(self, markers: Markers, roles: Mapping[str, str]) -> None:
        self._markers = markers
        self._roles = roles
        self._texts: list[Element] = []

    def draw(self, root: Element, out: Element) -> None:
        participants: list[_Shape] = []
        for element in root:
            if element.tag not in ("style", "defs", "title", "desc"):
                self._walk(element, out, participants, "")
        # Participants and texts lie above the life lines and frames.
        marked: set[str] = set()
        for shape, role, name in participants:
            group = ElementTree.SubElement(out, "g", {"class": classes("kd-node", role)})
            group.append(shape)
            if role == "node" and shape.tag == "rect":
                group.append(inset(shape))
            # A figure of several strokes carries one mark.
            if name not in marked and shape.tag != "line":
                marked.add(name)
                group.extend(mark(role, *mark_place(shape)))
        out.extend(self._texts)

    def _walk(self, element: Element, out: Element, participants: list[_Shape], name: str) -> None:
        own = element.get("data-id") if element.get("data-et") == "participant" else element.get("name")
        name = own or name
        kinds = element.get("class", "").split()
        role = self._roles.get(name, "")
        if element.tag == "g":
            for child in element:
                # Some participants are figures drawn around the origin and moved into place as a group.
                if element.get("transform") and not child.get("transform"):
                    child.set("transform", element.get("transform", ""))
                self._walk(child, out, participants, name)
        elif element.tag == "text":
            self._text(element, kinds)
        elif element.tag in GEOMETRY:
            if element.tag == "line" and "sequencenumber" in element.get("marker-start", ""):
                at = {"class": "kd-badge", "cx": element.get("x1", "0"), "cy": element.get("y1", "0"), "r": "9"}
                self._texts.append(Element("circle", at))
            elif "actor" in kinds and element.tag == "rect":
                participants.append((framed(element, CORNER[role], "kd-shape"), role, name))
            elif "actor-line" in kinds or any(kind in self._LINES for kind in kinds):
                self._line(element, kinds, out)
            elif any(kind.startswith("activation") for kind in kinds):
                out.append(framed(element, "2", "kd-active"))
            elif any(kind in self._BOXES for kind in kinds):
                look = next(self._BOXES[kind] for kind in kinds if kind in self._BOXES)
                # Panels lie under everything, whatever the order Mermaid wrote them in.
                target = framed(element, "6", look) if element.tag == "rect" else plain(element, look)
                if look == "kd-panel":
                    out.insert(0, target)
                else:
                    out.append(target)
            elif name:
                participants.append((plain(element, "kd-shape"), role, name))
            elif element.get("marker-end") or element.get("marker-start"):
                self._line(element, ["messageLine0"], out)

    def _line(self, element: Element, kinds: list[str], out: Element) -> None:
        look = next((self._LINES[kind] for kind in kinds if kind in self._LINES), "kd-edge")
        if look == "kd-frame" and "dasharray" in element.get("style", ""):
            look = "kd-frame kd-dotted"
        if element.tag == "path":
            # A message to oneself curves back below its words; its number would touch them.
            for text in _last_message(self._texts):
                text.set("y", short(float(text.get("y", "0")) - 6))
        line = plain(element, look)
        self._markers.link(element, line)
        out.append(line)

    def _text(self, element: Element, kinds: list[str]) -> None:
        words = "".join(element.itertext()).strip()
        if not words:
            return
        look = next((self._WORDS[kind] for kind in kinds if kind in self._WORDS), "")
        if "sequenceNumber" in kinds:
            size, middle = 11.0, False
        else:
            size = float((_FONT_SIZE.search(element.get("style", "")) or ["", str(NODE.size)])[1])
            middle = bool(element.get("dominant-baseline"))
        shift = sum(float(found[1]) * size for found in [_EM.match(element.get("dy", ""))] if found)
        spans = list(element.iter("tspan"))
        for index, part in enumerate(spans or [element]):
            own = sum(float(found[1]) * size for found in [_EM.match(part.get("dy", ""))] if found and spans)
            own += sum(float(found) for found in [part.get("dy", "0")] if spans and NUMBER.fullmatch(found))
            x = float(part.get("x") or element.get("x") or 0)
            y = float(element.get("y", "0")) + shift + own + (MIDDLE * size if middle else 0)
            text = Element("text", rounded_all({"x": x, "y": y}))
            if look:
                text.set("class", look)
            if size != NODE.size:
                text.set("font-size", short(size))
            text.text = ("".join(part.itertext()) if spans else words).strip()
            if text.text and (index == 0 or spans):
                self._texts.append(text)


def _last_message(texts: list[Element]) -> Iterator[Element]:
    for text in reversed(texts):
        if text.tag != "text" or text.get("class") != "kd-message":
            return
        yield text
