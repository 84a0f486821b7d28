"""Aliases must not multiply a small text into a huge one.

A few lines of anchors can expand to millions of nodes. kubectl refuses such a file, and other tools run out of memory.
"""

from collections.abc import Iterator

import yaml

from kakehashi.finding import Complaint, Span, Words
from kakehashi.pages.snippet import Snippet
from kakehashi.rule import snippet_rule
from kakehashi.settings import Settings

JA = """エイリアスで、小さな文字列を巨大なものに膨らませてはいけません。

数行のアンカーが、何百万ものノードに展開されることがあります。
kubectl はそのファイルを拒否し、ほかのツールはメモリを使い果たします。
"""
MAX_NODES = 10_000
"""Most nodes a document may expand to; the longest manifest of the Kubernetes project has a third of them."""
GOOD = "base: &base\n  cpu: 250m\nlimits: *base\n"
_ROWS = "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 10)}]\n" for n in range(4))
BAD = f"a: &a [x, x, x, x, x, x, x, x, x, x]\n{_ROWS}"


def _children(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [one for pair in node.value for one in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _sizes(root: yaml.Node) -> tuple[list[yaml.Node], int]:
    """The nodes that exceed the limit (inner ones first), and the nodes written."""
    sizes: dict[int, int] = {}
    over: list[yaml.Node] = []
    stack: list[tuple[yaml.Node, bool]] = [(root, False)]
    open_nodes: set[int] = set()
    while stack:
        node, done = stack.pop()
        if done:
            open_nodes.discard(id(node))
            sizes[id(node)] = 1 + sum(sizes.get(id(child), MAX_NODES + 1) for child in _children(node))
            if sizes[id(node)] > MAX_NODES:
                over.append(node)
        elif id(node) not in sizes and id(node) not in open_nodes:
            open_nodes.add(id(node))
            stack.append((node, True))
            stack += [(child, False) for child in _children(node)]
    return over, len(sizes)


@snippet_rule("yaml")
def check(snippet: Snippet, _: Settings) -> Iterator[Complaint]:
    if "*" not in snippet.text:
        return
    for document in snippet.yaml.documents:
        if document is None:
            continue
        over, written = _sizes(document)
        if over and written <= MAX_NODES:
            node = over[0]
            line, column = node.start_mark.line + 1, node.start_mark.column + 1
            yield Complaint(
                Span(line, column, line, column + 1),
                Words(
                    f"its aliases expand this value to more than {MAX_NODES:,} nodes ({written} are written)",
                    f"エイリアスを展開すると、この値は {MAX_NODES:,} ノードを超えます（書かれているのは {written}）",
                ),
                Words("write the values out, or leave them out", "値をそのまま書くか、省いてください"),
            )
