"""A shell block must be shell.

An open quote or a missing ``done`` leaves the reader at a ``>`` prompt, wondering what the shell waits for.
"""

from collections.abc import Iterator, Sequence

from ...finding import Complaint, Span, Words
from ...pages.snippet import Snippet
from ...rule import batch_rule
from ...settings import Settings
from ._shared import notes

JA = """シェルのブロックは、シェルとして正しくなければなりません。

閉じていない引用符や ``done`` の書き忘れがあると、読者は ``>`` のプロンプトで、何を待たれているのか分からなくなります。
"""
GOOD = "kubectl get pods -l 'app=web'\n"
BAD = "kubectl get pods -l 'app=web\n"


@batch_rule("bash", "console")
def check(snippets: Sequence[Snippet], settings: Settings) -> Iterator[tuple[Snippet, Complaint]]:
    told: set[int] = set()
    for snippet, note in notes(snippets, settings):
        if note.code < 2000 and note.level == "error" and id(snippet) not in told:
            told.add(id(snippet))
            yield snippet, Complaint(
                Span(note.line, note.column, note.end_line, max(note.end_column, note.column + 1)),
                Words(f"the shell cannot read this: {note.message}", f"シェルとして読めません: {note.message}"),
                Words(
                    f"see https://www.shellcheck.net/wiki/SC{note.code}",
                    f"https://www.shellcheck.net/wiki/SC{note.code} を見てください",
                ),
            )
