"""Which fenced blocks of a lab a reader follows: not the other tabs, not folded answers, not the other platform."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kakehashi.finding import Words
from kakehashi.pages.lines import Line
from kakehashi.pages.page import Page
from kakehashi.pages.snippet import Snippet

OTHER_TAB = Words("another tab was followed", "別のタブを選びました")
FOLDED = Words("it is folded away", "折りたたまれています")
OTHER_PLATFORM = Words("it is about another platform", "別のプラットフォームの説明です")

_BLOCK = re.compile(r"(?P<indent>[ \t]*)(?P<mark>===[!+]*|\?\?\?\+?|!!!)[ \t]+(?P<rest>.*)$")
_TITLES = {
    "kind": re.compile(r"EKS では|on EKS\b|EKS only|EKS のみ|EKS のとき", re.IGNORECASE),
    "eks": re.compile(r"kind では|on kind\b|kind only|kind のみ", re.IGNORECASE),
}
_SECTIONS = {"kind": "on-eks", "eks": "on-kind"}


@dataclass
class _Open:
    indent: int
    mark: str
    reason: Words | None
    tab: int = 0


class _Walker:
    """Follows the lines of a page and knows which block each stands in."""

    def __init__(self, platform: str) -> None:
        self.titles = _TITLES[platform]
        self.section = _SECTIONS[platform]
        self.stack: list[_Open] = []
        self.other_section = 0

    def heading(self, level: int, identifier: str | None) -> None:
        self.stack.clear()
        if self.other_section and level <= self.other_section:
            self.other_section = 0
        if identifier == self.section and not self.other_section:
            self.other_section = level

    def line(self, text: str) -> None:
        if not text.strip():
            return
        indent = len(text.expandtabs(4)) - len(text.expandtabs(4).lstrip())
        match = _BLOCK.match(text)
        while self.stack and indent < self.stack[-1].indent + 4:
            top = self.stack[-1]
            tabs = match is not None and match["mark"].startswith("===")
            if tabs and indent == top.indent and top.mark == "===" and match and "!" not in match["mark"]:
                top.tab += 1
                top.reason = OTHER_TAB
                return
            self.stack.pop()
        if match is None:
            return
        mark = match["mark"]
        reason = FOLDED if mark == "???" else None
        if mark in ("!!!", "???", "???+") and self.titles.search(match["rest"]):
            reason = OTHER_PLATFORM
        self.stack.append(_Open(indent, "===" if mark.startswith("===") else mark, reason))

    @property
    def reason(self) -> Words | None:
        if self.other_section:
            return OTHER_PLATFORM
        return next((one.reason for one in self.stack if one.reason), None)


def reasons(page: Page, platform: str) -> Mapping[int, Words]:
    """Return why fences are not followed, by their index in the page; followed ones are absent.

    Args:
        page: The page.
        platform: ``kind`` or ``eks``: where the lab runs.
    """
    walker = _Walker(platform)
    fences = {_key(fence.opening.line): index for index, fence in enumerate(page.fences)}
    bodies = {_key(line) for fence in page.fences for line in _whole(fence)}
    headings = {_key(heading.line): heading for heading in page.headings}
    found: dict[int, Words] = {}
    for line in page.lines:
        key = _key(line)
        if key in fences:
            walker.line(line.text)
            if walker.reason is not None:
                found[fences[key]] = walker.reason
        elif key in headings:
            walker.heading(headings[key].level, headings[key].id)
        elif key not in bodies:
            walker.line(line.text)
    return found


def _key(line: Line) -> tuple[str, int]:
    return line.path, line.number


def _whole(fence: Snippet) -> Iterator[Line]:
    yield from fence.lines
    if fence.closing is not None:
        yield fence.closing
