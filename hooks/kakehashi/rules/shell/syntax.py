"""A shell block must be shell.

An open quote or a missing ``done`` leaves the reader at a ``>`` prompt, wondering what the shell waits for.
"""

import re
from collections.abc import Iterator, Sequence

from kakehashi.finding import Complaint, Span, Words
from kakehashi.pages.bare import Quote, quotes, without_heredocs
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import batch_rule, in_body
from kakehashi.settings import Settings
from kakehashi.tools import ShellNote

from ._shared import notes, readable
from ._words import HINTS, SYNTAX

JA = """シェルのブロックは、シェルとして正しくなければなりません。

閉じていない引用符や ``done`` の書き忘れがあると、読者は ``>`` のプロンプトで、何を待たれているのか分からなくなります。
"""
GOOD = "kubectl get pods -l 'app=web'\n"
BAD = "kubectl get pods -l 'app=web\n"
_FIRST = (
    1078,
    1075,
    1118,
    1039,
    1040,
    1041,
    1042,
    1043,
    1044,
    1046,
    1049,
    1057,
    1061,
    1058,
    1056,
    1064,
    1065,
    1033,
    1034,
    1026,
    1020,
    1035,
    1019,
    1036,
    1088,
    1119,
    1089,
    1048,
)
"""Remarks that name the fault rather than its consequences, the most telling ones first."""
_BLOCK = re.compile(r"""['"][ \t]*(?:\{|\[|\n)[\s\S]*(?:\}|\]|\n)[ \t]*['"]""")
"""A text of several lines that is meant to be one: JSON, or lines between two quotes that stand alone."""

_OPEN_BRACE = re.compile(r"\$\{[A-Za-z_]\w*(?=[^\w}:+=?/#%\[,^@!*-]|$)", re.MULTILINE)
"""A variable whose brace cannot be closed any more."""

_AT_THE_END = (1056,)
"""Remarks that stand where the end was missed; the beginning is what has to be found."""

_OPENED = {
    "command expansion": Words(
        "the `$(` that opens here is not closed by `)`", "ここで開いた `$(` が `)` で閉じられていません"
    ),
    "parameter expansion": Words(
        "the `${` that opens here is not closed by `}`", "ここで開いた `${` が `}` で閉じられていません"
    ),
    "explicit subshell": Words(
        "the `(` that opens here is not closed by `)`", "ここで開いた `(` が `)` で閉じられていません"
    ),
    "arithmetic": Words(
        "the `((` that opens here is not closed by `))`", "ここで開いた `((` が `))` で閉じられていません"
    ),
    "case expression": Words("this `case` has no `esac`", "この `case` に `esac` がありません"),
    "redirection": Words("this redirection names no file", "このリダイレクトにファイル名がありません"),
    "test expression": Words(
        "this test is not closed, or a space is missing in it", "この条件式が閉じられていないか、空白が足りません"
    ),
    "backtick expansion": Words(
        "the backquote that opens here is never closed", "ここで開いたバッククォートが閉じられていません"
    ),
}


def _lines_inside(found: Sequence[Quote], text: str) -> int:
    return sum(text.count("\n", one.start, one.end) for one in found if not _BLOCK.fullmatch(text, one.start, one.end))


def _open_quote(text: str) -> tuple[int, int] | None:
    """Line and column of the open quote: the one whose closing in its line leaves the fewest lines in quotes."""
    found = list(quotes(text))
    if not found or found[-1].closed:
        return None
    best: tuple[int, int] | None = None
    for one in found:
        stop = text.find("\n", one.start)
        if one.mark == "#" or stop < 0 or (one.closed and one.end <= stop):
            continue
        # A quote after the backslash that continues the line would be escaped by it.
        stop = one.start + 1 + len(text[one.start + 1 : stop].removesuffix("\\").rstrip(" \t"))
        tried = text[:stop] + one.mark + text[stop:]
        healed = list(quotes(tried))
        if all(quote.closed for quote in healed):
            score = _lines_inside(healed, tried)
            if best is None or score < best[0]:
                best = (score, one.start)
    if best is None:
        return None
    before = text[: best[1]]
    return before.count("\n") + 1, best[1] - (before.rfind("\n") + 1) + 1


def _main(found: Sequence[ShellNote]) -> ShellNote:
    for code in _FIRST:
        for note in found:
            if note.code == code:
                return note
    return next((note for note in found if note.code == 1073), found[0])


def _complaint(snippet: Snippet, found: Sequence[ShellNote]) -> Complaint:
    note = _main(found)
    span = Span(note.line, note.column, note.end_line, max(note.end_column, note.column + 1))
    quoted = note.code == 1078 or (
        note.code == 1073 and any(name in note.message for name in ("single quoted", "double quoted"))
    )
    text = without_heredocs(readable(snippet) + "\n", session=False) if quoted or note.code == 1073 else ""
    brace = _OPEN_BRACE.search(text)
    if brace:
        line = text.count("\n", 0, brace.start()) + 1
        column = brace.start() - (text.rfind("\n", 0, brace.start()) + 1) + 1
        return Complaint(in_body(line, column, column + len(brace.group())), _OPENED["parameter expansion"])
    if quoted:
        place = _open_quote(text)
        if place is not None:
            span = in_body(*place)
        return Complaint(span, SYNTAX[1078], HINTS[1078])
    if note.code in _AT_THE_END:
        opened_at = next((one for one in found if one.code == 1073), note)
        span = in_body(opened_at.line, opened_at.column)
    if note.code in SYNTAX:
        return Complaint(span, SYNTAX[note.code], HINTS.get(note.code))
    if note.code == 1073:
        opened = next((words for name, words in _OPENED.items() if name in note.message), None)
        if opened is not None:
            return Complaint(span, opened)
    if note.code == 1072 and "Expected a command" in note.message:
        last = max(
            (number for number, line in enumerate(snippet.lines, 1) if line.text.strip() and number <= note.line),
            default=note.line,
        )
        text = snippet.lines[last - 1].text.rstrip()
        return Complaint(
            in_body(last, max(len(text), 1)),
            Words("a command is missing after the end of this line", "この行の末尾の後ろにコマンドがありません"),
            Words("delete the `|` or `&&`, or add the command", "`|` や `&&` を消すか、コマンドを足してください"),
        )
    return Complaint(
        span,
        Words(f"the shell cannot read this: {note.message}", f"シェルとして読めません: {note.message}"),
        Words(
            f"see https://www.shellcheck.net/wiki/SC{note.code}",
            f"https://www.shellcheck.net/wiki/SC{note.code} を見てください",
        ),
    )


@batch_rule("bash", "console")
def check(snippets: Sequence[Snippet], settings: Settings) -> Iterator[tuple[Snippet, Complaint]]:
    by_snippet: dict[int, tuple[Snippet, list[ShellNote]]] = {}
    for snippet, note in notes(snippets, settings):
        if note.code < 2000 and (note.level == "error" or note.code == 1078):
            by_snippet.setdefault(id(snippet), (snippet, []))[1].append(note)
    for snippet, found in by_snippet.values():
        if any(note.level == "error" for note in found):
            yield snippet, _complaint(snippet, found)
