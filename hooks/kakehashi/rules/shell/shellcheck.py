"""A command must mean what it looks like, by the word of shellcheck.

Unquoted variables, lost exit codes and misread redirections work on the writer's machine and fail on the
reader's. Remarks of the levels error and warning are taken; those about scripts rather than documents are off.
"""

from collections.abc import Iterator, Sequence

from kakehashi.finding import Complaint, Severity, Span, Words
from kakehashi.pages.embedded import script_of
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import batch_rule
from kakehashi.settings import Settings
from kakehashi.tools import ShellNote

from ._shared import notes
from ._words import HINTS, MEANING, SYNTAX

JA = """コマンドは、見たとおりの意味でなければなりません（shellcheck による判定）。

引用符のない変数、失われる終了コード、読み違えられるリダイレクトは、書いた人の手元では動き、読者の手元で失敗します。
エラーと警告の指摘だけを採り、文書ではなくスクリプトのための指摘は外しています。
"""
GOOD = 'for pod in $(kubectl get pods -o name); do\n  kubectl delete "$pod"\ndone\n'
BAD = 'if [ $name = "web" -a -f x ]; then\n  cat $(ls *.txt) > "$name"\nfi\necho "${list[@]}x"\n'
_UNQUOTED_JSON = 1083
_BACKGROUND = 1132
_FLAG = 2215


def _is_json(snippet: Snippet, note: ShellNote) -> bool:
    text = snippet.lines[note.line - 1].text if note.line <= len(snippet.lines) else ""
    return text[note.column - 1 :].lstrip("{[ ").startswith('"') and text[note.column - 1 : note.column] == "{"


@batch_rule("bash", "console", severity=Severity.WARNING)
def check(snippets: Sequence[Snippet], settings: Settings) -> Iterator[tuple[Snippet, Complaint]]:
    broken: set[int] = set()
    found = list(notes(snippets, settings))
    for snippet, note in found:
        if note.code < 2000 and note.level == "error":
            broken.add(id(snippet))
    told: set[tuple[int, int]] = set()
    flags: dict[int, int] = {}
    for snippet, note in found:
        if note.line in script_of(snippet).output or id(snippet) in broken:
            continue
        parser = note.code == _BACKGROUND or (note.code == _UNQUOTED_JSON and _is_json(snippet, note))
        if note.code < 2000 and not parser:
            continue
        if note.code == _FLAG and flags.get(id(snippet)) == note.line - 1:
            flags[id(snippet)] = note.line
            told.add((id(snippet), note.line))
            continue
        if (id(snippet), note.line) in told and note.code in (_FLAG, 2286, 2287, 2288, 2289):
            continue
        told.add((id(snippet), note.line))
        if note.code == _FLAG:
            flags[id(snippet)] = note.line
        own = SYNTAX.get(note.code) if parser else MEANING.get(note.code)
        code = f"SC{note.code}"
        yield (
            snippet,
            Complaint(
                Span(note.line, note.column, note.end_line, max(note.end_column, note.column + 1)),
                Words(f"{own.en} ({code})", f"{own.ja}（{code}）")
                if own
                else Words(f"{note.message} ({code})", f"shellcheck の指摘: {note.message}（{code}）"),
                HINTS.get(note.code)
                or Words(
                    f"see https://www.shellcheck.net/wiki/{code}",
                    f"https://www.shellcheck.net/wiki/{code} を見てください",
                ),
                severity=Severity.ERROR if note.level == "error" or parser else Severity.WARNING,
            ),
        )
