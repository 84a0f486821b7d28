"""A shell snippet as commands and words, each with its place.

tree-sitter-bash does the parsing; before it, placeholders become words of equal length, prompts become
spaces and shown output is left out, so that every column stays true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

PLACEHOLDER = re.compile(r"<(?P<name>[^\W\d_](?:[\w.:/-]|(?<=\w) (?=\w))*)>")
"""The one placeholder form: ``<lower-case-name>`` or ``<日本語>``."""

_PROMPT = re.compile(r"(?P<prompt>(?:\[[^\]\n]*\]|[\w.-]+@[\w.-]+(?::[^\s$#]*)?)?[$#%❯][ \t]+)(?=\S)")
_DOLLAR_PROMPT = re.compile(r"\$[ \t]+\S")
_ROOT_PROMPT = re.compile(
    r"# (?:kubectl|kubeadm|systemctl|journalctl|crictl|etcdctl|docker|apt|yum|dnf|ls|cat|cd|curl|mount|ip|id)(?: |$)"
)
"""``#`` before a command is root's prompt; before anything else it starts a comment."""

_HEREDOC = re.compile(r"(?<!<)<<(?!<)(?P<dash>-?)[ \t]*(?P<quote>[\"']?)(?P<word>[A-Za-z_][\w.-]*)(?P=quote)")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_DYNAMIC = frozenset(
    {"simple_expansion", "expansion", "command_substitution", "process_substitution", "arithmetic_expansion"}
)


@dataclass(frozen=True, slots=True)
class ShellWord:
    """One word of a command; lines and columns from 1, in the snippet.

    Args:
        text: Its value after quotes are taken off.
        raw: As written.
        dynamic: Whether a variable, a substitution, a glob or a placeholder decides part of it.
        line: Where it starts.
        column: Where it starts.
        end_line: Where it ends.
        end_column: The column after its last character.
        plain: Whether ``text`` stands in the page character by character from ``column`` plus ``lead``.
        lead: How many characters of quoting precede ``text``.
    """

    text: str
    raw: str
    dynamic: bool
    line: int
    column: int
    end_line: int
    end_column: int
    plain: bool = True
    lead: int = 0


@dataclass(frozen=True, slots=True)
class Heredoc:
    """A here-document.

    Args:
        delimiter: The word that ends it.
        quoted: Whether variables in it stay as they are.
        first: The first line of its body, from 1.
        last: The last line of its body; before ``first`` where it is empty.
    """

    delimiter: str
    quoted: bool
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Redirect:
    """A redirection to or from a file.

    Args:
        operator: For example ``>``.
        target: The file.
    """

    operator: str
    target: ShellWord


@dataclass(frozen=True, slots=True)
class ShellCommand:
    """One simple command.

    Args:
        words: Its words; the first is the command's name. Assignments before it are left out.
        reads_stdin: Whether something is piped or redirected into it.
        heredoc: The here-document it reads, if any.
        redirects: Its redirections.
        pipeline: The number of the pipeline it belongs to.
        assignments: The names of variables set before the command.
    """

    words: tuple[ShellWord, ...]
    reads_stdin: bool
    heredoc: Heredoc | None
    redirects: tuple[Redirect, ...]
    pipeline: int
    assignments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Script:
    """A shell snippet.

    Args:
        commands: Every simple command, in the order of the text, those inside others included.
        heredocs: Every here-document.
        text: The text that was parsed; same lines and columns as the snippet's.
        prompts: Lines (from 1) that start with a prompt.
        output: Lines (from 1) that are shown output.
        broken: Whether the parser could not make sense of a part.
    """

    commands: tuple[ShellCommand, ...]
    heredocs: tuple[Heredoc, ...]
    text: str
    prompts: tuple[int, ...]
    output: tuple[int, ...]
    broken: bool


def hide_placeholders(text: str) -> str:
    """Replace every placeholder by a word of equal length that no shell gives a meaning to."""
    return PLACEHOLDER.sub(lambda match: "_" + "x" * (len(match.group()) - 2) + "_", text)


def _outside_heredocs(lines: Sequence[str]) -> Iterator[str]:
    """Yield the lines that are not inside a here-document."""
    end = ""
    for line in lines:
        if end:
            end = "" if line.strip() == end else end
            continue
        yield line
        opened = _HEREDOC.search(line)
        end = opened["word"] if opened else ""


def normalise(text: str, *, session: bool) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """Make a snippet parseable without moving a character.

    Args:
        text: The snippet.
        session: Whether it is a terminal session, in which lines without a prompt are output.

    Returns:
        The text, the lines with a prompt and the lines of output (from 1).
    """
    lines = text.split("\n")
    prompts: list[int] = []
    output: list[int] = []
    shown_dollar = "$ " in text and any(_DOLLAR_PROMPT.match(line) for line in _outside_heredocs(lines))
    shown_as_session = session or shown_dollar
    if shown_as_session:
        continued = False
        heredoc = ""
        for index, line in enumerate(lines):
            if heredoc:
                heredoc = "" if line.strip() == heredoc else heredoc
                continue
            prompt = _PROMPT.match(line) if not continued else None
            if prompt and not (line.startswith("# ") and (shown_dollar or not _ROOT_PROMPT.match(line))):
                lines[index] = " " * len(prompt["prompt"]) + line[len(prompt["prompt"]) :]
                prompts.append(index + 1)
            elif continued:
                if line.startswith("> "):
                    lines[index] = "  " + line[2:]
            elif line.strip() and not line.lstrip().startswith("#"):
                output.append(index + 1)
                lines[index] = ""
                continue
            else:
                continue
            continued = lines[index].endswith("\\")
            opened = _HEREDOC.search(lines[index])
            heredoc = opened["word"] if opened else ""
        if not prompts:
            lines, output = text.split("\n"), []
    return hide_placeholders("\n".join(lines)), tuple(prompts), tuple(output)


@lru_cache(maxsize=1)
def _language() -> Any:
    import tree_sitter_bash
    from tree_sitter import Language

    return Language(tree_sitter_bash.language())


def parse_tree(text: str) -> Any:
    """Return the syntax tree of a shell text, in which columns count characters.

    The scanner of tree-sitter-bash looks characters up in the table of C's ``isalnum`` and reads past its end for those
    beyond it, which can end the whole program. To a shell such a character is a part of a word and never of a
    variable's name; so is a comma, which takes its place.

    Args:
        text: The text.
    """
    from tree_sitter import Parser

    # A parser of its own for each text, because two threads may read scripts at once.
    return Parser(_language()).parse(_NOT_ASCII.sub(",", text).encode("ascii"))


class _Reader:
    def __init__(self, text: str, original: str) -> None:
        self.lines = text.split("\n")
        self.original = original.split("\n")
        self.commands: list[tuple[tuple[int, int], ShellCommand]] = []
        self.heredocs: list[Heredoc] = []
        self.pipelines = 0

    def point(self, point: Any) -> tuple[int, int]:
        """Return line and column (from 1) of a tree-sitter point."""
        row, column = point[0], point[1]
        return row + 1, column + 1 if row < len(self.lines) else 1

    def raw(self, line: int, column: int, end_line: int, end_column: int) -> str:
        """Return the original text between two places."""
        if line == end_line:
            return self.original[line - 1][column - 1 : end_column - 1]
        parts = [self.original[line - 1][column - 1 :], *self.original[line : end_line - 1]]
        return "\n".join([*parts, self.original[end_line - 1][: end_column - 1]])

    def word(self, node: Any) -> ShellWord:
        line, column = self.point(node.start_point)
        end_line, end_column = self.point(node.end_point)
        raw = self.raw(line, column, end_line, end_column)
        text, plain, lead = _unquote(raw)
        dynamic = _has(node, _DYNAMIC) or bool(PLACEHOLDER.search(raw))
        return ShellWord(text, raw, dynamic, line, column, end_line, end_column, plain, lead)

    def gap(self, start: Any, end: Any) -> Iterator[ShellWord]:
        """Words that tree-sitter dropped between two children, such as the ``-`` of ``-f - <<EOF``."""
        if start[0] != end[0] or start[1] >= end[1]:
            return
        text = self.lines[start[0]][start[1] : end[1]]
        for match in re.finditer(r"(?<![^\s])-(?![^\s])", text):
            line, column = self.point(start)
            at = column + match.start()
            yield ShellWord("-", "-", False, line, at, line, at + 1)

    def walk(self, node: Any, stdin: bool, redirects: Sequence[Any], pipeline: int) -> None:
        kind = node.type
        if kind == "command":
            self.command(node, stdin, redirects, pipeline)
            return
        if kind == "pipeline":
            self.pipelines += 1
            number = self.pipelines
            parts = [child for child in node.children if child.is_named]
            for index, child in enumerate(parts):
                mine = [one for one in redirects if (one.type == "file_redirect") == (index == len(parts) - 1)]
                own = mine if index in (0, len(parts) - 1) else ()
                self.walk(child, stdin or index > 0, own, number)
            return
        if kind == "redirected_statement":
            own = [child for child in node.children if child.type.endswith("_redirect")]
            for child in node.children:
                if child not in own:
                    self.walk(child, stdin, [*redirects, *own], pipeline)
            for redirect in own:
                self.redirect(redirect)
            return
        if kind in ("heredoc_body", "comment", "word", "raw_string"):
            if kind == "heredoc_body":
                for child in node.children:
                    if child.type == "command_substitution":
                        self.walk(child, False, (), 0)
            return
        for child in node.children:
            self.walk(child, stdin, redirects if kind in ("compound_statement", "subshell", "list") else (), pipeline)

    def redirect(self, node: Any) -> None:
        """Find what stands inside a redirection: pipelines after a heredoc, substitutions."""
        for child in node.children:
            if child.type == "pipeline":
                self.pipelines += 1
                for part in child.children:
                    if part.is_named:
                        self.walk(part, True, (), self.pipelines)
            elif child.type not in ("heredoc_start", "heredoc_body", "heredoc_end", "file_redirect"):
                self.walk(child, False, (), 0)

    def command(self, node: Any, stdin: bool, redirects: Sequence[Any], pipeline: int) -> None:
        words: list[ShellWord] = []
        assignments: list[str] = []
        own: list[Any] = []
        previous = None
        for child in node.children:
            if previous is not None:
                words += self.gap(previous.end_point, child.start_point)
            previous = child
            if child.type == "variable_assignment":
                assignments.append(child.children[0].text.decode("utf-8", "replace") if child.children else "")
                self.inside(child)
            elif child.type.endswith("_redirect"):
                own.append(child)
            elif child.is_named and child.type not in ("comment", "heredoc_body"):
                words.append(self.word(child))
                self.inside(child)
            elif child.type in ("==", "=~", "="):
                words.append(self.word(child))
        found = [*redirects, *own]
        for redirect in found:
            words += self.gap(node.end_point, redirect.start_point) if redirect.start_byte >= node.end_byte else ()
            for extra in redirect.children:
                if redirect.type == "heredoc_redirect" and extra.type in (
                    "word",
                    "concatenation",
                    "string",
                    "raw_string",
                ):
                    words.append(self.word(extra))
        files = [self.file(child) for redirect in found for child in _files(redirect)]
        heredoc = next((self.heredoc(redirect) for redirect in found if redirect.type == "heredoc_redirect"), None)
        targets = tuple(file for file in files if file is not None)
        reads = stdin or heredoc is not None or any(one.operator.startswith("<") for one in targets)
        reads = reads or any(redirect.type == "herestring_redirect" for redirect in found)
        if words:
            words.sort(key=lambda one: (one.line, one.column))
            place = (words[0].line, words[0].column)
            command = ShellCommand(tuple(words), reads, heredoc, targets, pipeline, tuple(assignments))
            self.commands.append((place, command))

    def inside(self, node: Any) -> None:
        """Walk into the substitutions of a word."""
        if node.type in ("command_substitution", "process_substitution"):
            self.walk(node, False, (), 0)
            return
        for child in node.children:
            self.inside(child)

    def file(self, node: Any) -> Redirect | None:
        operator = next((child.type for child in node.children if not child.is_named), "")
        target = node.child_by_field_name("destination") or (node.children[-1] if node.children else None)
        if target is None or target.type == "number" or operator in (">&", "<&") or not target.is_named:
            return None
        self.inside(target)
        return Redirect(operator, self.word(target))

    def heredoc(self, node: Any) -> Heredoc | None:
        start = next((child for child in node.children if child.type == "heredoc_start"), None)
        if start is None:
            return None
        raw = self.raw(*self.point(start.start_point), *self.point(start.end_point))
        delimiter = raw.strip("\"'\\")
        opened = start.start_point[0]
        strip_tabs = any(child.type == "<<-" for child in node.children)
        last = len(self.lines)
        for index in range(opened + 1, len(self.lines)):
            if (self.lines[index].lstrip("\t") if strip_tabs else self.lines[index]) == delimiter:
                last = index
                break
        found = Heredoc(delimiter, raw != delimiter, opened + 2, last)
        if found not in self.heredocs:
            self.heredocs.append(found)
        return found


def _files(redirect: Any) -> Iterator[Any]:
    if redirect.type == "file_redirect":
        yield redirect
    for child in redirect.children:
        if child.type == "file_redirect":
            yield child


def _has(node: Any, kinds: frozenset[str]) -> bool:
    return node.type in kinds or any(_has(child, kinds) for child in node.children)


def _unquote(raw: str) -> tuple[str, bool, int]:
    """Return the value of a word, whether it stands in the page as one piece, and the quoting before it."""
    if "'" not in raw and '"' not in raw and "\\" not in raw:
        return raw, True, 0
    if len(raw) >= 2 and raw[0] == raw[-1] == "'" and raw.count("'") == 2:
        return raw[1:-1], True, 1
    if len(raw) >= 2 and raw[0] == raw[-1] == '"' and raw.count('"') == 2 and "\\" not in raw:
        return raw[1:-1], True, 1
    out: list[str] = []
    index, quote = 0, ""
    while index < len(raw):
        char = raw[index]
        if quote == "'":
            if char == "'":
                quote = ""
            else:
                out.append(char)
        elif char == "\\" and index + 1 < len(raw):
            index += 1
            if raw[index] == "\n":
                pass
            elif quote == '"' and raw[index] not in '$`"\\':
                out.append("\\" + raw[index])
            else:
                out.append(raw[index])
        elif char == '"':
            quote = "" if quote else '"'
        elif char == "'" and not quote:
            quote = "'"
        else:
            out.append(char)
        index += 1
    return "".join(out), False, 0


@lru_cache(maxsize=2048)
def parse_script(text: str, *, session: bool = False) -> Script:
    """Read a shell snippet.

    Args:
        text: The snippet.
        session: Whether lines without a prompt are output.

    Returns:
        The script; any text gives one.
    """
    cleaned, prompts, output = normalise(text, session=session)
    reader = _Reader(cleaned, text)
    tree = parse_tree(cleaned)
    try:
        reader.walk(tree.root_node, False, (), 0)
    except RecursionError:
        return Script((), (), cleaned, prompts, output, True)
    commands = tuple(command for _, command in sorted(reader.commands, key=lambda one: one[0]))
    return Script(commands, tuple(reader.heredocs), cleaned, prompts, output, bool(tree.root_node.has_error))
