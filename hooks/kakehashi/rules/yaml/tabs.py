"""YAML is indented by spaces, never by tabs.

kubectl refuses the manifest, and in most editors the reader cannot see why.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Span, Words
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.yaml_tree import parse
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

from ._shared import is_yaml, leading_tabs, without_tabs

JA = """YAML の字下げには空白を使い、タブは使いません。

kubectl はそのマニフェストを拒否しますが、多くのエディターでは、読者に理由が見えません。
"""
GOOD = "ports:\n  http: 80\n"
BAD = "ports:\n\thttp: 80\n"


@snippet_rule("yaml")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    if snippet.yaml.error is None or not is_yaml(snippet):
        return
    width = next((one for one in (2, 4, 8) if parse(without_tabs(snippet.text, one)).error is None), 0)
    for number, start, end in leading_tabs(snippet.text):
        indent = snippet.lines[number - 1].text[start - 1 : end - 1]
        yield Complaint(
            Span(number, start, number, end),
            Words(
                "a tab indents this line; YAML allows spaces only",
                "この行の字下げにタブがあります。YAML で使えるのは空白だけです",
            ),
            Words("indent with spaces", "空白で字下げしてください"),
            fix=indent.replace("\t", " " * width) if width else None,
        )
