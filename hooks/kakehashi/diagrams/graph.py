"""Redrawing flowcharts and state diagrams: groups, edges, labels and nodes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from kakehashi.diagrams.lettering import EDGE, NODE, TITLE, Letters, Line, Style, Width, line_width, lines_of
from kakehashi.diagrams.shapes import (
    CORNER,
    NUMBER,
    Box,
    Markers,
    classes,
    end_points,
    extent_of,
    framed,
    inset,
    mark,
    mark_place,
    moved,
    plain,
    role_of,
    rounded,
    rounded_all,
    shapes_of,
    short,
    written,
)

# The radius of a group's corners by its role, in pixels.
_CORNER = {"aws": "2", "k8s": "14", "node": "4", "muted": "10", "": "10"}
# How much room a group's title needs above the nodes, and above the groups, inside the group; in pixels.
_ABOVE_NODES = 32.0
_ABOVE_GROUPS = 24.0
# The room the mark takes before a title.
_MARK = 17.0


class Graph:
    """Flowcharts and state diagrams: groups (clusters), edges, labels and nodes."""

    def __init__(self, markers: Markers, letters: Letters) -> None:
        self._markers = markers
        self._letters = letters
        # How far above Mermaid's own picture a frame had to be raised, in pixels.
        self.raised = 0.0

    def draw(self, root: Element, out: Element) -> None:
        """Draw what is in *root*, Mermaid's whole picture."""
        self._make_room(root, 0.0)
        self._draw(root, out)

    def _make_room(self, element: Element, above: float) -> None:
        """Give every title its room, the innermost first; the origin of *element* lies *above* below the picture's."""
        for child in element:
            if child.tag == "g":
                self._make_room(child, above + moved(child)[1])
        for cluster, top in _raised_tops(element).items():
            self.raised = max(self.raised, -(top + above))
            _raise_frame(cluster, top)

    def _draw(self, element: Element, out: Element) -> None:
        titles: list[_Title] = []
        lines: list[list[tuple[float, float]]] = []
        for child in element:
            names = child.get("class", "").split()
            if child.tag in ("style", "defs", "marker", "title", "desc"):
                continue
            if "edgePaths" in names:
                frames = dict(_frames(element))
                lines.extend(self._edges(child, out, frames))
                # A group's title lies above the lines that cross into the group, and below nothing.
                for title in titles:
                    title.write(lines, self._letters(TITLE), out)
                titles = []
            elif "node" in names:
                self._node(child, names, out)
            elif "cluster" in names or "statediagram-cluster" in names:
                self._cluster(child, names, out, titles)
            elif "clusters" in names:
                for cluster in child:
                    kinds = cluster.get("class", "").split()
                    if "note-cluster" not in kinds:
                        self._cluster(cluster, kinds, out, titles)
            elif "edgeLabel" in names:
                self._edge_label(child, out)
            elif child.tag == "g":
                self._group(child, out)
        for title in titles:
            title.write(lines, self._letters(TITLE), out)

    def _group(self, element: Element, out: Element) -> None:
        inner = Element("g")
        if element.get("transform"):
            inner.set("transform", rounded(element.get("transform", "")))
        self._draw(element, inner)
        if not len(inner):
            return
        if inner.get("transform"):
            out.append(inner)
        else:
            out.extend(list(inner))

    def _edges(self, element: Element, out: Element, frames: Mapping[str, Box]) -> Iterator[list[tuple[float, float]]]:
        for path in element.iter("path"):
            look = path.get("class", "")
            if "edge-thickness-invisible" in look or not path.get("d"):
                continue
            dashed = " kd-dotted" if "dotted" in look or "dashed" in look or "note-edge" in look else ""
            thick = " kd-thick" if "edge-thickness-thick" in look else ""
            course = _joined(path, frames)
            edge = ElementTree.SubElement(out, "path", {"class": f"kd-edge{dashed}{thick}", "d": rounded(course)})
            self._markers.link(path, edge)
            yield end_points(course)

    def _edge_label(self, element: Element, out: Element) -> None:
        for holder in element.iter("foreignObject"):
            wide, high = float(holder.get("width", "0")), float(holder.get("height", "0"))
            lines = self._lines(holder, EDGE)
            if not lines or not wide:
                continue
            x, y = moved(element)
            under = rounded_all({"x": x - wide / 2 - 4, "y": y - high / 2, "width": wide + 8, "height": high, "rx": 4})
            ElementTree.SubElement(out, "rect", {"class": "kd-label", **under})
            out.extend(written(lines, x, y - high / 2, EDGE, "kd-small"))

    def _cluster(self, element: Element, names: list[str], out: Element, titles: list[_Title]) -> None:
        frame = _frame(element)
        if frame is None:
            return
        role = role_of(names)
        group = ElementTree.SubElement(out, "g", {"class": classes("kd-group", role)})
        group.append(framed(frame, _CORNER[role], "kd-shape"))
        if role == "node":
            group.append(inset(frame))
        for holder in element.iter("foreignObject"):
            lines = self._lines(holder, TITLE)
            if lines:
                titles.append(_Title(lines, role, *extent_of(frame)[:3]))

    def _node(self, element: Element, names: list[str], out: Element) -> None:
        role = role_of(names)
        look = "kd-note" if "statediagram-note" in names else "kd-node"
        group = ElementTree.SubElement(out, "g", {"class": classes(look, role)})
        x, y = moved(element)
        if x or y:
            group.set("transform", f"translate({short(x)} {short(y)})")
        shapes = [shape for child in element for shape in shapes_of(child)]
        for shape in shapes:
            kinds = shape.get("class", "").split()
            if "fork-join" in kinds or "state-start" in kinds:
                group.append(plain(shape, "kd-solid"))
            elif shape.tag == "rect":
                group.append(framed(shape, CORNER[role], "kd-shape"))
                if role == "node":
                    group.append(inset(shape))
            else:
                group.append(plain(shape, "kd-shape"))
        if role == "node" and not any(shape.tag == "rect" for shape in shapes):
            group.set("class", "kd-node kd-machine kd-heavy")
        if shapes:
            group.extend(mark(role, *mark_place(shapes[0])))
        for label in element:
            if "label" not in label.get("class", "").split():
                continue
            for holder in label.iter("foreignObject"):
                lines = self._lines(holder, NODE)
                at_x, at_y = moved(label)
                at_x += float(holder.get("width", "0")) / 2
                at_y += (float(holder.get("height", "0")) - NODE.line * len(lines)) / 2
                group.extend(written(lines, at_x, at_y, NODE))

    def _lines(self, holder: Element, style: Style) -> tuple[Line, ...]:
        return lines_of(ElementTree.tostring(holder, encoding="unicode"), style, self._letters(style))


def _frame(cluster: Element) -> Element | None:
    return next((rect for rect in cluster.iter("rect") if float(rect.get("width", "0") or 0) > 0), None)


def _frames(element: Element) -> Iterator[tuple[str, Box]]:
    """Yield the name a writer gave each group an edge in *element* may end at, and the extent of its frame."""
    for child in element:
        kinds = child.get("class", "").split()
        for cluster in child if "clusters" in kinds else ():
            frame = _frame(cluster)
            if frame is not None:
                yield cluster.get("id", "").removeprefix("my-svg-"), extent_of(frame)
        # A group that no edge enters is laid out by itself and stands among the nodes.
        for node in child if "nodes" in kinds else ():
            if "root" in node.get("class", "").split():
                x, y = moved(node)
                for name, (left, top, right, bottom) in _frames(node):
                    yield name, (x + left, y + top, x + right, y + bottom)


def _joined(path: Element, frames: Mapping[str, Box]) -> str:
    """Return the course of an edge, its ends moved onto the frame of the group they belong to.

    Mermaid ends an edge to a group where the frame would be without its title, some pixels off.
    """
    # Each step is a command and its numbers; an edge begins with M and goes on in L and C, and ends in L.
    steps = re.findall(r"[A-Z][^A-Z]*", path.get("d", ""))
    edge = path.get("data-id", "")
    for name, box in frames.items():
        if re.fullmatch(rf"L_.+_{re.escape(name)}_\d+", edge) and steps[-1:] and steps[-1].startswith("L"):
            end = _snapped(*_step_end(steps[-1]), box, 4.0 if path.get("marker-end") else 0.0)
            while len(steps) > 2 and _holds(box, _step_end(steps[-2])):
                del steps[-2]
            steps[-1] = f"L{end[0]},{end[1]}"
        if re.fullmatch(rf"L_{re.escape(name)}_.+_\d+", edge) and steps:
            start = _snapped(*_step_end(steps[0]), box, 4.0 if path.get("marker-start") else 0.0)
            while len(steps) > 2 and _holds(box, _step_end(steps[1])):
                del steps[1]
            steps[0] = f"M{start[0]},{start[1]}"
    return "".join(steps)


def _step_end(step: str) -> tuple[float, float]:
    numbers = [float(found) for found in NUMBER.findall(step)]
    return (numbers[-2], numbers[-1]) if len(numbers) > 1 else (0.0, 0.0)


def _holds(box: Box, point: tuple[float, float]) -> bool:
    # Six pixels more than the box: an arrow needs a straight end to point along.
    return box[0] - 6 < point[0] < box[2] + 6 and box[1] - 6 < point[1] < box[3] + 6


def _snapped(x: float, y: float, box: Box, tip: float) -> tuple[float, float]:
    """Return the point moved onto the nearest side of *box*, *tip* pixels outside; unmoved when it is far from all."""
    left, top, right, bottom = box
    sides = [
        (abs(y - top), (x, top - tip)),
        (abs(y - bottom), (x, bottom + tip)),
        (abs(x - left), (left - tip, y)),
        (abs(x - right), (right + tip, y)),
    ]
    away, point = min(sides)
    return point if away <= 40 else (x, y)


def _raised_tops(element: Element) -> dict[Element, float]:
    """Return the frames of the groups drawn directly in *element* that leave too little room for their title.

    Mermaid leaves twenty pixels between a frame and what is in it, less than a line of text needs there. The inner
    frames come first, for the outer ones must make room for them.

    Returns:
        The new top of each such frame's group, in the coordinates of *element*.
    """
    frames: list[tuple[Element, Box]] = []
    boxes: list[Box] = []
    for child in element:
        kinds = child.get("class", "").split()
        for cluster in child if "clusters" in kinds else ():
            frame = _frame(cluster)
            if frame is not None and "cluster" in cluster.get("class", "").split():
                frames.append((cluster, extent_of(frame)))
        for node in child if "nodes" in kinds else ():
            x, y = moved(node)
            inner = [extent_of(shape) for part in node for shape in shapes_of(part)]
            if "root" in node.get("class", "").split():
                inner = [extent_of(frame) for frame in [_frame(node)] if frame is not None]
            boxes.extend((x + left, y + top, x + right, y + bottom) for left, top, right, bottom in inner[:1])
    frames.sort(key=lambda pair: (pair[1][2] - pair[1][0]) * (pair[1][3] - pair[1][1]))
    tops: dict[Element, float] = {}
    done: list[Box] = []
    for cluster, extent in frames:
        wanted = [box[1] - _ABOVE_NODES for box in boxes if _inside(box, extent)]
        wanted += [box[1] - _ABOVE_GROUPS for box in done if _inside(box, extent)]
        top = min([extent[1], *wanted])
        done.append((extent[0], top, extent[2], extent[3]))
        if top < extent[1]:
            tops[cluster] = top
    return tops


def _raise_frame(cluster: Element, top: float) -> None:
    frame = _frame(cluster)
    if frame is not None:
        frame.set("height", str(float(frame.get("height", "0")) + float(frame.get("y", "0")) - top))
        frame.set("y", str(top))


def _inside(inner: Box, outer: Box) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return outer[0] < x < outer[2] and outer[1] < y < outer[3]


class _Title:
    """A group's title, written once it is known which lines cross the top of the group."""

    def __init__(self, lines: tuple[Line, ...], role: str, left: float, top: float, right: float) -> None:
        self._lines = lines
        self._role = role
        self._left = left
        self._top = top
        self._right = right

    def write(self, edges: list[list[tuple[float, float]]], width: Width, out: Element) -> None:
        """Write the title at the left, or at the right when a line would run through it there and not here."""
        before = _MARK if self._role in ("aws", "k8s") else 0.0
        size = max(line_width(line, width) for line in self._lines) + before
        crossed = [at for edge in edges for at in _crossings(edge, self._top + 12)]
        places = [start for start in (self._left + 10, self._right - 12 - size) if start >= self._left + 10]
        free = [start for start in places if not _runs_through(crossed, start, size)]
        start = free[0] if free else self._left + 10
        label = ElementTree.SubElement(out, "g", {"class": classes("kd-title", self._role), "text-anchor": "start"})
        if not free:
            under = {"x": start - 4, "y": self._top + 3, "width": size + 8, "height": TITLE.line - 2, "rx": 3.0}
            ElementTree.SubElement(label, "rect", {"class": "kd-under", **rounded_all(under)})
        label.extend(mark(self._role, start + 5, self._top + TITLE.line / 2 + 2))
        label.extend(written(self._lines, start + before, self._top + 2, TITLE))


def _runs_through(crossed: list[float], start: float, size: float) -> bool:
    return any(start - 4 < at < start + size + 4 for at in crossed)


def _crossings(edge: list[tuple[float, float]], y: float) -> Iterator[float]:
    """Yield where an edge, taken as straight between its points, crosses the height *y*."""
    for (x1, y1), (x2, y2) in itertools.pairwise(edge):
        if (y1 - y) * (y2 - y) < 0:
            yield x1 + (x2 - x1) * (y - y1) / (y2 - y1)
