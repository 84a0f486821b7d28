"""What the rules about YAML share: which snippets count, and places of nodes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from kakehashi.finding import Span
from kakehashi.pages.bare import bare_lines
from kakehashi.pages.likeness import looks_like
from kakehashi.pages.snippet import Snippet

TEMPLATE = re.compile(r"(?<!\$)\{\{|\{%|\[\[[%<]")


def is_template(snippet: Snippet) -> bool:
    """Whether a snippet is a template (Helm, Jinja) rather than YAML itself.

    Braces in quotes, comments and block scalars are text, and ``${{ }}`` belongs to GitHub Actions.
    """
    if snippet.marking == "template":
        return True
    if "{{" not in snippet.text and "{%" not in snippet.text and "[[" not in snippet.text:
        return False
    if any(TEMPLATE.search(line) for line in bare_lines(snippet.text, "yaml")):
        return True
    return any(re.match(r"[ \t]*(?:- )?\{\{|[ \t]*\{%|[ \t]*\[\[[%<]", line.text) for line in snippet.lines)


def is_yaml(snippet: Snippet) -> bool:
    """Whether a snippet is YAML that may be judged: no template, and no other language under the wrong name."""
    return not is_template(snippet) and looks_like(snippet.text, snippet.language) is None


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


def objects_run_together(root: yaml.Node | None) -> list[yaml.Node]:
    """The keys that start a second, third … object in one document, where ``---`` is missing.

    Args:
        root: The root of a document.

    Returns:
        The first key of every further object; empty where there is one object, or none.
    """
    if not isinstance(root, yaml.MappingNode):
        return []
    names = [key.value for key, _ in root.value if isinstance(key, yaml.ScalarNode)]
    if names.count("apiVersion") < 2 or names.count("kind") < 2:
        return []
    starts: list[yaml.Node] = []
    seen: set[str] = set()
    for key, _ in root.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        if key.value in seen and key.value in ("apiVersion", "kind"):
            starts.append(key)
            seen = set()
        seen.add(key.value)
    return starts


def leading_tabs(text: str) -> list[tuple[int, int, int]]:
    """Lines indented by tabs: number, first column and column after the indent, from 1; none in text that is quoted."""
    if "\t" not in text:
        return []
    found = []
    for number, bare in enumerate(bare_lines(text, "yaml"), 1):
        match = re.match(r"[ ]*(?:- *)*(?P<tabs>\t[ \t]*)(?=\S)", bare)
        if (match and not bare[match.end() :].startswith(("\0", "#"))) or (match and bare[match.end() :].strip("\0")):
            found.append((number, match.start("tabs") + 1, match.end() + 1))
    return found


def without_tabs(text: str, width: int) -> str:
    """Return *text* with every tab of an indent as *width* spaces."""
    lines = text.split("\n")
    for number, start, end in leading_tabs(text):
        line = lines[number - 1]
        lines[number - 1] = line[: start - 1] + line[start - 1 : end - 1].replace("\t", " " * width) + line[end - 1 :]
    return "\n".join(lines)
