"""Lines that remember where they came from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of one line of a file.

    Args:
        text: The text of the piece.
        path: The file it stands in.
        number: The line in that file, from 1.
        column: The column of ``text[0]`` in that line, from 1.
    """

    text: str
    path: str
    number: int
    column: int = 1

    def from_column(self, start: int, end: int | None = None) -> Line:
        """Return the piece of this line from index *start* (from 0) up to *end*, keeping its place."""
        start = min(start, len(self.text))
        return Line(self.text[start:end], self.path, self.number, self.column + start)
