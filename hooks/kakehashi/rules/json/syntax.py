"""A JSON block must be JSON.

The AWS CLI refuses a file with a trailing comma, a comment or single quotes, and names only a position in it.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Span
from kakehashi.pages.likeness import looks_like
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.strays import straightened
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

from ._reading import fault

JA = """JSON のブロックは、正しい JSON でなければなりません。

末尾のカンマ、コメント、一重引用符があると、AWS CLI はファイルを拒否し、位置しか教えてくれません。
"""
GOOD = '{"family": "web", "cpu": "256"}\n'
BAD = '{"family": "web", "cpu": "256",}\n'


@snippet_rule("json", "jsonc")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    if snippet.marking in ("template", "alternatives") or snippet.opening.language == "json5":
        return
    if "{{" in snippet.text and snippet.yaml.error is not None and not snippet.text.lstrip().startswith("{{"):
        return
    if looks_like(snippet.text, snippet.language) is not None:
        return
    text = straightened(snippet.text, snippet.language)
    comments = snippet.language == "jsonc"
    found = fault(text, comments=comments)
    if found is None or (snippet.marking.startswith("fragment") and fault("{" + text + "}", comments=comments) is None):
        return
    before = text[: found.offset]
    line, column = before.count("\n") + 1, found.offset - (before.rfind("\n") + 1) + 1
    certain = found.fix if text == snippet.text else None
    yield Complaint(Span(line, column, line, column + found.length), found.message, found.suggestion, fix=certain)
