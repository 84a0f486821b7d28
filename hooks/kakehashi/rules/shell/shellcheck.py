"""A command must mean what it looks like, by the word of shellcheck.

Unquoted variables, lost exit codes and misread redirections work on the writer's machine and fail on the
reader's. Remarks of the levels error and warning are taken; those about scripts rather than documents are off.
"""

from collections.abc import Iterator, Sequence

from ...finding import Complaint, Severity, Span, Words
from ...pages.embedded import script_of
from ...pages.snippet import Snippet
from ...rule import batch_rule
from ...settings import Settings
from ...tools import ShellNote
from ._shared import notes

JA = """コマンドは、見たとおりの意味でなければなりません（shellcheck による判定）。

引用符のない変数、失われる終了コード、読み違えられるリダイレクトは、書いた人の手元では動き、読者の手元で失敗します。
エラーと警告の指摘だけを採り、文書ではなくスクリプトのための指摘は外しています。
"""
GOOD = 'for pod in $(kubectl get pods -o name); do\n  kubectl delete "$pod"\ndone\n'
BAD = 'if [ $name = "web" -a -f x ]; then\n  cat $(ls *.txt) > "$name"\nfi\necho "${list[@]}x"\n'


@batch_rule("bash", "console", severity=Severity.WARNING)
def check(snippets: Sequence[Snippet], settings: Settings) -> Iterator[tuple[Snippet, Complaint]]:
    for snippet, note in notes(snippets, settings):
        if note.code >= 2000 and not _about_a_placeholder(snippet, note):
            yield snippet, Complaint(
                Span(note.line, note.column, note.end_line, max(note.end_column, note.column + 1)),
                Words(f"SC{note.code}: {note.message}", f"SC{note.code}: {note.message}"),
                Words(
                    f"see https://www.shellcheck.net/wiki/SC{note.code}",
                    f"https://www.shellcheck.net/wiki/SC{note.code} を見てください",
                ),
                severity=Severity.ERROR if note.level == "error" else Severity.WARNING,
            )


def _about_a_placeholder(snippet: Snippet, note: ShellNote) -> bool:
    script = script_of(snippet)
    return note.line in script.output
