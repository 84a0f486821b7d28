"""A shell snippet as the statements a reader pastes one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kakehashi.pages.embedded import script_of
from kakehashi.pages.shell import Script, ShellCommand, parse_tree
from kakehashi.pages.snippet import Snippet


@dataclass(frozen=True, slots=True)
class Mood:
    """How a command stands in its statement.

    Args:
        tolerated: Its failure does not matter: a condition, ``!``, or the left side of ``||``.
        uncertain: It may not run, or run several times: a branch, a loop, a function.
        background: ``&`` follows it.
    """

    tolerated: bool = False
    uncertain: bool = False
    background: bool = False


PLAIN = Mood()


@dataclass(frozen=True, slots=True)
class Assignment:
    """A variable set for the rest of the page. value: its literal value, or None; line, column: from 1."""

    name: str
    value: str | None
    line: int
    column: int


@dataclass(frozen=True)
class Statement:
    """What a reader pastes as one piece.

    Args:
        first: Its first line in the snippet, from 1, with the comments before it.
        last: Its last line, heredocs included.
        text: Its text without prompts.
        commands: Its commands in the order of the text, each with its mood.
        assignments: The variables it sets.
        functions: The functions it defines.
        background: Whether ``&`` follows it.
    """

    first: int
    last: int
    text: str
    commands: tuple[tuple[ShellCommand, Mood], ...]
    assignments: tuple[Assignment, ...] = ()
    functions: tuple[str, ...] = ()
    background: bool = False


_BRANCHES = frozenset({"if_statement", "elif_clause", "else_clause", "case_item"})
_LOOPS = frozenset({"for_statement", "while_statement", "c_style_for_statement", "function_definition"})
_LITERAL = frozenset({"word", "number", "raw_string", "string"})


class _Walker:
    """Collects moods, assignments and functions of a tree-sitter tree."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.moods: dict[tuple[int, int], Mood] = {}
        self.assignments: list[Assignment] = []
        self.functions: list[tuple[int, str]] = []

    def place(self, node: Any) -> tuple[int, int]:
        return node.start_point[0] + 1, node.start_point[1] + 1

    def text(self, node: Any) -> str:
        """The text of a node as written: the tree is made from a stand-in of equal length."""
        (row, column), (end_row, end_column) = node.start_point, node.end_point
        if row == end_row:
            whole: str = self.lines[row][column:end_column]
            return whole
        parts = [self.lines[row][column:], *self.lines[row + 1 : end_row], self.lines[end_row][:end_column]]
        return "\n".join(parts)

    def walk(self, node: Any, mood: Mood) -> None:
        kind = node.type
        if kind == "command":
            self.moods[self.place(next((one for one in node.children if one.type == "command_name"), node))] = mood
        elif kind == "variable_assignment" and (node.parent is None or node.parent.type != "command"):
            self.assign(node, mood)
        elif kind == "function_definition":
            name = next((self.text(one) for one in node.children if one.type == "word"), "")
            self.functions.append((node.start_point[0] + 1, name))
        if kind in _LOOPS:
            mood = Mood(mood.tolerated, True, mood.background)
        children = node.children
        for index, child in enumerate(children):
            inner = mood
            following = children[index + 1].type if index + 1 < len(children) else ""
            before = children[index - 1].type if index else ""
            if following == "||" or kind == "negated_command" or before in ("if", "elif", "while", "until"):
                inner = Mood(True, mood.uncertain, mood.background)
            elif before == "||" or (kind in _BRANCHES and child.is_named):
                inner = Mood(mood.tolerated, True, mood.background)
            if following == "&":
                inner = Mood(inner.tolerated, inner.uncertain, True)
            self.walk(child, inner)

    def assign(self, node: Any, mood: Mood) -> None:
        name = self.text(node.children[0]) if node.children else ""
        value = node.children[-1] if len(node.children) > 2 else None
        literal: str | None = None
        if value is None:
            literal = ""
        elif value.type in _LITERAL and all(one.type in ('"', "string_content") for one in value.children):
            literal = self.text(value)
            literal = literal[1:-1] if value.type in ("raw_string", "string") else literal
        line, column = self.place(node)
        self.assignments.append(Assignment(name, None if mood.uncertain else literal, line, column))


def _spans(root: Any) -> Iterator[tuple[int, int, bool, bool]]:
    """Yield first and last line (from 0) of each top-level part, whether it is a comment, and whether ``&`` follows."""
    children = root.children
    for index, child in enumerate(children):
        if child.type in (";", "&", "\n", ";;"):
            continue
        last = child.end_point[0] - (1 if child.end_point[1] == 0 and child.end_point[0] > child.start_point[0] else 0)
        background = index + 1 < len(children) and children[index + 1].type == "&"
        yield child.start_point[0], last, child.type == "comment", background


def _groups(root: Any) -> Iterator[tuple[int, int, bool]]:
    """Merge parts that share a line, and comments with the part below them."""
    start: int | None = None
    current: tuple[int, int, bool] | None = None
    for first, last, comment, background in _spans(root):
        if current is not None and first <= current[1]:
            current = (current[0], max(current[1], last), current[2] or background)
            continue
        if current is not None:
            yield current
            current = None
        if comment:
            start = first if start is None else start
            continue
        current = (first if start is None else start, last, background)
        start = None
    if current is not None:
        yield current


def _text(snippet: Snippet, script: Script, first: int, last: int) -> str:
    cleaned = script.text.split("\n")
    shown = []
    for number in range(first, last + 1):
        if number in script.output:
            continue
        line = snippet.lines[number - 1].text if number <= len(snippet.lines) else ""
        lead = len(cleaned[number - 1]) - len(cleaned[number - 1].lstrip()) if number in script.prompts else 0
        shown.append(line[lead:])
    return "\n".join(shown)


def statements(snippet: Snippet) -> tuple[tuple[Statement, ...], bool]:
    """Return the statements of a shell snippet in order, and whether all of it was understood."""
    script = script_of(snippet)
    root = parse_tree(script.text).root_node
    walker = _Walker(script.text)
    try:
        walker.walk(root, PLAIN)
    except RecursionError:
        return (), False
    groups = [(0, max(len(snippet.lines) - 1, 0), False)] if root.has_error else list(_groups(root))
    lines = script.text.split("\n")
    commands = [one for whole in script.commands for one in _parted(whole, lines)]
    found = tuple(_statement(snippet, script, walker, commands, *group) for group in groups)
    return found, not root.has_error


def _parted(command: ShellCommand, lines: Sequence[str]) -> Iterator[ShellCommand]:
    """Part a command where a line ends without a backslash: after some heredocs the parser runs lines together."""
    cuts = [0]
    for index in range(1, len(command.words)):
        before, word = command.words[index - 1], command.words[index]
        if word.line > before.end_line and not lines[word.line - 2].endswith("\\"):
            cuts.append(index)
    if len(cuts) == 1:
        yield command
        return
    for start, end in zip(cuts, [*cuts[1:], len(command.words)], strict=True):
        words = command.words[start:end]
        own = tuple(one for one in command.redirects if words[0].line <= one.target.line <= words[-1].end_line)
        reads = command.reads_stdin if start == 0 else any(one.operator.startswith("<") for one in own)
        yield replace(
            command, words=words, reads_stdin=reads, redirects=own, pipeline=command.pipeline if start == 0 else 0
        )


def _statement(
    snippet: Snippet,
    script: Script,
    walker: _Walker,
    commands: Sequence[ShellCommand],
    first: int,
    last: int,
    background: bool,
) -> Statement:
    low, high = first + 1, last + 1
    moods: Mapping[tuple[int, int], Mood] = walker.moods
    own = tuple(
        (one, moods.get((one.words[0].line, one.words[0].column), PLAIN))
        for one in commands
        if low <= one.words[0].line <= high
    )
    return Statement(
        low,
        high,
        _text(snippet, script, low, high),
        own,
        tuple(one for one in walker.assignments if low <= one.line <= high),
        tuple(name for line, name in walker.functions if low <= line <= high),
        background,
    )
