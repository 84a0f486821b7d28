"""A fenced block: its language, its marks and its lines, each of which knows its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kakehashi.finding import Span

from .fences import Opening
from .lines import Line
from .yaml_tree import YamlStream, parse

LANGUAGES: Mapping[str, str] = {
    "yaml": "yaml",
    "yml": "yaml",
    "kyaml": "yaml",
    "json": "json",
    "jsonc": "jsonc",
    "json5": "jsonc",
    "bash": "bash",
    "sh": "bash",
    "shell": "bash",
    "zsh": "bash",
    "console": "console",
    "shell-session": "console",
    "shellsession": "console",
    "terminal": "console",
    "bash-session": "console",
    "sh-session": "console",
    "text": "text",
    "txt": "text",
    "plaintext": "text",
    "plain": "text",
    "output": "text",
    "mermaid": "mermaid",
}
"""What writers call a language, and the name used by the rules."""


MAX_SNIPPET_BYTES = 300_000
"""Longest snippet that is checked, in characters: no reader pastes more, and no check should hang on one."""


@dataclass(frozen=True, eq=False)
class Snippet:
    """A fenced block of a page, or a text inside one (a heredoc, a patch).

    Args:
        opening: The first line of the block.
        lines: The body without its indent.
        closed: Whether a closing fence was found.
        closing: The line of the closing fence, if any.
        interrupted: The line that opened the next block inside this unclosed one, if any.
        uneven: Lines indented less than the block, and a closing fence indented otherwise.
        embedded: Empty for a fence; else what the text is inside its parent, for example ``heredoc``.
        embedded_language: The language of an embedded text.
    """

    opening: Opening
    lines: tuple[Line, ...]
    closed: bool = True
    closing: Line | None = None
    interrupted: Line | None = None
    uneven: tuple[Line, ...] = ()
    embedded: str = ""
    embedded_language: str = ""

    @property
    def path(self) -> str:
        """The page the block stands in."""
        return self.opening.line.path

    @cached_property
    def language(self) -> str:
        """The language by the name the rules use; as written where they know none, empty where none is named."""
        return self.embedded_language or LANGUAGES.get(self.opening.language, self.opening.language)

    @property
    def title(self) -> str | None:
        """The title, which is also the file the block creates."""
        return None if self.embedded else self.opening.get("title")

    @property
    def marking(self) -> str:
        """The value of ``check=``; empty where the block must be complete and correct."""
        return "" if self.embedded else self.opening.get("check") or ""

    @property
    def skip(self) -> str | None:
        """The reason for which nothing is checked, or None."""
        return self.opening.get("skip")

    @property
    def expect_error(self) -> str | None:
        """The id of the finding a deliberate bad example must draw, or None."""
        return self.opening.get("expect-error")

    @cached_property
    def text(self) -> str:
        """The body, each line ended by LF."""
        return "".join(f"{line.text}\n" for line in self.lines)

    @cached_property
    def yaml(self) -> YamlStream:
        """The body as YAML."""
        return parse(self.text)

    def place(self, line: int, column: int) -> tuple[str, int, int]:
        """Return file, line and column (from 1) of a place in the body (from 1)."""
        if not self.lines:
            return self.path, self.opening.line.number, self.opening.column
        origin = self.lines[min(max(line, 1), len(self.lines)) - 1]
        if line > len(self.lines):
            return origin.path, origin.number, max(1, origin.column + len(origin.text))
        return origin.path, origin.number, max(1, origin.column + column - 1)

    def span_on_page(self, span: Span) -> tuple[str, Span]:
        """Translate a span of the body into a span of the file it comes from."""
        path, line, column = self.place(span.line, span.column)
        end_path, end_line, end_column = self.place(span.end_line, span.end_column)
        if (end_path, end_line, end_column) < (path, line, column) or end_path != path:
            end_line, end_column = line, column + 1
        return path, Span(line, column, end_line, end_column)
