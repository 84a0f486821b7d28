"""A command that goes on in the next line says so, and goes on there.

Without the backslash the shell runs the first half, and then the rest as a command of its own. A comment or an empty
line inside ends the command as well.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import in_body, snippet_rule
from kakehashi.settings import Settings

from ._lines import Break, broken_continuations
from ._shared import is_shell

JA = """次の行に続くコマンドは、行末のバックスラッシュで続け、途中で切りません。

バックスラッシュがないと、シェルは前半だけを実行し、残りを別のコマンドとして実行します。途中のコメントや空行も、コマンドをそこで終わらせます。
"""
GOOD = "ls \\\n  -l\n"
BAD = "ls\n  -l\n"
_WORDS = {
    Break.MISSING: (
        Words(
            "the command goes on in the next line, and nothing says so here",
            "コマンドが次の行に続いていますが、この行にその印がありません",
        ),
        Words("add ` \\` at the end", "行末に ` \\` を足してください"),
    ),
    Break.COMMENT: (
        Words(
            "a comment inside a continued command ends the command",
            "続きの途中のコメントが、コマンドを終わらせています",
        ),
        Words("move it above the command", "コマンドの上に移してください"),
    ),
    Break.EMPTY: (
        Words(
            "an empty line inside a continued command ends the command",
            "続きの途中の空行が、コマンドを終わらせています",
        ),
        Words("delete it", "消してください"),
    ),
    Break.DANGLING: (
        Words(
            "the backslash continues this command, and nothing of it follows",
            "バックスラッシュで続けていますが、続きがありません",
        ),
        Words("delete the backslash", "バックスラッシュを消してください"),
    ),
}


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    if not is_shell(snippet):
        return
    for broken in broken_continuations(snippet):
        text = snippet.lines[broken.line - 1].text.rstrip()
        message, suggestion = _WORDS[broken.how]
        column = max(len(text), 1) if broken.how is not Break.COMMENT else len(text) - len(text.lstrip()) + 1
        certain = broken.how is Break.MISSING and text and "#" not in text
        yield Complaint(in_body(broken.line, column), message, suggestion, fix=f"{text[-1]} \\" if certain else None)
