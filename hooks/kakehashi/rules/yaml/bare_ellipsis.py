"""What is left out is marked by a comment, ``# ...``.

A line ``...`` ends a YAML document: whatever follows is another one, or an error. Elsewhere the dots become a value
that the reader creates without noticing.
"""

import re
from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.bare import BLANK, bare_lines
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import in_body, snippet_rule
from kakehashi.settings import Settings

from ._elision import ELISION
from ._shared import is_yaml

JA = """省略はコメント ``# ...`` で示します。

``...`` だけの行は YAML の文書の終わりを意味し、続きは別の文書かエラーになります。それ以外の場所では、点が値になり、
読者は気付かずにそのまま作ってしまいます。
"""
GOOD = "template:\n  # ...\n  replicas: 2\n"
BAD = "template:\n  ...\nreplicas: 2\n"
_VALUE = re.compile(r"(?:[:,\[{-][ \t]+|[\[{])(?P<mark>\.{3,}|…+)(?=[ \t]*(?:$|[,\]}\0]))")


def _ends_stream(lines: list[str], number: int) -> bool:
    """Whether a line ``...`` is the end of a document and nothing else."""
    rest = [line for line in lines[number:] if line.strip()]
    if rest:
        return rest[0].startswith(("---", "%"))
    return any(line.startswith("---") for line in lines[: number - 1])


@snippet_rule("yaml")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    if ("..." not in snippet.text and snippet.text.isascii()) or not is_yaml(snippet):
        return
    bare = list(bare_lines(snippet.text, "yaml"))
    for number, line in enumerate(bare, 1):
        text = line.replace(BLANK, " ").rstrip() if line.strip(" \t") else line
        whole = ELISION.match(text)
        if whole and not (text == "..." and _ends_stream(bare, number)):
            start, end = whole.span("mark")
            indent = text[: len(text) - len(text.lstrip())]
            yield Complaint(
                in_body(number, start + 1, end + 1),
                Words(
                    f"`{whole['mark']}` is no mark of elision in YAML",
                    f"YAML では `{whole['mark']}` は省略を意味しません",
                ),
                Words("write `# ...`", "`# ...` と書いてください"),
                fix=f"# {whole['mark']}" if start == len(indent) and line == text else None,
            )
            continue
        for match in _VALUE.finditer(line):
            yield Complaint(
                in_body(number, match.start("mark") + 1, match.end("mark") + 1),
                Words(
                    f"here `{match['mark']}` is a value, not an elision",
                    f"ここの `{match['mark']}` は省略ではなく値になります",
                ),
                Words(
                    "write the value, a placeholder, or `# ...` on a line of its own",
                    "値かプレースホルダーを書くか、別の行に `# ...` と書いてください",
                ),
            )
