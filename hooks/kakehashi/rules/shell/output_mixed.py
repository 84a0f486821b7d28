"""A block of commands holds commands only.

Whoever copies the block pastes the output along with it, and the shell tries to run it.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import in_body, snippet_rule
from kakehashi.settings import Settings

from ._lines import ELISION, mixed_output
from ._shared import is_shell

JA = """コマンドのブロックには、コマンドだけを書きます。

ブロックをコピーした人は出力も一緒に貼り付け、シェルはそれを実行しようとします。
"""
GOOD = "ls /tmp\nls /var\n"
BAD = "ls /tmp\ndeployment.apps/web created\nls /var\n"


@snippet_rule("bash")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    if not is_shell(snippet):
        return
    for first, last in mixed_output(snippet):
        text = snippet.lines[first - 1].text
        start = len(text) - len(text.lstrip()) + 1
        place = in_body(first, start, max(len(text.rstrip()) + 1, start + 1))
        if ELISION.match(text):
            yield Complaint(
                place,
                Words(
                    "the shell takes this mark of elision for a command", "シェルはこの省略記号をコマンドとして扱います"
                ),
                Words("write `# ...`", "`# ...` と書いてください"),
            )
            continue
        more = last - first
        yield Complaint(
            place,
            Words(
                "output or prose among the commands" + (f" ({more + 1} lines)" if more else ""),
                "コマンドの間に、出力または文章があります" + (f"（{more + 1} 行）" if more else ""),
            ),
            Words("put it into a text block of its own", "text のブロックに分けてください"),
        )
