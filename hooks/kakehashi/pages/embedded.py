"""Texts inside shell snippets that are YAML or JSON themselves: here-documents and patches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from .lines import Line
from .shell import Script, ShellCommand, ShellWord, parse_script
from .snippet import Snippet

_YAML_START = re.compile(r"(?:[ \t]*(?:#.*)?\n)*(?:---|[\w.\"'/-]+:(?:[ \t]|\n|$)|- )")
_PATCH_FLAGS = ("-p", "--patch")


@lru_cache(maxsize=4096)
def _script(text: str, session: bool) -> Script:
    return parse_script(text, session=session)


def script_of(snippet: Snippet) -> Script:
    """Return the commands of a shell snippet, parsed once."""
    return _script(snippet.text, snippet.language == "console")


def _language(name: str) -> str | None:
    if name.endswith((".yaml", ".yml")):
        return "yaml"
    return "json" if name.endswith(".json") else None


def _heredoc_language(command: ShellCommand, script: Script, body: str) -> str | None:
    """The language of the here-document *command* reads, by who consumes it."""
    chain = [one for one in script.commands if one.pipeline and one.pipeline == command.pipeline] or [command]
    line = command.words[0].line
    chain += [one for one in script.commands if one is not command and one.words[0].line == line]
    for one in chain:
        for redirect in one.redirects:
            if redirect.operator.startswith(">") and (found := _language(redirect.target.text)):
                return found
        names = [word.text for word in one.words]
        if names[0] == "tee" and (found := next(filter(None, map(_language, names[1:])), None)):
            return found
        if names[0] in ("kubectl", "k", "oc") and any(
            name in ("-", "-f-", "--filename=-", "/dev/stdin") or name.endswith("=-") for name in names
        ):
            return "json" if body.lstrip().startswith(("{", "[")) else "yaml"
    return None


def _heredocs(snippet: Snippet, script: Script) -> Iterator[Snippet]:
    for command in script.commands:
        heredoc = command.heredoc
        if heredoc is None or heredoc.last < heredoc.first:
            continue
        lines = snippet.lines[heredoc.first - 1 : heredoc.last]
        body = "\n".join(line.text for line in lines)
        language = _heredoc_language(command, script, body)
        if language and (language == "json" or _YAML_START.match(body)):
            yield Snippet(snippet.opening, lines, embedded="heredoc", embedded_language=language)


def _word_lines(snippet: Snippet, word: ShellWord) -> tuple[Line, ...]:
    """The text of a quoted word as lines, each with its own place."""
    first = snippet.lines[word.line - 1]
    start = word.column - 1 + word.lead
    parts = word.text.split("\n")
    lines = [Line(parts[0], first.path, first.number, first.column + start)]
    for offset, part in enumerate(parts[1:], 1):
        origin = snippet.lines[word.line - 1 + offset]
        lines.append(Line(part, origin.path, origin.number, origin.column))
    return tuple(lines)


def _patches(snippet: Snippet, script: Script) -> Iterator[Snippet]:
    for command in script.commands:
        words = command.words
        if words[0].text not in ("kubectl", "k") or not any(word.text == "patch" for word in words[1:3]):
            continue
        kinds = [word.text.rpartition("=")[2] for word in words if word.text.startswith("--type")]
        for flag, value in pairwise(words):
            if flag.text in _PATCH_FLAGS and value.plain and value.lead and not value.dynamic and value.text.strip():
                embedded = "json-patch" if "json" in kinds or value.text.lstrip().startswith("[") else "patch"
                yield Snippet(snippet.opening, _word_lines(snippet, value), embedded=embedded, embedded_language="yaml")


def embedded_in(snippet: Snippet) -> tuple[Snippet, ...]:
    """Return the YAML and JSON texts inside a shell snippet; none for other snippets."""
    if snippet.language not in ("bash", "console") or ("<<" not in snippet.text and "patch" not in snippet.text):
        return ()
    script = script_of(snippet)
    return (*_heredocs(snippet, script), *_patches(snippet, script))
