"""Two objects in one block are separated by ``---``.

Without it the second object overwrites the keys of the first: kubectl refuses the file, and other tools create
only one of the two.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

from ._shared import is_yaml, objects_run_together, span_of

JA = """1 つのブロックに書いた 2 つのオブジェクトは、``---`` で区切ります。

区切りがないと、2 つ目のキーが 1 つ目を上書きします。kubectl はファイルを拒否し、ほかのツールは片方しか作りません。
"""
GOOD = """apiVersion: v1
kind: Namespace
metadata:
  name: web
---
apiVersion: v1
kind: Namespace
metadata:
  name: batch
"""
BAD = GOOD.replace("---\n", "")


@snippet_rule("yaml")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    if snippet.marking == "alternatives" or not is_yaml(snippet):
        return
    for document in snippet.yaml.documents:
        for key in objects_run_together(document):
            span = span_of(key)
            indent = " " * (snippet.place(span.line, 1)[2] - 1)
            text = snippet.lines[span.line - 1].text
            yield Complaint(
                span,
                Words(
                    "a second object starts here without `---` before it",
                    "前に `---` がないまま、次のオブジェクトが始まっています",
                ),
                Words("add a line `---` above", "この上に `---` だけの行を足してください"),
                fix=f"---\n{indent}{text[span.column - 1 : span.end_column - 1]}" if span.column == 1 else None,
            )
