"""A key in YAML is followed by a colon and a space.

``type:Recreate`` is one word, and ``labels {app: web}`` a key of three words. Both are valid where they stand alone,
and the object is created without the field.
"""

import re
from collections.abc import Iterator

import yaml

from kakehashi.finding import Complaint, Span, Words
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

from ._shared import is_yaml

JA = """YAML のキーの後には、コロンと空白を入れます。

``type:Recreate`` は 1 つの単語、``labels {app: web}`` は 3 語のキーです。単独で書くと正しい YAML として通り、
フィールドのないオブジェクトができます。
"""
GOOD = "strategy:\n  type: Recreate\n"
BAD = "strategy:\n  type:Recreate\n"
_TIGHT = re.compile(r"(?P<key>[A-Za-z_][A-Za-z_/.-]*):(?P<value>[A-Za-z0-9_.\"'/-]+)(?=\s|$)")

_BRACKET = re.compile(r"(?P<key>[A-Za-z_][\w./-]*) +(?P<bracket>[\[{])")


def _complaint(node: yaml.ScalarNode) -> Iterator[Complaint]:
    for offset, match in enumerate(_TIGHT.finditer(node.value)):
        if offset:
            return
        line, column = node.start_mark.line + 1, node.start_mark.column + 1 + match.start()
        key, value = match["key"], match["value"]
        yield Complaint(
            Span(line, column, line, column + len(match.group())),
            Words(
                f"no space after the colon: `{match.group()}` is one word, not a key and a value",
                f"コロンの後に空白がありません。`{match.group()}` は 1 つの単語で、キーと値ではありません",
            ),
            Words(f"write `{key}: {value}`", f"`{key}: {value}` と書いてください"),
            fix=f"{key}: {value}" if match.start() == 0 else None,
        )


def _odd_key(key: yaml.Node) -> Iterator[Complaint]:
    """A key such as ``labels {app``, where the colon before a bracket was forgotten."""
    match = (
        _BRACKET.match(key.value) if isinstance(key, yaml.ScalarNode) and not (key.style or "").strip("\0") else None
    )
    if match:
        line, column = key.start_mark.line + 1, key.start_mark.column + 1
        name = match["key"]
        yield Complaint(
            Span(line, column, line, column + len(name)),
            Words(f"the key `{name}` has no `:` after it", f"キー `{name}` の後ろに `:` がありません"),
            Words(f"write `{name}: {match['bracket']}…`", f"`{name}: {match['bracket']}…` と書いてください"),
        )


def _plain(node: yaml.Node) -> bool:
    return (
        isinstance(node, yaml.ScalarNode)
        and not (node.style or "").strip("\0")
        and bool(_TIGHT.match(node.value))
        and "://" not in node.value
    )


@snippet_rule("yaml")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    if not is_yaml(snippet):
        return
    stack = [document for document in snippet.yaml.documents if document is not None]
    seen: set[int] = set()
    for root in stack:
        if isinstance(root, yaml.ScalarNode) and _plain(root) and not re.search(r"[ \n](?![\w./-]+:)", root.value):
            yield from _complaint(root)
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                stack.append(value)
                yield from _odd_key(key)
                if _plain(value) and value.start_mark.line > key.end_mark.line and not node.flow_style:
                    yield from _complaint(value)
        elif isinstance(node, yaml.SequenceNode):
            stack += node.value
            if node.flow_style or not any(isinstance(item, yaml.MappingNode) for item in node.value):
                continue
            for item in node.value:
                if _plain(item):
                    yield from _complaint(item)
