"""A file as it stands on disk, read once, whatever its bytes are."""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

MAX_PAGE_BYTES = 2_000_000
"""Largest page that is read, in bytes; ten times the longest page of kubernetes.io."""

_LINE_END = re.compile(r"\r\n|\r|\n")
_SURROGATE = re.compile("[\udc80-\udcff]")


class Kind(StrEnum):
    """What was found at a path."""

    TEXT = "text"
    TOO_LARGE = "too large"
    DIRECTORY = "directory"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Source:
    """One file and its text.

    Args:
        path: The path shown to people, with forward slashes.
        text: The decoded text; every byte that is not UTF-8 stands as U+FFFD.
        kind: What was found at the path; anything but ``TEXT`` has an empty text.
        size: The size in bytes.
        bad_bytes: Offset in ``text`` and value of every byte that is not UTF-8.
        reason: Why the file could not be read, in the operating system's words.
    """

    path: str
    text: str
    kind: Kind = Kind.TEXT
    size: int = 0
    bad_bytes: tuple[tuple[int, int], ...] = ()
    reason: str = ""

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines without their line ends; only CR, LF and CRLF end a line."""
        return tuple(_LINE_END.split(self.text) if "\r" in self.text else self.text.split("\n"))

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """The offset in ``text`` at which each line starts."""
        return (0, *(match.end() for match in _LINE_END.finditer(self.text)))

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column (from 1) of an offset in ``text``."""
        from bisect import bisect_right

        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1


def from_bytes(path: str, data: bytes) -> Source:
    """Decode *data* as UTF-8, keeping the place of every byte that is not.

    Args:
        path: The path shown to people.
        data: The bytes of the file.

    Returns:
        A source of kind ``TEXT``, or ``TOO_LARGE`` above ``MAX_PAGE_BYTES``.
    """
    if len(data) > MAX_PAGE_BYTES:
        return Source(path, "", Kind.TOO_LARGE, len(data))
    try:
        return Source(path, data.decode("utf-8"), size=len(data))
    except UnicodeDecodeError:
        raw = data.decode("utf-8", errors="surrogateescape")
        bad = tuple((match.start(), ord(match.group()) - 0xDC00) for match in _SURROGATE.finditer(raw))
        return Source(path, _SURROGATE.sub("\ufffd", raw), size=len(data), bad_bytes=bad)


def read(file: Path, shown_as: str) -> Source:
    """Read a file without ever raising: what cannot be read says so in its kind.

    Args:
        file: The file on disk.
        shown_as: The path shown to people.

    Returns:
        The source; devices, pipes and directories are never opened.
    """
    try:
        status = file.stat()
        if stat.S_ISDIR(status.st_mode):
            return Source(shown_as, "", Kind.DIRECTORY)
        if not stat.S_ISREG(status.st_mode):
            return Source(shown_as, "", Kind.UNREADABLE, reason="not a regular file")
        if status.st_size > MAX_PAGE_BYTES:
            return Source(shown_as, "", Kind.TOO_LARGE, status.st_size)
        return from_bytes(shown_as, file.read_bytes())
    except (OSError, ValueError) as error:
        return Source(shown_as, "", Kind.UNREADABLE, reason=getattr(error, "strerror", None) or str(error))
