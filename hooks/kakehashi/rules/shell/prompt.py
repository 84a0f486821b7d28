"""Commands carry no prompt.

The copy button takes the ``$`` along, and the reader gets ``$: command not found``.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Severity, Span, Words
from kakehashi.pages.embedded import script_of
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

from ._shared import is_shell

JA = """コマンドにプロンプトを付けません。

コピーボタンは ``$`` も一緒にコピーし、読者には ``$: command not found`` と表示されます。
"""
GOOD = "kubectl get pods\n"
BAD = "$ kubectl get pods\n"


@snippet_rule("bash", "console")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    if not is_shell(snippet):
        return
    script = script_of(snippet)
    session = snippet.language == "console"
    # Where output stands between the prompts, no correction is certain, and one word about the block is enough.
    for number in script.prompts[:1] if session or script.output else script.prompts:
        text, cleaned = snippet.lines[number - 1].text, script.text.split("\n")[number - 1]
        end = len(cleaned) - len(cleaned.lstrip(" "))
        yield Complaint(
            Span(number, 1, number, end + 1),
            Words(
                f"the prompt `{text[:end].strip()}` is copied with the command",
                f"プロンプト `{text[:end].strip()}` がコマンドと一緒にコピーされます",
            ),
            Words(
                "delete it, and put output into a text block", "消してください。出力は text のブロックに分けてください"
            )
            if session
            else Words("delete it", "消してください"),
            fix=None if session or script.output else "",
            severity=Severity.WARNING if session else Severity.ERROR,
        )
