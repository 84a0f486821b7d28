"""Code with its strings and comments blanked out, for questions about what is left between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .shell import hide_placeholders, parse_script

BLANK = "\0"
"""What stands where a character of a string or comment stood."""

_BLOCK_SCALAR = re.compile(r"(?:^|[:?-][ \t]+|(?:^|[ \t])[!&][^ \t]*[ \t]+)[|>](?:[+-]?\d?|\d[+-])[ \t]*$")
_ITEM = re.compile(r"[ \t]*(?:[-?][ \t]+)*")
_TOKEN_START = re.compile(r"(?:^|[-:?\[{,(][ \t]*|[!&][^ \t]*[ \t]+)$")


def _blank(text: str) -> str:
    return BLANK * len(text)


def _closing(lines: Sequence[str], row: int, column: int, quote: str) -> tuple[int, int] | None:
    """Where the quoted text whose inside starts at (*row*, *column*) ends, all from 0; None where it does not."""
    for number in range(row, len(lines)):
        text = lines[number]
        at = column if number == row else 0
        while at < len(text):
            if quote == '"' and text[at] == "\\":
                at += 2
            elif text[at] != quote:
                at += 1
            elif quote == "'" and text[at + 1 : at + 2] == "'":
                at += 2
            else:
                return number, at
    return None


def _yaml(lines: Sequence[str]) -> Iterator[str]:
    block: int | None = None
    inside: tuple[int, int] | None = None
    for row, line in enumerate(lines):
        out: list[str] = []
        at = 0
        if inside is not None:
            if row < inside[0]:
                yield _blank(line)
                continue
            at = inside[1] + 1
            out.append(_blank(line[:at]))
            inside = None
        elif block is not None:
            if not line.strip(" \t") or len(line) - len(line.lstrip(" ")) > block:
                yield _blank(line)
                continue
            block = None
        while at < len(line):
            char = line[at]
            if char == "#" and (at == 0 or line[at - 1] in " \t"):
                out.append(_blank(line[at:]))
                at = len(line)
            elif char in "\"'" and _TOKEN_START.search(line[:at].lstrip(" \t")):
                end = _closing(lines, row, at + 1, char)
                if end is not None and end[0] > row:
                    inside = end
                stop = end[1] + 1 if end is not None and end[0] == row else len(line)
                out.append(_blank(line[at:stop]))
                at = stop
            else:
                out.append(char)
                at += 1
        bare = "".join(out)
        header = bare.rstrip(BLANK).rstrip(" \t")
        if _BLOCK_SCALAR.search(header):
            lead = _ITEM.match(line)
            width = len(lead[0]) if lead else 0
            block = width if ":" in header[width:] else max(line.rfind("-", 0, width), 0) if "-" in line[:width] else -1
        yield bare


_JSON = re.compile(r'"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/', re.DOTALL)


def _keep_breaks(text: str) -> str:
    return re.sub(r"[^\n]", BLANK, text)


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted part of a shell text.

    Args:
        start: The offset of its opening quote.
        end: The offset after its closing quote; the length of the text where it is not closed.
        mark: ``'``, ``"``, `` ` ``, or ``#`` for a comment.
        closed: Whether a closing quote was found.
    """

    start: int
    end: int
    mark: str
    closed: bool = True


def quotes(text: str) -> Iterator[Quote]:
    """Find quoted parts and comments in a shell text whose here-documents are blanked out.

    Args:
        text: The text.

    Returns:
        The parts in order; those inside ``$( )`` inside double quotes belong to the outer one.
    """
    at, size = 0, len(text)
    while at < size:
        char = text[at]
        if char == "\\":
            at += 2
        elif char == "#" and (at == 0 or text[at - 1] in " \t\n;&|(){}"):
            end = text.find("\n", at)
            end = size if end < 0 else end
            yield Quote(at, end, "#")
            at = end
        elif char == "'":
            ansi = at > 0 and text[at - 1] == "$"
            end = at + 1
            while end < size and text[end] != "'":
                end += 2 if ansi and text[end] == "\\" else 1
            yield Quote(at, min(end + 1, size), char, end < size)
            at = end + 1
        elif char == '"':
            end = _double(text, at + 1)
            yield Quote(at, min(end + 1, size), char, end < size)
            at = end + 1
        elif char == "$" and text[at + 1 : at + 2] == "{" and text[at + 2 : at + 3] != "#":
            at += 2
        elif char == "$" and text[at + 1 : at + 3] == "{#":
            at += 3
        else:
            at += 1


def _double(text: str, at: int) -> int:
    """The offset of the quote that ends the double-quoted text whose inside starts at *at*."""
    depth = 0
    while at < len(text):
        char = text[at]
        if char == "\\":
            at += 2
        elif char == "$" and text[at + 1 : at + 2] == "(":
            depth += 1
            at += 2
        elif depth and char == "(":
            depth += 1
            at += 1
        elif depth and char == ")":
            depth -= 1
            at += 1
        elif depth and char in "'\"":
            end = text.find(char, at + 1)
            if end < 0:
                return len(text)
            at = end + 1
        elif char == '"':
            return at
        else:
            at += 1
    return len(text)


def without_heredocs(text: str, *, session: bool) -> str:
    """Return a shell text with prompts, output and here-documents blanked out and placeholders as plain words."""
    script = parse_script(text, session=session)
    lines, written = script.text.split("\n"), text.split("\n")
    for number in script.output:
        lines[number - 1] = _blank(written[number - 1])
    for heredoc in script.heredocs:
        for number in range(heredoc.first, min(heredoc.last + 1, len(lines)) + 1):
            lines[number - 1] = _blank(lines[number - 1])
    return "\n".join(lines)


def _shell(text: str, *, session: bool) -> str:
    plain = without_heredocs(text, session=session)
    out, at = [], 0
    for quote in quotes(plain):
        end = quote.end
        if not quote.closed:
            stop = plain.find("\n", quote.start)
            end = len(plain) if stop < 0 else stop
        if quote.start < at:
            continue
        out += [plain[at : quote.start], _keep_breaks(plain[quote.start : end])]
        at = end
    return "".join([*out, plain[at:]])


@lru_cache(maxsize=2048)
def bare_lines(text: str, language: str) -> tuple[str, ...]:
    """Return the lines of a code text with everything in strings and comments blanked out.

    Args:
        text: The text, lines ended by LF.
        language: ``yaml``, ``json``, ``jsonc``, ``bash`` or ``console``; other texts come back as they are.

    Returns:
        As many lines of the same lengths. Block scalars of YAML and here-documents of shell are strings;
        placeholders of shell are plain words.
    """
    if language == "yaml":
        return tuple(_yaml(text.split("\n")))
    if language in ("json", "jsonc"):
        return tuple(_JSON.sub(lambda match: _keep_breaks(match[0]), hide_placeholders(text)).split("\n"))
    if language in ("bash", "console"):
        return tuple(_shell(text, session=language == "console").split("\n"))
    return tuple(text.split("\n"))
