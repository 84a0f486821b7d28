"""Characters that look like code and mean nothing there: what word processors and input methods leave behind.

Only characters outside strings and comments count. Japanese text in plain YAML values may use all of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from .bare import BLANK, bare_lines
from .yaml_tree import parse


class Look(StrEnum):
    """What a stray character looks like."""

    SPACE = "full-width space"
    INVISIBLE = "invisible character"
    WIDE = "full-width character"
    QUOTE = "curly quote"
    DASH = "long dash"


@dataclass(frozen=True, slots=True)
class Stray:
    """One stray piece of text; lines and columns from 1, in the text.

    Args:
        look: What it looks like.
        line: The line.
        column: The first character.
        text: The characters.
        instead: What was meant.
        certain: Whether nothing else can have been meant.
    """

    look: Look
    line: int
    column: int
    text: str
    instead: str
    certain: bool = True


JAPANESE = "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30fe\u3400-\u9fff\uf900-\ufaff"
_JAPANESE = re.compile(f"[{JAPANESE}\u3001\u3002\u300c\u300d]")
_LETTER = re.compile(f"[A-Za-z{JAPANESE}]")
INVISIBLE = re.compile(
    "[\u0085\u00a0\u00ad\u180e\u2000-\u200f\u2028-\u202f\u205f\u2060-\u2064\u2066-\u206f\u3164\ufeff\ufffc]"
)
"""Spaces that are none of the two plain ones, marks without width, and marks that turn the direction of text."""

_SPACES = frozenset("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3164")
_JOINERS = frozenset("\u200c\u200d")
_WIDE = re.compile("[\uff01-\uff5e]")
_WIDE_IN_YAML = re.compile("[\uff03\uff06\uff0a\uff0c-\uff1a\uff1c-\uff1e\uff20-\uff3b\uff3d\uff3f-\uff5d]")
_DASH = "\u2010-\u2015\u2212\uff0d"
_OPENING = {
    "\u201c": "\u201d",
    "\u201e": "\u201d",
    "\u201f": "\u201d",
    "\u2018": "\u2019",
    "\u201b": "\u2019",
    "\uff02": "\uff02",
    "\uff07": "\uff07",
    "\u301d": "\u301f",
    "\u00b4": "\u00b4",
    "\u201d": "\u201d",
    "\u2019": "\u2019",
}
_QUOTES = re.compile("[\u2018-\u201f\u301d\u301f\uff02\uff07]")
_DOUBLE = frozenset("\u201c\u201d\u201e\u201f\u301d\u301f\uff02")
_KEY = re.compile(r"(?P<lead>[ \t]*(?:- +)*)(?P<key>[A-Za-z_][\w./-]*)(?P<colon>[：︰﹕])(?P<rest>.*)$")
_COMMAND_THAT_TALKS = re.compile(r"[ \t]*(?:echo|printf)\b")
# fmt: off
_SHORT_OPTIONS = frozenset({
    "it", "ti", "rf", "fr", "la", "al", "lh", "ls", "sS", "sL", "fsSL", "xzf", "xvf", "zxvf", "xzvf", "czf", "nv",
    "euo", "ef", "aux", "oyaml", "ojson", "owide",
})
# fmt: on


def plain_form(text: str) -> str:
    """Return *text* with full-width letters, digits and punctuation as their ASCII forms."""
    return "".join(
        chr(ord(char) - 0xFEE0) if "\uff01" <= char <= "\uff5e" else " " if char == "\u3000" else char for char in text
    )


def _spaces(number: int, text: str, bare: str, *, words: bool) -> Iterator[Stray]:
    for match in re.finditer("\u3000+", bare):
        left, right = text[: match.start()], text[match.end() :].lstrip(" \t")
        before, after = left.rstrip(" \t\u3000")[-1:], right[:1]
        structural = (
            not before or not after or after == "#" or re.search(r"(?:^|\s)-$|^[\s-]*[\w./\"'-]+:$", left.rstrip(" \t"))
        )
        ascii_before, ascii_after = before < "\x7f", after < "\x7f"
        if words and not _COMMAND_THAT_TALKS.match(text):
            wrong = ascii_before or ascii_after
        else:
            wrong = ascii_before and ascii_after
        if structural or wrong:
            yield Stray(Look.SPACE, number, match.start() + 1, match.group(), " " * len(match.group()))


def _invisible(number: int, bare: str) -> Iterator[Stray]:
    for match in INVISIBLE.finditer(bare):
        char = match.group()
        beside = bare[match.start() - 1 : match.start()] + bare[match.end() : match.end() + 1]
        if char in _JOINERS and beside and not beside.isascii():
            continue
        if char == "\ufeff" and number == 1 and match.start() == 0:
            continue
        yield Stray(Look.INVISIBLE, number, match.start() + 1, char, " " if char in _SPACES else "")


def _wide(number: int, bare: str, pattern: re.Pattern[str]) -> Iterator[Stray]:
    for match in pattern.finditer(bare):
        yield Stray(Look.WIDE, number, match.start() + 1, match.group(), plain_form(match.group()))


def _quote(number: int, column: int, char: str) -> Stray:
    return Stray(Look.QUOTE, number, column, char, '"' if char in _DOUBLE else "'")


def _yaml_quotes(number: int, bare: str) -> Iterator[Stray]:
    at = 0
    while match := _QUOTES.search(bare, at):
        at = match.end()
        closing = _OPENING.get(match.group())
        if closing is None or not re.search(r"(?:^|[:,\[{(-])[ \t]*$", bare[: match.start()]):
            continue
        end = next((n for n in range(at, len(bare)) if bare[n] in (closing, match.group())), -1)
        if end < 0 or not re.match(rf"[ \t]*(?:$|[,\]}}:{BLANK}，、：])", bare[end + 1 :]):
            continue
        yield _quote(number, match.start() + 1, match.group())
        yield _quote(number, end + 1, bare[end])
        at = end + 1


def _yaml(lines: Sequence[str], bare: Sequence[str], *, broken: bool) -> Iterator[Stray]:
    for number, (text, left) in enumerate(zip(lines, bare, strict=True), 1):
        if left.isascii():
            continue
        yield from _spaces(number, text, left, words=False)
        yield from _invisible(number, left)
        yield from _yaml_quotes(number, left)
        dash = re.match(rf"[ \t]*(?P<dash>[{_DASH}ー])(?=[ \t]+\S)", left)
        if dash:
            yield Stray(Look.DASH, number, dash.start("dash") + 1, dash["dash"], "-")
        option = re.search(rf"(?:^|[:,\[-])[ \t]*(?P<dash>-?[{_DASH}]+)(?P<name>[A-Za-z][\w-]*)(?=[=\s,\]]|$)", left)
        if option:
            yield _dash(number, option.start("dash") + 1, option["dash"], option["name"])
        key = _KEY.match(left)
        if key and (broken or not _JAPANESE.search(key["rest"])) and not key["rest"].startswith("//"):
            if key["lead"].strip(" \t") and _JAPANESE.search(key["rest"]):
                continue
            space = "" if not key["rest"] or key["rest"][0] in " \t\u3000" else " "
            yield Stray(Look.WIDE, number, key.start("colon") + 1, key["colon"], ":" + space)
            left = left[: key.start("colon")] + BLANK + left[key.end("colon") :]
        hash_sign = re.search(r"^[ \t]*(?P<sign>＃)|(?<=[ \t])(?P<late>＃)", left)
        if hash_sign and not _JAPANESE.search(left[: hash_sign.start()]):
            group = "sign" if hash_sign["sign"] else "late"
            yield Stray(Look.WIDE, number, hash_sign.start(group) + 1, "＃", "#")
            left = left[: hash_sign.start()]
        if not _JAPANESE.search(left):
            yield from _wide(number, left, _WIDE_IN_YAML)
        else:
            yield from _wide(
                number,
                re.sub(rf"[^\[\]{{}}\"{BLANK} ，]", "_", left) if re.search(r"[\[{]", left) else "",
                re.compile(f'(?<=[\\]}}"{BLANK}])，(?= ?[\\[{{"{BLANK}])'),
            )


def _dash(number: int, column: int, dash: str, name: str) -> Stray:
    """A dash before an option: how many hyphens were meant depends on what follows."""
    first = next(char for char in dash if char != "-")
    certain = True
    if first in "\u2010\u2011\u2212\uff0d":
        meant = "-" * len(dash)
    elif len(dash) > 1 or first in "\u2014\u2015":
        meant = "--"
    elif len(name) == 1 or name in _SHORT_OPTIONS:
        meant = "-"
    else:
        meant, certain = "--", len(name) > 3
    return Stray(Look.DASH, number, column, dash, meant, certain)


def _script(lines: Sequence[str], bare: Sequence[str]) -> Iterator[Stray]:
    for number, (text, left) in enumerate(zip(lines, bare, strict=True), 1):
        if left.isascii():
            continue
        talks = bool(_COMMAND_THAT_TALKS.match(left))
        yield from _spaces(number, text, left, words=True)
        yield from _invisible(number, left)
        for match in re.finditer(
            rf"(?:^|(?<=[\s(]))(?P<dash>[-{_DASH}]*[{_DASH}])(?P<name>[A-Za-z][\w-]*)?(?=[=\s]|$)", left
        ):
            if match["name"]:
                yield _dash(number, match.start("dash") + 1, match["dash"], match["name"])
            elif not talks and match.start() and len(match["dash"]) == 1 and left[match.end() :].strip():
                yield Stray(Look.DASH, number, match.start("dash") + 1, match["dash"], "--", False)
        for match in _QUOTES.finditer(left):
            around = left[match.start() - 1 : match.start()], left[match.end() : match.end() + 1]
            if all(_LETTER.match(one) for one in around) and match.group() in "\u2018\u2019":
                continue
            yield _quote(number, match.start() + 1, match.group())
        sign = re.match(r"[ \t]*＃", left)
        if sign:
            yield Stray(Look.WIDE, number, sign.end(), "＃", "#")
            continue
        for word in re.finditer(rf"[^\s{BLANK}]+", left):
            if not _JAPANESE.search(word.group()):
                for match in _WIDE.finditer(word.group()):
                    if match.group() not in "＂＇－":
                        column = word.start() + match.start() + 1
                        yield Stray(Look.WIDE, number, column, match.group(), plain_form(match.group()))


def _json(lines: Sequence[str], bare: Sequence[str]) -> Iterator[Stray]:
    for number, (_, left) in enumerate(zip(lines, bare, strict=True), 1):
        if left.isascii():
            continue
        for match in re.finditer("\u3000+", left):
            yield Stray(Look.SPACE, number, match.start() + 1, match.group(), " " * len(match.group()))
        yield from _invisible(number, left)
        for match in _QUOTES.finditer(left):
            yield _quote(number, match.start() + 1, match.group())
        for match in _WIDE.finditer(left):
            if match.group() not in "＂＇" and not _inside_curly(left, match.start()):
                yield Stray(Look.WIDE, number, match.start() + 1, match.group(), plain_form(match.group()))


def _inside_curly(text: str, at: int) -> bool:
    return text.count("\u201c", 0, at) > text.count("\u201d", 0, at)


@lru_cache(maxsize=1024)
def strays(text: str, language: str) -> tuple[Stray, ...]:
    """Find the stray characters of a code text.

    Args:
        text: The text, lines ended by LF.
        language: Its language, by the name the rules use.

    Returns:
        The strays in order; none for languages that are not checked.
    """
    if text.isascii() or language not in ("yaml", "json", "jsonc", "bash", "console"):
        return ()
    lines, bare = text.split("\n"), bare_lines(text, language)
    if language == "yaml":
        found = _yaml(lines, bare, broken=parse(text).error is not None)
    elif language in ("json", "jsonc"):
        found = _json(lines, bare)
    else:
        found = _script(lines, bare)
    taken: set[tuple[int, int]] = set()
    kept = []
    for one in sorted(found, key=lambda stray: (stray.line, stray.column)):
        if (one.line, one.column) not in taken:
            taken.add((one.line, one.column))
            kept.append(one)
    return tuple(kept)


@lru_cache(maxsize=1024)
def straightened(text: str, language: str) -> str:
    """Return a code text with every stray character replaced by what was meant."""
    found = strays(text, language)
    if not found:
        return text
    lines = text.split("\n")
    for one in reversed(found):
        line, start = lines[one.line - 1], one.column - 1
        lines[one.line - 1] = line[:start] + one.instead + line[start + len(one.text) :]
    return "\n".join(lines)


def name_of(char: str) -> str:
    """Return the code point and the Unicode name of a character, for example ``U+00A0 no-break space``."""
    return f"U+{ord(char):04X} {unicodedata.name(char, 'control character').lower()}"
