"""What the rules about YAML share: which snippets count, and places of nodes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from ...finding import Span
from ...pages.snippet import Snippet

TEMPLATE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")


def is_template(snippet: Snippet) -> bool:
    """Whether a snippet is a template (Helm, Jinja) rather than YAML itself."""
    return snippet.marking == "template" or bool(TEMPLATE.search(snippet.text))


def span_of(node: yaml.Node) -> Span:
    """Return the place of a node, cut at the end of its first line."""
    start, end = node.start_mark, node.end_mark
    stop = end.column if end.line == start.line else start.column + 1
    return Span(start.line + 1, start.column + 1, start.line + 1, max(stop, start.column + 1) + 1)


def mappings(root: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    """Yield every mapping below *root*, each once even where aliases repeat it."""
    stack, seen = [root], set()
    while stack:
        node = stack.pop()
        if node is None or id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            yield node
            for key, value in node.value:
                stack += [value, key]
        elif isinstance(node, yaml.SequenceNode):
            stack += node.value
