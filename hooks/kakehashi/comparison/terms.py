"""Where a page first names a concept in prose, its summary is one hover, tap or key away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape, unescape
from typing import Any, Literal

from .concepts import Concept
from .markup import GLOSSARY, View, link
from .names import folded

SHORTEST = 3
"""Fewest characters of a name that is looked for in prose."""

EVERYDAY = frozenset(
    (
        *("admission", "annotation", "annotations", "bridge", "consolidation", "cooldown", "cooldowns", "drain"),
        *("draining", "event", "events", "eviction", "label", "labels", "mesh", "overlays", "preemption", "quotas"),
        *("rollback", "secrets", "stabilization", "watch"),
        *("イベント", "ウォッチ", "カスタマイズ", "クォータ", "サービス", "スポット", "メッシュ", "ラベル"),
        *("ロールバック", "実行ロール"),
    )
)
"""Names in a table that are ordinary words in a sentence, where they mean the concept only sometimes."""

_TOKEN = re.compile("[a-z0-9]+|[ァ-ヺー]+|[々一-龠]+")
"""A run of letters of one script; a name begins where a run begins."""

_OPENING = re.compile(r"<(?:(?P<text>p|li|dd)>|(?P<skipped>pre|table|svg|figure|summary|nav|h[1-6]|button)\b)")
_TEXT = re.compile(r"[^<]*(?:<(?!/?(?:p|li|dd|dl|dt|ul|ol|div|pre|table|h[1-6]|figure|details|blockquote|hr)\b)[^<]*)*")
_NOTES = re.compile(r"\s*</div>\s*<ol>")
"""The list after a block of code, whose items the theme moves into the code."""

_SPECIAL = re.compile(
    r"<(?P<skipped>a|code|button|dfn|abbr|kbd|sup|sub|svg|label|script|style|math)\b.*?</(?P=skipped)>|<[^>]*>|&[#\w]+;",
    re.DOTALL,
)
_HEADING = re.compile(r'<h[1-6]\b[^>]*\bid="([^"]+)"')


class Terms:
    """The names that are looked for in prose, in one language.

    A name both sides use for different things is left out, and so are everyday words and names shorter than
    ``SHORTEST``.

    Args:
        concepts: Every concept of the map by id.
        language: The language of the pages.
    """

    def __init__(self, concepts: Mapping[str, Concept], language: str) -> None:
        found: dict[str, tuple[str, Concept] | None] = {}
        for concept in concepts.values():
            for name in (concept.names.get(language, ""), *concept.aliases.get(language, ())):
                key = folded(name.strip())
                if len(key) < SHORTEST or key in EVERYDAY:
                    continue
                known = found.setdefault(key, (name, concept))
                if known and known[1] is not concept:
                    found[key] = None
        # By the first run of letters: the concepts, and letter by letter what their names go on with.
        self._ids: dict[str, frozenset[str]] = {}
        self._trees: dict[str, dict[str, Any]] = {}
        for key, named in found.items():
            if named and (token := _TOKEN.match(key)):
                self._ids[token[0]] = self._ids.get(token[0], frozenset()) | {named[1].id}
                node = self._trees.setdefault(token[0], {})
                for char in key[token.end() :]:
                    node = node.setdefault(char, {})
                node[""] = named
        self._tokens = frozenset(self._trees)

    def mark(self, html: str, key: str, view: View) -> str:
        """Return the content of a page with the first mention of each concept explained.

        Args:
            html: The content.
            key: The page, below the folder of its language.
            view: The map, the language and the addresses as seen from the page.
        """
        seen: set[str] = set()
        sections: list[tuple[int, str]] | None = None
        pieces: list[str] = []
        copied = 0
        for start, end in _blocks(html):
            text = html[start:end]
            specials = _SPECIAL.finditer(text)
            special: re.Match[str] | Literal[False] | None = None
            for begin, stop, concept in self._mentions(text, seen):
                if concept.id in seen:
                    continue
                # Tags, links and code are looked at only as far as there are names.
                while special is None or (special and special.end() <= begin):
                    special = next(specials, False)
                if special and special.start() <= begin:
                    continue
                seen.add(concept.id)
                if concept.home and concept.home.partition("#")[0] == key:
                    if sections is None:
                        sections = [(one.start(), one[1]) for one in _HEADING.finditer(html)]
                    here = next((name for at, name in reversed(sections) if at < start), "")
                    if here == concept.home.partition("#")[2]:
                        continue
                pieces += [html[copied : start + begin], _explained(text[begin:stop], concept, view)]
                copied = start + stop
        return "".join([*pieces, html[copied:]]) if pieces else html

    def _mentions(self, text: str, seen: set[str]) -> list[tuple[int, int, Concept]]:
        """The names in a piece of HTML, wherever in it they stand, left to right."""
        lower = folded(text)
        found: list[tuple[int, int, Concept]] = []
        for token in self._tokens.intersection(_TOKEN.findall(lower)):
            # Most words of a page come again and again.
            if self._ids[token] <= seen:
                continue
            start = lower.find(token)
            while start >= 0:
                if _begins_at(lower, start) and (longest := self._longest(lower, text, start, token)):
                    found.append(longest)
                start = lower.find(token, start + len(token))
        found.sort(key=lambda one: (one[0], -one[1]))
        done = 0
        apart = []
        for one in found:
            if one[0] >= done:
                apart.append(one)
                done = one[1]
        return apart

    def _longest(self, lower: str, text: str, start: int, token: str) -> tuple[int, int, Concept] | None:
        """The longest name that begins at *start* with *token* and is a whole word."""
        node: dict[str, Any] | None = self._trees[token]
        at = start + len(token)
        longest = None
        while node is not None:
            named = node.get("")
            # A proper name stands in its capitals.
            if named and _ends_at(lower, at) and not (named[0][0].isupper() and text[start].islower()):
                longest = start, at, named[1]
            node = node.get(lower[at]) if at < len(lower) else None
            at += 1
        return longest


def _blocks(html: str) -> Iterator[tuple[int, int]]:
    """Yield where each paragraph, item and definition outside of code, tables and pictures begins and ends."""
    at = 0
    while (opening := _OPENING.search(html, at)) is not None:
        at = opening.end()
        if opening["text"]:
            text = _TEXT.match(html, at)
            if text is not None and text.end() > at:
                yield at, text.end()
                at = text.end()
            continue
        closing = f"</{opening['skipped']}>"
        end = html.find(closing, at)
        at = end + len(closing) if end >= 0 else at
        if opening["skipped"] == "pre" and (notes := _NOTES.match(html, at)):
            end = html.find("</ol>", notes.end())
            at = end if end >= 0 else notes.end()


def _script(char: str) -> str:
    """The letters a word goes on with, as a character class; "" for a character that is no part of a word."""
    if char.isascii():
        return "a-z0-9_" if char.isalnum() or char == "_" else ""
    if "ァ" <= char <= "ヺ" or char == "ー":
        return "ァ-ヺー"
    return "々一-龠" if "一" <= char <= "龠" or char == "々" else ""


def _begins_at(text: str, start: int) -> bool:
    """Whether a name that begins at *start* is not the end of a longer word."""
    script, before = _script(text[start]), text[start - 1 : start]
    return not script or not before or (_script(before) != script and not (before == "-" and text[start].isascii()))


def _ends_at(text: str, end: int) -> bool:
    """Whether a name that ends at *end* is not the beginning of a longer word."""
    script, after = _script(text[end - 1]), text[end : end + 1]
    if not script or not after:
        return True
    if after == "-":
        return script != "a-z0-9_" or not text[end + 1 : end + 2].isalnum()
    return _script(after) != script


def _explained(shown: str, concept: Concept, view: View) -> str:
    """The words of a page as a button, followed by what it opens."""
    name = view.name(concept)
    summary = escape(concept.summaries.get(view.language, ""), quote=False)
    # The name itself is given where the page used another.
    head = f"<b>{escape(name, quote=False)}</b>" if folded(unescape(shown)) != folded(name) else ""
    home = view.address(concept.home) if concept.home else None
    more = link(view.say("詳しく", "More"), home or view.address(f"{GLOSSARY}#term-{concept.id}"))
    return (
        f'<button type="button" class="kh-term" popovertarget="about-{concept.id}" '
        f'aria-describedby="about-{concept.id}">'
        f'{shown}</button><span class="kh-pop" id="about-{concept.id}" popover>'
        f"{head}{summary} {more if '<a ' in more else ''}</span>"
    )
