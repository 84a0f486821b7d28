"""Words that know where they stand: the simulation carries them through files and objects to the finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kakehashi.finding import Span
from kakehashi.pages.lines import Line
from kakehashi.pages.shell import ShellWord
from kakehashi.pages.snippet import Snippet


@dataclass(frozen=True, slots=True)
class Place:
    """A range in a file: the page, or a file it includes.

    Args:
        path: The file, as people see it.
        span: The range in it.
    """

    path: str
    span: Span


class Text(str):
    """A text with its place.

    Attributes:
        place: Where it stands, or None for what a command made up.
        unknown: Whether a placeholder, variable or substitution decides part of it.
    """

    place: Place | None
    unknown: bool

    def __new__(cls, value: str, place: Place | None = None, unknown: bool = False) -> Text:
        """Return *value* with its place."""
        made = super().__new__(cls, value)
        made.place, made.unknown = place, unknown
        return made


def same(left: str, right: str) -> bool:
    """Whether two texts are equal, or may be: an unknown text equals every other."""
    return left == right or is_unknown(left) or is_unknown(right)


def is_unknown(text: str) -> bool:
    """Whether something outside the page decides the text."""
    return isinstance(text, Text) and text.unknown


def place_of(text: str) -> Place | None:
    """Where a text stands, or None."""
    return text.place if isinstance(text, Text) else None


def of_word(snippet: Snippet, word: ShellWord, start: int = 0, end: int | None = None) -> Place:
    """Return the place of a word of a shell snippet.

    Args:
        snippet: The snippet.
        word: The word.
        start: The first character of its value, from 0.
        end: The character after the last; None for the end of the value.
    """
    if word.plain and word.line == word.end_line:
        column = word.column + word.lead
        last = column + (len(word.text) if end is None else end)
        span = Span(word.line, column + start, word.line, max(last, column + start + 1))
    else:
        span = _in_quotes(word, word.text[start:end])
    return Place(*snippet.span_on_page(span))


def _in_quotes(word: ShellWord, part: str) -> Span:
    """The span of a part of a word with quotes in the middle; the whole word where the part cannot be told."""
    if part and "\n" not in word.raw and word.raw.count(part) == 1:
        column = word.column + word.raw.index(part)
        return Span(word.line, column, word.line, column + len(part))
    return Span(word.line, word.column, word.end_line, word.end_column)


def of_line(line: Line, start: int = 0, end: int | None = None) -> Place:
    """Return the place of a part of a line, by index from 0."""
    stop = len(line.text) if end is None else end
    column = max(1, line.column + start)
    return Place(line.path, Span(line.number, column, line.number, max(column + 1, line.column + stop)))


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something a reader who follows the page would trip over. A rule turns it into words.

    Args:
        kind: What it is, by the name of the rule it belongs to, for example ``missing-file``.
        place: The word.
        name: What the word names.
        about: Further facts, by name.
    """

    kind: str
    place: Place
    name: str
    about: Mapping[str, str]


def joined(lines: Sequence[Line]) -> str:
    """Return lines as one text, each ended by LF."""
    return "".join(f"{line.text}\n" for line in lines)
