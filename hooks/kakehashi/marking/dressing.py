"""Marks and links in the HTML of a page, where the notes of its fences say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from kakehashi.finding import Language

from .places import ATTRIBUTE, Marked

_BLOCK = re.compile(rf'<(?P<tag>div|pre|table)(?P<before>[^<>]*?) {ATTRIBUTE}="(?P<number>\d+)"(?P<after>[^<>]*)>')
_TITLE = re.compile(r'<span class="filename">(?P<text>[^<]*)</span>')
_CLASS = re.compile(r'\bclass="')

_DOWNLOAD = {"en": "Download {}", "ja": "{} をダウンロード"}


@dataclass(frozen=True, slots=True)
class Links:
    """Where the marks of a page lead.

    Args:
        explanation: The address of the page on the checks as seen from this page; empty where there is none.
        files: The address of each snippet's file as seen from this page, by the number of the snippet.
    """

    explanation: str
    files: Mapping[int, str]


def dress(html: str, marked: Mapping[int, Marked], links: Links, language: Language) -> str:
    """Return a page's HTML with its marks, and without the notes.

    Args:
        html: The HTML.
        marked: What the fences of the page carry, by their number.
        links: Where the marks lead.
        language: The language of the page.
    """
    parts: list[str] = []
    at = 0
    for match in _BLOCK.finditer(html):
        if match.start() < at:
            continue
        number = int(match["number"])
        one = marked.get(number)
        plain = f"<{match['tag']}{match['before']}{match['after']}>"
        end = _end(html, match.end(), match["tag"])
        if one is None or match["tag"] != "div" or end is None:
            parts += [html[at : match.start()], plain]
            at = match.end()
            continue
        body = html[match.end() : end]
        address = links.files.get(number)
        if one.file is not None and address is not None:
            body = _TITLE.sub(_Title(one.file.name, address, language), body, count=1)
        mark = _mark(one, links.explanation) if one.label is not None else ""
        opening = _CLASS.sub('class="kh-snippet ', plain, count=1) if mark else plain
        parts += [html[at : match.start()], opening, body, mark]
        at = end
    return "".join([*parts, html[at:]])


def _end(html: str, start: int, tag: str) -> int | None:
    """The index of the closing tag of an element whose opening tag ends at *start*."""
    depth = 1
    for match in re.compile(rf"<(/?){tag}\b").finditer(html, start):
        depth += -1 if match[1] else 1
        if not depth:
            return match.start()
    return None


def _mark(one: Marked, explanation: str) -> str:
    if one.label is None:
        return ""
    short, full = escape(one.label.short), escape(one.label.full)
    lead = full.partition(":")[0]
    inside = f'<span class="kh-mark__lead">{lead}: </span>{short}'
    common = f'class="kh-mark" title="{full}" data-search-exclude'
    if explanation:
        return f'<a {common} href="{escape(explanation)}">{inside}</a>'
    return f'<span {common} role="note" tabindex="0">{inside}</span>'


class _Title:
    """Puts the link to the file behind the title of a snippet."""

    def __init__(self, name: str, address: str, language: Language) -> None:
        self.name = name
        self.address = address
        self.language = language

    def __call__(self, match: re.Match[str]) -> str:
        what = escape(_DOWNLOAD[self.language].format(self.name))
        link = (
            f'<a class="kh-file" href="{escape(self.address)}" download="{escape(self.name.rpartition("/")[2])}" '
            f'aria-label="{what}" data-search-exclude></a>'
        )
        return f'<span class="filename">{match["text"]}{link}</span>'
