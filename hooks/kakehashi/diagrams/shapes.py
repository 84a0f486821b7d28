"""The pieces a drawing is made of: shapes with a class and nothing else, marks, lines of text, arrow heads."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from kakehashi.diagrams.lettering import NODE, Line, Style
from kakehashi.diagrams.source import ROLES

# Half of the height of a capital letter, in em: what moves a baseline so that a line sits in the middle of its box.
MIDDLE = 0.35
# The radius of a node's corners by its role, in pixels.
CORNER = {"aws": "1.5", "k8s": "10", "node": "3", "muted": "6", "": "6"}
ONE = r"-?\d*\.?\d+(?:[eE][-+]?\d+)?"
NUMBER = re.compile(ONE)
_PATH_TOKEN = re.compile(r"[a-zA-Z]|-?\d*\.?\d+(?:[eE][-+]?\d+)?")
_TRANSLATE = re.compile(r"translate\(\s*([-\d.eE]+)(?:[ ,]+([-\d.eE]+))?\s*\)")

# Mermaid's own marker → where the tip of an arrow lies beyond the end of the line it closes, in pixels.
_TIPS = {"point": 4.0, "barb": 0.0, "arrowhead": 2.0, "filled": 2.5, "stick": 0.0, "solid": 2.0}
GEOMETRY = {
    "rect": ("x", "y", "width", "height", "rx", "ry"),
    "circle": ("cx", "cy", "r"),
    "ellipse": ("cx", "cy", "rx", "ry"),
    "line": ("x1", "y1", "x2", "y2"),
    "path": ("d",),
    "polygon": ("points",),
    "polyline": ("points",),
}
# Left, top, right, bottom.
Box = tuple[float, float, float, float]


class Markers:
    """The arrow heads a drawing uses, each defined once."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._made: dict[str, Element] = {}

    def link(self, source: Element, target: Element) -> None:
        """Give *target* the heads of *source*."""
        for end in ("marker-start", "marker-end"):
            name = source.get(end, "")
            if name:
                target.set(end, f"url(#{self._made_for(name.partition('#')[2])})")

    def used(self) -> Iterator[Element]:
        if self._made:
            defs = Element("defs")
            defs.extend(self._made[name] for name in sorted(self._made))
            yield defs

    def _made_for(self, name: str) -> str:
        # Mermaid gives circles and crosses their own room at either end, so each end keeps its own reference point.
        start = "Start" in name
        if "circle" in name:
            name, at = ("o1", "-1") if start else ("o", "9")
            return self._make(name, at, "M4 0.5A3.5 3.5 0 1 1 3.99 0.5Z", "kd-tip kd-ring")
        if "cross" in name:
            at = "4" if "head" in name else "-2" if start else "10"
            return self._make(f"x{at}", at, "M0.5 0.5L7.5 7.5M0.5 7.5L7.5 0.5", "kd-cross")
        tip = next((beyond for word, beyond in _TIPS.items() if word in name), 0.0)
        return self._make(f"a{short(tip)}", short(9 - tip), "M0 0L9 4L0 8L2 4Z", "kd-tip")

    def _make(self, name: str, at: str, path: str, look: str) -> str:
        identifier = f"{self._prefix}-{name.replace('.', '_')}"
        if identifier not in self._made:
            marker = Element(
                "marker",
                {
                    "id": identifier,
                    "markerUnits": "userSpaceOnUse",
                    "markerWidth": "9",
                    "markerHeight": "8",
                    "refX": at,
                    "refY": "4",
                    "orient": "auto-start-reverse",
                },
            )
            ElementTree.SubElement(marker, "path", {"class": look, "d": path})
            self._made[identifier] = marker
        return identifier


def role_of(names: list[str]) -> str:
    """Return the role among the classes of an element; Mermaid itself says ``node`` once on every node."""
    for role in ROLES:
        if role != "node" and role in names:
            return role
    return "node" if names.count("node") > (0 if "cluster" in names or "statediagram-cluster" in names else 1) else ""


def classes(look: str, role: str) -> str:
    # `kd-node` is any node; the role of the same name needs a word of its own.
    return f"{look} kd-{'machine' if role == 'node' else role}" if role else look


def shapes_of(child: Element) -> Iterator[Element]:
    names = child.get("class", "").split()
    if "label" in names or child.tag in ("title", "desc", "foreignObject", "text"):
        return
    if child.tag == "g":
        drawn = [shape for shape in child if shape.tag == "path" and shape.get("d")]
        if drawn and len(drawn) == len(list(child)):
            # The renderer's sketching library draws fill and outline as two paths; one serves for both.
            course = drawn[0].get("d", "")
            if course.count("M") == 1 and not course.rstrip().endswith("Z"):
                course += "Z"
            pill = _pill(drawn[0])
            shape = pill if pill is not None else Element("path", {"d": course})
            shape.set("class", f"{child.get('class', '')} {shape.get('class', '')}")
            if child.get("transform"):
                shape.set("transform", child.get("transform", ""))
            yield shape
        else:
            for inner in child:
                yield from shapes_of(inner)
    elif child.tag in GEOMETRY and (child.tag != "rect" or float(child.get("width", "0") or 0) > 0):
        yield child


def end_points(path: str) -> list[tuple[float, float]]:
    """Return the end points of a path of absolute moves, lines and curves; empty for any other path."""
    tokens = _PATH_TOKEN.findall(path)
    points: list[tuple[float, float]] = []
    numbers: list[float] = []
    command = ""
    for token in [*tokens, "Z"]:
        if token.isalpha():
            size = {"M": 2, "L": 2, "C": 6}.get(command)
            if numbers and size is None:
                return []
            for start in range(0, len(numbers) - (size or 1) + 1, size or 1):
                points.append((numbers[start + (size or 2) - 2], numbers[start + (size or 2) - 1]))
            command, numbers = token, []
        else:
            numbers.append(float(token))
    return points


def _pill(path: Element) -> Element | None:
    """Return a rounded rectangle when the outline is one (a stadium is traced in a hundred small curves)."""
    points = end_points(path.get("d", ""))
    if len(points) < 20:
        return None
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    radius = (bottom - top) / 2
    middle = (top + bottom) / 2
    for x, y in points:
        inner = min(max(x, left + radius), right - radius)
        away = math.hypot(x - inner, y - middle) if inner != x else abs(y - middle)
        if abs(away - radius) > 1.0:
            return None
    size = {"x": left, "y": top, "width": right - left, "height": bottom - top, "rx": radius}
    return Element("rect", {**rounded_all(size), "class": "pill"})


def extent_of(shape: Element) -> Box:
    """Return left, top, right and bottom of a shape, in pixels; of a path with arcs, those of Mermaid's cylinder."""
    x, y = moved(shape)

    def number(name: str) -> float:
        return float(shape.get(name, "0") or 0)

    if shape.tag == "rect":
        return x + number("x"), y + number("y"), x + number("x") + number("width"), y + number("y") + number("height")
    if shape.tag in ("circle", "ellipse"):
        across, down = (number("r"),) * 2 if shape.tag == "circle" else (number("rx"), number("ry"))
        return x + number("cx") - across, y + number("cy") - down, x + number("cx") + across, y + number("cy") + down
    if shape.tag == "line":
        return x + number("x1"), y + number("y1"), x + number("x2"), y + number("y2")
    numbers = [float(found) for found in NUMBER.findall(shape.get("points") or shape.get("d") or "")]
    corners = (
        list(zip(numbers[::2], numbers[1::2], strict=False)) if shape.get("points") else end_points(shape.get("d", ""))
    )
    if not corners and len(numbers) > 1:
        # The path starts at the left end of the lid and is moved so that its middle is the origin.
        return x + numbers[0], y, -x - numbers[0], -y
    if not corners:
        return x, y, x, y
    across_all, down_all = [at for at, _ in corners], [at for _, at in corners]
    return x + min(across_all), y + min(down_all), x + max(across_all), y + max(down_all)


def mark_place(shape: Element) -> tuple[float, float]:
    """Return where the mark of a role sits: on the upper left of the outline."""
    left, top, right, bottom = extent_of(shape)
    if shape.tag == "circle":
        return left + (right - left) * 0.15, top + (bottom - top) * 0.15
    if shape.tag == "polygon":
        numbers = [float(found) for found in NUMBER.findall(shape.get("points", ""))]
        corners = sorted(zip(numbers[::2], numbers[1::2], strict=False), key=lambda at: (round(at[1], 1), at[0]))
        x, y = moved(shape)
        return (x + corners[0][0] + 8, y + corners[0][1]) if corners else (left, top)
    if shape.tag == "rect":
        return left + 14 + (float(shape.get("rx", "0")) / 4 if "pill" in shape.get("class", "").split() else 0), top
    return left + 14, top + 2


def mark(role: str, x: float, y: float) -> Iterator[Element]:
    """Yield the small sign of a role, centred at *x*, *y*: a square for AWS, seven sides for Kubernetes."""
    if role == "aws":
        place = rounded_all({"x": x - 5, "y": y - 5, "width": 10, "height": 10, "rx": 1})
        yield Element("rect", {"class": "kd-mark", **place})
    elif role == "k8s":
        yield Element("path", {"class": "kd-mark", "d": heptagon(x, y, 6)})


def heptagon(x: float, y: float, radius: float) -> str:
    """Return the path of a regular heptagon standing on a side, centred at *x*, *y*."""
    turns = (math.tau * step / 7 - math.pi / 2 for step in range(7))
    corners = (f"{short(x + radius * math.cos(turn))} {short(y + radius * math.sin(turn))}" for turn in turns)
    return "M" + "L".join(corners) + "Z"


def framed(rect: Element, corner: str, look: str) -> Element:
    framed = plain(rect, look)
    framed.attrib.pop("ry", None)
    framed.set("rx", rect.get("rx", "0") if "pill" in rect.get("class", "").split() else corner)
    return framed


def inset(rect: Element) -> Element:
    """Return the second outline that marks a machine, three pixels inside the first."""
    x, y, width, height = (float(rect.get(name, "0")) for name in ("x", "y", "width", "height"))
    round_ends = max(2.0, float(rect.get("rx", "0")) - 3) if "pill" in rect.get("class", "").split() else 2.0
    place = {"x": x + 3, "y": y + 3, "width": max(0.0, width - 6), "height": max(0.0, height - 6), "rx": round_ends}
    return Element("rect", {"class": "kd-inner", **rounded_all(place)})


def plain(shape: Element, look: str) -> Element:
    """Return the shape with its geometry and our class, and nothing else of what it came with."""
    kept = {name: rounded(shape.get(name, "")) for name in GEOMETRY[shape.tag] if shape.get(name)}
    if shape.get("transform"):
        kept["transform"] = rounded(shape.get("transform", ""))
    return Element(shape.tag, {"class": look, **kept})


def written(lines: tuple[Line, ...], x: float, top: float, style: Style, look: str = "") -> Iterator[Element]:
    """Yield the lines of a label from *top* downwards; *x* is where the text anchor of the drawing puts them."""
    for index, line in enumerate(lines):
        text = Element("text", rounded_all({"x": x, "y": top + style.line * (index + 0.5) + style.size * MIDDLE}))
        if look:
            text.set("class", look)
        if style.size != NODE.size:
            text.set("font-size", short(style.size))
        if len(line) == 1 and not line[0].bold:
            text.text = line[0].text
        else:
            for run in line:
                span = ElementTree.SubElement(text, "tspan", {"font-weight": "600"} if run.bold else {})
                span.text = run.text
        yield text


def moved(element: Element) -> tuple[float, float]:
    found = _TRANSLATE.search(element.get("transform", ""))
    return (float(found.group(1)), float(found.group(2) or 0)) if found else (0.0, 0.0)


def short(number: float) -> str:
    """Write a number with one decimal at most, the way a person would."""
    text = f"{number:.1f}"
    return "0" if text in ("-0.0", "0.0") else text.removesuffix(".0")


def rounded(text: str) -> str:
    return NUMBER.sub(lambda found: short(float(found.group())), text)


def rounded_all(values: Mapping[str, float | str]) -> dict[str, str]:
    return {name: value if isinstance(value, str) else short(value) for name, value in values.items()}
