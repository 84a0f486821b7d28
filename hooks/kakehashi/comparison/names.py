"""Finding the names of concepts in a text: whole words, the longest first, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from .concepts import Concept, ConceptMap

_SPECIAL = re.compile(
    r"(?P<code>`+)(?P<inner>.+?)(?P=code)"
    r"|\[\^[^\]]*\]"
    r"|(?P<link>!?\[)(?P<text>(?:[^\]\\]|\\.)*)\](?:\([^)]*\)|\[[^\]]*\])"
    r"|<(?:a\b[^>]*>.*?</a|[^>]+)>"
    r"|https?://\S+"
    r"|\{[^}\n]*\}",
    re.IGNORECASE,
)
_SEAM = re.compile(r"(?<=[^\x00-\x7f]) (?=[A-Za-z0-9])|(?<=[A-Za-z0-9]) (?=[^\x00-\x7f])")
"""A space between Latin and Japanese text, which writers set or leave out."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept named in a text.

    Args:
        concept: The concept.
        start: The index of the first character to link; the mark of code is included.
        end: The index after the last.
        linked: Whether it stands in a link.
    """

    concept: Concept
    start: int
    end: int
    linked: bool = False


def _kind(char: str) -> str:
    """The script of a character, for word boundaries."""
    if char.isascii():
        return "latin" if char.isalnum() or char == "_" else ""
    return "katakana" if "ァ" <= char <= "ヺ" or char == "ー" else ""


def is_whole(text: str, start: int, end: int) -> bool:
    """Return whether ``text[start:end]`` is not a part of a longer Latin or katakana word."""
    first, last = _kind(text[start]), _kind(text[end - 1])
    before, after = text[start - 1 : start], text[end : end + 1]
    if first and before and (_kind(before) == first or (first == "latin" and before == "-")):
        return False
    if last and after and _kind(after) == last:
        return False
    return not (last == "latin" and after == "-" and _kind(text[end + 1 : end + 2] or " ") == "latin")


def folded(text: str) -> str:
    """Return *text* in lower case with plain spaces, character by character, so that indexes stay true."""
    lower = text.replace("\u00a0", " ").lower()
    return lower if len(lower) == len(text) else "".join(one.lower() if len(one.lower()) == 1 else one for one in text)


class Names:
    """The names of one side in one language.

    Args:
        concepts: The map.
        side: ``ecs``; or ``kubernetes``, which takes ``eks`` in.
        language: ``ja`` or ``en``.
    """

    def __init__(self, concepts: ConceptMap, side: str, language: str) -> None:
        sides = ("ecs",) if side == "ecs" else ("kubernetes", "eks")
        self._prose: dict[str, Concept] = {}
        self._code: dict[str, Concept] = {}
        for concept in concepts.concepts.values():
            if concept.side not in sides:
                continue
            for name in (concept.names.get(language, ""), *concept.aliases.get(language, ())):
                if name.strip():
                    self._prose.setdefault(folded(name), concept)
                    self._prose.setdefault(_SEAM.sub("", folded(name)), concept)
            for name in concept.code:
                self._code.setdefault(folded(name), concept)

    @cached_property
    def _by_start(self) -> Mapping[str, tuple[str, ...]]:
        """The names by their first two characters, the longest first."""
        found: dict[str, list[str]] = {}
        for name in self._prose:
            found.setdefault(name[:2], []).append(name)
        return {start: tuple(sorted(names, key=len, reverse=True)) for start, names in found.items()}

    @property
    def known(self) -> Mapping[str, Concept]:
        """Every name, in lower case."""
        return {**self._code, **self._prose}

    def in_code(self, text: str) -> Concept | None:
        """The concept that *text* names when it stands in code."""
        key = folded(text.strip())
        return self._code.get(key) or self._prose.get(key)

    def mentions(self, text: str) -> Iterator[Mention]:
        """Yield the concepts named in *text*, left to right; tags, addresses and pictures are left alone."""
        position = 0
        for special in _SPECIAL.finditer(text):
            yield from self._in_prose(text, position, special.start())
            if special["code"]:
                concept = self.in_code(special["inner"])
                if concept:
                    yield Mention(concept, special.start(), special.end())
            elif special["link"] == "[":
                for inner in self.mentions(special["text"]):
                    at = special.start("text")
                    yield Mention(inner.concept, at + inner.start, at + inner.end, linked=True)
            position = special.end()
        yield from self._in_prose(text, position, len(text))

    def _in_prose(self, text: str, start: int, end: int) -> Iterator[Mention]:
        lower = folded(text)
        position = start
        while position < end:
            for name in self._by_start.get(lower[position : position + 2], ()):
                stop = position + len(name)
                if stop <= end and lower.startswith(name, position) and is_whole(lower, position, stop):
                    yield Mention(self._prose[name], position, stop)
                    position = stop - 1
                    break
            position += 1
