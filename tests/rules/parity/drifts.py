"""Drifts planted into one page of a pair: each family yields the page as it would be after somebody edited it alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kakehashi.pages.blocks import Block, BlockKind, blocks
from kakehashi.pages.inline import Flow, read_inline
from kakehashi.pages.numbers import read_numbers
from kakehashi.pages.page import Page


@dataclass(frozen=True)
class Drift:
    """One planted drift.

    Args:
        text: The page with the drift.
        rules: The rules of which one must name it.
        here: The line in the page with the drift, or None where the thing is gone.
        there: The line in its twin, or None where only the drift's own line is sure.
    """

    text: str
    rules: frozenset[str]
    here: int | None
    there: int | None


Plant = Callable[[Page, Page], Iterator[Drift]]


def _rules(*names: str) -> frozenset[str]:
    return frozenset(f"parity/{name}" for name in names)


def _without(page: Page, first: int, last: int) -> str:
    lines = list(page.source.lines)
    return "\n".join(lines[: first - 1] + lines[last:])


def _with(page: Page, number: int, text: str) -> str:
    lines = list(page.source.lines)
    lines[number - 1] = text
    return "\n".join(lines)


def _spliced(page: Page, flow: Flow, start: int, end: int, text: str) -> tuple[str, int]:
    """The page with a part of a flow replaced, and the line it stands in."""
    line, at = flow.line_at(start)
    whole = page.source.lines[line.number - 1]
    begin = line.column - 1 + at
    return _with(page, line.number, whole[:begin] + text + whole[begin + end - start :]), line.number


def _end(page: Page, block: Block) -> int:
    """The last line of a block with everything in it."""
    lines = page.source.lines
    number = block.line.number
    indent = len(lines[number - 1]) - len(lines[number - 1].lstrip())
    last = number
    for at in range(number, len(lines)):
        text = lines[at]
        if text.strip() and len(text) - len(text.lstrip()) <= indent and not (at + 1 <= number + len(block.lines) - 1):
            break
        if text.strip():
            last = at + 1
    return last


def _pairs(page: Page, twin: Page, kind: BlockKind) -> Iterator[tuple[Block, Block]]:
    left, right = ([one for one in blocks(p) if one.kind is kind] for p in (page, twin))
    assert len(left) == len(right)
    yield from zip(left, right, strict=True)


def _flows(page: Page) -> Iterator[Flow]:
    for block in blocks(page):
        if block.lines and block.kind is not BlockKind.LITERAL:
            yield Flow(block.lines)


def heading_id(page: Page, twin: Page) -> Iterator[Drift]:
    for one, other in _pairs(page, twin, BlockKind.HEADING):
        changed = one.line.text.replace("{#", "{#x-")
        yield Drift(_with(page, one.line.number, changed), _rules("headings"), one.line.number, other.line.number)


def heading_removed(page: Page, twin: Page) -> Iterator[Drift]:
    for one, other in _pairs(page, twin, BlockKind.HEADING):
        if one.heading is not None and one.heading.level > 1:
            gone = _without(page, one.line.number, one.line.number)
            yield Drift(gone, _rules("headings"), None, other.line.number)


def heading_level(page: Page, twin: Page) -> Iterator[Drift]:
    for one, other in _pairs(page, twin, BlockKind.HEADING):
        if one.heading is not None and one.heading.level > 1:
            text = _with(page, one.line.number, "#" + one.line.text)
            yield Drift(text, _rules("headings"), one.line.number, other.line.number)


def _code_lines(page: Page, twin: Page, language: str) -> Iterator[tuple[int, str, int]]:
    """Yield the lines of code that both pages hold themselves: number, text, number in the twin."""
    for one, other in _pairs(page, twin, BlockKind.FENCE):
        assert one.fence is not None and other.fence is not None
        if one.fence.language == language:
            for left, right in zip(one.fence.lines, other.fence.lines, strict=False):
                if left.path == page.path and right.path == twin.path:
                    yield left.number, page.source.lines[left.number - 1], right.number


def flag_changed(page: Page, twin: Page) -> Iterator[Drift]:
    for number, text, other in _code_lines(page, twin, "bash"):
        for found in re.finditer(r"(?<=\s)--?[a-z][\w-]*", text):
            changed = text[: found.end()] + "x" + text[found.end() :]
            yield Drift(_with(page, number, changed), _rules("code"), number, other)


def flag_removed(page: Page, twin: Page) -> Iterator[Drift]:
    for number, text, other in _code_lines(page, twin, "bash"):
        for found in re.finditer(r"\s--?[a-z][\w-]*", text):
            changed = text[: found.start()] + text[found.end() :]
            yield Drift(_with(page, number, changed), _rules("code"), number, other)


def parameter_changed(page: Page, twin: Page) -> Iterator[Drift]:
    for number, text, other in _code_lines(page, twin, "bash"):
        for found in re.finditer(r"(?<=[\s=/:.'\"{])[A-Za-z0-9][\w.-]*(?=[\s'\"/:.}]|$)", text):
            changed = text[: found.start()] + "other" + text[found.end() :]
            yield Drift(_with(page, number, changed), _rules("code"), number, other)


def command_removed(page: Page, twin: Page) -> Iterator[Drift]:
    for number, _, other in _code_lines(page, twin, "bash"):
        yield Drift(_without(page, number, number), _rules("code"), None, other)


def block_removed(page: Page, twin: Page) -> Iterator[Drift]:
    for one, other in _pairs(page, twin, BlockKind.FENCE):
        assert one.fence is not None and one.fence.closing is not None
        gone = _without(page, one.line.number, one.fence.closing.number)
        yield Drift(gone, _rules("code"), None, other.line.number)


def block_language(page: Page, twin: Page) -> Iterator[Drift]:
    for one, other in _pairs(page, twin, BlockKind.FENCE):
        assert one.fence is not None
        text = one.line.text.replace(one.fence.opening.language, "ini", 1)
        yield Drift(_with(page, one.line.number, text), _rules("code"), one.line.number, other.line.number)


def block_attribute(page: Page, twin: Page) -> Iterator[Drift]:
    for one, other in _pairs(page, twin, BlockKind.FENCE):
        for changed in (re.sub(r'title="\w', 'title="x', one.line.text), re.sub(r' title="[^"]*"', "", one.line.text)):
            if changed != one.line.text:
                text = _with(page, one.line.number, changed)
                yield Drift(text, _rules("fence-attributes"), one.line.number, other.line.number)
        if one.fence is not None and one.fence.language == "bash":
            text = _with(page, one.line.number, '```{.bash hl_lines="1"}'.rjust(len(one.fence.opening.prefix) + 23))
            yield Drift(text, _rules("fence-attributes"), one.line.number, other.line.number)


def output_changed(page: Page, twin: Page) -> Iterator[Drift]:
    for number, text, other in _code_lines(page, twin, "text"):
        if re.search(r"\d", text):
            yield Drift(_with(page, number, re.sub(r"\d", "7", text, count=1)), _rules("code"), number, other)
        elif text.isascii() and twin.source.lines[other - 1].isascii():
            yield Drift(_with(page, number, text + " x"), _rules("code"), number, other)


def diagram_changed(page: Page, twin: Page) -> Iterator[Drift]:
    for number, text, other in _code_lines(page, twin, "mermaid"):
        if "-->" in text:
            yield Drift(_without(page, number, number), _rules("code"), None, other)
            yield Drift(_with(page, number, text.replace("-->", "---")), _rules("code"), number, other)
        elif re.match(r"\s+\w+\[", text):
            yield Drift(_with(page, number, re.sub(r"\w+\[", "other[", text, count=1)), _rules("code"), number, other)


def row_removed(page: Page, twin: Page) -> Iterator[Drift]:
    for one, other in _pairs(page, twin, BlockKind.TABLE):
        assert one.table is not None and other.table is not None
        for left, right in zip(one.table.lines[2:], other.table.lines[2:], strict=True):
            yield Drift(_without(page, left.number, left.number), _rules("tables"), None, right.number)


def column_removed(page: Page, twin: Page) -> Iterator[Drift]:
    for one, other in _pairs(page, twin, BlockKind.TABLE):
        assert one.table is not None
        lines = list(page.source.lines)
        for line in one.table.lines:
            lines[line.number - 1] = "|" + lines[line.number - 1].split("|", 2)[2]
        yield Drift("\n".join(lines), _rules("tables"), one.line.number, other.line.number)


def cell_changed(page: Page, twin: Page) -> Iterator[Drift]:
    swap = {"=": "~", "~": "=", "∅": "≠", "≠": "∅"}
    for one, other in _pairs(page, twin, BlockKind.TABLE):
        assert one.table is not None and other.table is not None
        for left, right in zip(one.table.lines[2:], other.table.lines[2:], strict=True):
            text = left.text
            for pattern, change in (
                (r"(?<= )[=~∅≠](?= \|)", lambda found: swap[found.group()]),
                (r"(?<=`)[a-z][\w.-]+(?=`)", lambda found: found.group() + "x"),
                (r"\b\d+\.\d+\b", lambda found: found.group() + "9"),
            ):
                if re.search(pattern, text):
                    changed = re.sub(pattern, change, text, count=1)
                    yield Drift(_with(page, left.number, changed), _rules("table-cells"), left.number, right.number)


def name_in_cell_changed(page: Page, twin: Page) -> Iterator[Drift]:
    for one, other in _pairs(page, twin, BlockKind.TABLE):
        assert one.table is not None and other.table is not None
        for rows in zip(one.table.rows, other.table.rows, strict=True):
            for left, right in zip(*rows, strict=True):
                name = r"[A-Z][A-Za-z ]*[a-z]"
                if re.fullmatch(name, left.text) and re.fullmatch(name, right.text) and left.text == right.text:
                    whole = page.source.lines[left.number - 1]
                    changed = whole[: left.column - 1] + "StatefulSet" + whole[left.column - 1 + len(left.text) :]
                    yield Drift(_with(page, left.number, changed), _rules("table-cells"), left.number, right.number)


def item_removed(page: Page, twin: Page) -> Iterator[Drift]:
    for one, other in _pairs(page, twin, BlockKind.ITEM):
        gone = _without(page, one.line.number, _end(page, one))
        yield Drift(gone, _rules("lists", "annotations"), None, other.line.number)


def link_changed(page: Page, twin: Page) -> Iterator[Drift]:
    for flow in _flows(page):
        for piece in read_inline(flow).links:
            text, number = _spliced(page, flow, piece.start, piece.end, piece.value.rstrip("/") + "-other/")
            yield Drift(text, _rules("links"), number, None)


def link_removed(page: Page, twin: Page) -> Iterator[Drift]:
    for one in blocks(page):
        for line in one.lines:
            found = re.search(r"\[([^\[\]]+)\]\([^()]+\)", line.text)
            if found and "`" not in line.text[: found.start()]:
                whole = page.source.lines[line.number - 1]
                yield Drift(
                    _with(page, line.number, whole.replace(found.group(), found[1], 1)), _rules("links"), None, None
                )


def image_added(page: Page, twin: Page) -> Iterator[Drift]:
    for one in blocks(page):
        if one.kind is BlockKind.PARAGRAPH and one.parent is None:
            changed = page.source.lines[one.line.number - 1] + " ![x](../img/x.svg)"
            yield Drift(_with(page, one.line.number, changed), _rules("images"), one.line.number, None)


def box_changed(page: Page, twin: Page) -> Iterator[Drift]:
    for one, other in _pairs(page, twin, BlockKind.BOX):
        text = one.line.text.replace(f" {one.name} ", " danger ", 1)
        yield Drift(_with(page, one.line.number, text), _rules("admonitions"), one.line.number, other.line.number)


def box_removed(page: Page, twin: Page) -> Iterator[Drift]:
    for one, other in _pairs(page, twin, BlockKind.BOX):
        gone = _without(page, one.line.number, _end(page, one))
        yield Drift(gone, _rules("admonitions"), None, other.line.number)


def tab_removed(page: Page, twin: Page) -> Iterator[Drift]:
    for one, other in _pairs(page, twin, BlockKind.TAB):
        yield Drift(_without(page, one.line.number, _end(page, one)), _rules("tabs"), None, other.line.number)


def front_matter(page: Page, twin: Page) -> Iterator[Drift]:
    for line in page.front_matter:
        yield Drift(_without(page, line.number, line.number), _rules("front-matter"), None, line.number)
        yield Drift(
            _with(page, line.number, f"{line.text}\nstatus: new"), _rules("front-matter"), line.number + 1, None
        )
        if line.text.startswith("hide:"):
            text = _with(page, line.number, line.text.replace("[", "[toc, "))
            yield Drift(text, _rules("front-matter"), line.number, line.number)


def inline_code(page: Page, twin: Page) -> Iterator[Drift]:
    for flow in _flows(page):
        for piece in read_inline(flow).code:
            if piece.value.isascii() and flow.text[piece.end - 1] == "`" and flow.text[piece.end - 2] != "`":
                text, number = _spliced(page, flow, piece.end - 1, piece.end - 1, "Other")
                yield Drift(text, _rules("inline-code"), number, None)


def _numbers(page: Page, wanted: Callable[[str], bool]) -> Iterator[Drift]:
    for flow in _flows(page):
        found = read_numbers(read_inline(flow).visible)
        for piece in found.values:
            if wanted(piece.value):
                written = flow.text[piece.start : piece.end]
                last = re.search(r"\d(?=\D*$)", written)
                assert last is not None
                changed = written[: last.start()] + str((int(last.group()) + 3) % 10) + written[last.end() :]
                text, number = _spliced(page, flow, piece.start, piece.end, changed)
                yield Drift(text, _rules("numbers"), number, None)


def version_changed(page: Page, twin: Page) -> Iterator[Drift]:
    yield from _numbers(page, lambda value: "." in value)


def number_changed(page: Page, twin: Page) -> Iterator[Drift]:
    yield from _numbers(page, lambda value: "." not in value)


def number_removed(page: Page, twin: Page) -> Iterator[Drift]:
    for flow in _flows(page):
        for piece in read_numbers(read_inline(flow).visible).values:
            text, _ = _spliced(page, flow, piece.start, piece.end, "")
            yield Drift(text, _rules("numbers"), None, None)


def placeholder_renamed(page: Page, twin: Page) -> Iterator[Drift]:
    for number, text, other in _code_lines(page, twin, "bash"):
        for found in re.finditer(r"<[a-z-]+>", text):
            changed = text[: found.start()] + "<other-name>" + text[found.end() :]
            yield Drift(_with(page, number, changed), _rules("placeholders"), number, other)


def placeholder_filled(page: Page, twin: Page) -> Iterator[Drift]:
    for number, text, other in _code_lines(page, twin, "bash"):
        for found in re.finditer(r"<[a-z-]+>", text):
            changed = text[: found.start()] + "prod" + text[found.end() :]
            yield Drift(_with(page, number, changed), _rules("code"), number, other)


FAMILIES: dict[str, Plant] = {
    "heading id": heading_id,
    "heading level": heading_level,
    "heading removed": heading_removed,
    "flag changed": flag_changed,
    "flag removed": flag_removed,
    "parameter changed": parameter_changed,
    "command removed": command_removed,
    "code block removed": block_removed,
    "code block language": block_language,
    "code block attribute": block_attribute,
    "output changed": output_changed,
    "diagram changed": diagram_changed,
    "table row removed": row_removed,
    "table column removed": column_removed,
    "table cell changed": cell_changed,
    "name in a cell changed": name_in_cell_changed,
    "list item removed": item_removed,
    "link changed": link_changed,
    "link removed": link_removed,
    "image added": image_added,
    "box kind": box_changed,
    "box removed": box_removed,
    "tab removed": tab_removed,
    "front matter": front_matter,
    "inline code": inline_code,
    "version changed": version_changed,
    "number changed": number_changed,
    "number removed": number_removed,
    "placeholder renamed": placeholder_renamed,
    "placeholder filled in": placeholder_filled,
}
COMMANDS = frozenset(
    {
        "flag changed",
        "flag removed",
        "parameter changed",
        "command removed",
        "placeholder renamed",
        "placeholder filled in",
    }
)
"""Families of commands and parameters, of which none may be missed."""
