"""A placeholder has one form: ``<lower-case-name>``, or Japanese words in the same brackets.

Brackets mean “optional” to one reader and a pattern to the shell, ``REPLACE_ME`` looks like a value, and two forms on
one page look like two meanings.
"""

import re
from collections.abc import Iterator

from kakehashi.finding import Complaint, Severity, Words
from kakehashi.pages.bare import BLANK, bare_lines
from kakehashi.pages.embedded import script_of
from kakehashi.pages.shell import PLACEHOLDER
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import in_body, snippet_rule
from kakehashi.settings import Settings

from ._shared import is_shell

JA = """プレースホルダーの形は 1 つ、``<lower-case-name>`` か ``<日本語>`` だけです。

角括弧は、ある読者には「省略可能」、シェルにはパターンを意味します。``REPLACE_ME`` は値に見えます。
1 つのページに 2 つの形があると、意味も 2 つあるように見えます。
"""
GOOD = "ls <folder-name> <フォルダー名>\n"
BAD = "ls [folder-name]\n"
_BRACKETS = re.compile(r"(?:(?<=[\s=:,/])|^)\[(?P<name>[A-Za-z][A-Za-z0-9]+(?:[ _-][A-Za-z0-9]+)*)\](?=[\s,:/;)]|$)")
_BRACES = re.compile(r"(?:(?<=[\s=:/])|^)\{(?P<name>[A-Za-z][A-Za-z0-9]+(?:[_-][A-Za-z0-9]+)*)\}(?=[\s,:/;)]|$)")
_LOUD = re.compile(
    r"(?<![\w$\{<>-])(?P<name>REPLACE(?:_?ME|_WITH_\w+|_\w+)|YOUR[_-][A-Z0-9][A-Z0-9_-]*|CHANGE_?ME|INSERT_\w+_HERE|TODO_\w+)(?![\w}=-])"
)
_RIGHT = re.compile(r"[a-z0-9][a-z0-9.:/-]*$")
_CLASS = re.compile(r"[a-zA-Z]-[a-zA-Z]$|[0-9]-[0-9]$|(?:alnum|alpha|digit|lower|upper|space|punct)$")
_KEYS_PRESSED = frozenset(
    {"TAB", "ENTER", "RETURN", "ESC", "SPACE", "UP", "DOWN", "CTRL-C", "CTRL-D", "CTRL+C", "CTRL+D"}
)
_JAPANESE = re.compile("[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]")


def _form(name: str) -> str:
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name)
    words = re.sub(r"^(?:REPLACE(?:_WITH)?|YOUR|INSERT|TODO)[_-](.*?)(?:_HERE)?$", r"\1", words)
    return "<" + (re.sub(r"[\s_]+", "-", words).lower().strip("-") or "name") + ">"


def _complaint(line: int, start: int, text: str, name: str) -> Complaint:
    loud = name.upper() in ("REPLACEME", "REPLACE_ME", "CHANGEME", "CHANGE_ME")
    form = "<name>" if loud else _form(name)
    return Complaint(
        in_body(line, start + 1, start + len(text) + 1),
        Words(f"`{text}` is not the form of a placeholder", f"`{text}` はプレースホルダーの形ではありません"),
        Words(f"write `{form}`", f"`{form}` と書いてください"),
    )


@snippet_rule("bash", "console", severity=Severity.WARNING)
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    if not is_shell(snippet):
        return
    script = script_of(snippet)
    inside = {number for doc in script.heredocs for number in range(doc.first, doc.last + 1)} | set(script.output)
    bare = bare_lines(snippet.text, snippet.language)
    for number, line in enumerate(snippet.lines, 1):
        text = line.text
        if number in inside or text.lstrip().startswith("#"):
            continue
        code = len(bare[number - 1].rstrip(BLANK)) if bare[number - 1].rstrip(BLANK) != bare[number - 1] else len(text)
        comment = code < len(text) and text[code] == "#"
        shown = text[:code] if comment else text
        for match in PLACEHOLDER.finditer(shown):
            name = match["name"]
            if not _RIGHT.match(name) and name.upper() not in _KEYS_PRESSED and not _JAPANESE.search(name):
                yield _complaint(number, match.start(), match.group(), name)
        for match in _LOUD.finditer(shown):
            yield _complaint(number, match.start(), match.group(), match["name"])
        for pattern in (_BRACKETS, _BRACES):
            for match in pattern.finditer(bare[number - 1]):
                if not _CLASS.match(match["name"]) and BLANK not in match.group():
                    yield _complaint(number, match.start(), match.group(), match["name"])
