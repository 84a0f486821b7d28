"""Reading the first line of a fenced block: its fence, language and attributes.

The grammar is that of pymdownx.superfences and CommonMark together, with what other sites write
(``yaml:deploy.yaml``, ``yaml {linenos=true}``) understood as well.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .lines import Line

_OPENING = re.compile(
    r"(?P<prefix>(?:[ \t]|>)*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)(?P<fence>`{3,}|~{3,})(?P<info>.*)$",
    re.DOTALL,
)
_LANGUAGE = re.compile(r"[ \t]*\.?(?P<name>[^\s{}=\"'`,:;()\[\]]+)(?::(?P<title>[^\s{}]+))?(?=[\s{,;]|$)")
_ATTRIBUTE = re.compile(
    r"""(?P<dot>\.[^\s{}="']+)|(?P<hash>\#[^\s{}="']+)"""
    r"""|(?P<name>[A-Za-z_:][\w:.-]*)(?:=(?:"(?P<double>(?:\\.|[^"\\])*)"|'(?P<single>(?:\\.|[^'\\])*)'|(?P<bare>[^\s{}]*)))?"""
)


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute of a fence.

    Args:
        name: Its name, for example ``title``.
        value: Its value; None where it stands alone.
        column: The column of its name in the page, from 1.
        end_column: The column after it.
        braced: Whether it stands in braces.
    """

    name: str
    value: str | None
    column: int
    end_column: int
    braced: bool


@dataclass(frozen=True, slots=True)
class Opening:
    """The first line of a fenced block.

    Args:
        line: The whole line in the page.
        prefix: What stands before the fence (indent, quote marks, list marker).
        fence: The fence itself.
        language: The language as written, in lower case; empty where none is named.
        language_column: The column of the language, or of the place where it belongs.
        attributes: The attributes, in order.
    """

    line: Line
    prefix: str
    fence: str
    language: str
    language_column: int
    attributes: tuple[Attribute, ...]

    @property
    def column(self) -> int:
        """The column of the fence in the page."""
        return self.line.column + len(self.prefix)

    @property
    def width(self) -> int:
        """How many columns the body is indented by."""
        return len(self.prefix.expandtabs(4))

    def get(self, name: str) -> str | None:
        """Return the value of the attribute *name* (empty where it stands alone), or None."""
        for attribute in self.attributes:
            if attribute.name == name:
                return attribute.value or ""
        return None


def _attributes(text: str, column: int, braced: bool) -> list[Attribute]:
    found = []
    for match in _ATTRIBUTE.finditer(text):
        if match["dot"] or match["hash"]:
            name, value = ("class", match["dot"][1:]) if match["dot"] else ("id", match["hash"][1:])
        else:
            name = match["name"]
            quoted = match["double"] if match["double"] is not None else match["single"]
            value = re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else match["bare"]
        found.append(Attribute(name, value, column + match.start(), column + match.end(), braced))
    return found


def read_opening(line: Line) -> Opening | None:
    """Read *line* as the first line of a fenced block.

    Args:
        line: A line of a page.

    Returns:
        What the line opens, or None where it opens nothing.
    """
    if "```" not in line.text and "~~~" not in line.text:
        return None
    match = _OPENING.match(line.text)
    if match is None:
        return None
    info = match["info"]
    if match["fence"][0] == "`" and "`" in info:
        return None
    start = line.column + match.start("info")
    body = info.strip()
    column = start + len(info) - len(info.lstrip())
    if body.startswith("{") and body.endswith("}"):
        attributes = _attributes(body[1:-1], column + 1, braced=True)
        language = ""
        if attributes and attributes[0].name == "class" and body[1:].lstrip().startswith("."):
            first = attributes.pop(0)
            language, column = (first.value or "").lower(), first.column + 1
        return Opening(line, match["prefix"], match["fence"], language, column, tuple(attributes))
    named = _LANGUAGE.match(info)
    language = ""
    attributes = []
    rest, rest_column = info, start
    if named is not None:
        language, column = named["name"].lower(), start + named.start("name")
        if named["title"]:
            attributes.append(
                Attribute("title", named["title"], start + named.start("title"), start + named.end(), False)
            )
        rest, rest_column = info[named.end() :], start + named.end()
    brace = rest.find("{")
    if brace >= 0 and rest.rstrip().endswith("}"):
        attributes += _attributes(rest[:brace], rest_column, braced=False)
        attributes += _attributes(rest.rstrip()[brace + 1 : -1], rest_column + brace + 1, braced=True)
    else:
        attributes += _attributes(rest, rest_column, braced=False)
    return Opening(line, match["prefix"], match["fence"], language, column, tuple(attributes))
