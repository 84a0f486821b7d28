"""What a check says: the place in the YAML tree, the words in both languages, the certain fix."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import yaml

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a manifest.

    Args:
        rule: The rule's id, for example `kubernetes/unknown-field`.
        start_line: First line, from 0, in the text the nodes were composed from; likewise the three below.
        start_column: First column, from 0, in characters.
        end_line: Last line, from 0.
        end_column: Column after the last character, from 0.
        path: Where in the object, for example `spec.template.spec.containers[0].image`; empty for the object itself.
        en: The message in English.
        ja: The message in Japanese.
        suggestion_en: What to write instead, when that is known.
        suggestion_ja: The same in Japanese; set exactly when `suggestion_en` is.
        replacement: Text that may replace the span without asking, or None.
        severity: Error or warning.
        versions: The Kubernetes minor versions it holds for; empty means all that were asked for.
        node: The node the place was taken from.
    """

    rule: str
    start_line: int
    start_column: int
    end_line: int
    end_column: int
    path: str
    en: str
    ja: str
    suggestion_en: str | None = None
    suggestion_ja: str | None = None
    replacement: str | None = None
    severity: Severity = "error"
    versions: tuple[str, ...] = ()
    node: yaml.Node | None = field(default=None, compare=False, repr=False)


def head(node: yaml.Node) -> yaml.Node:
    """The node whose place stands for *node*: a collection is shown at its first key or item."""
    for _ in range(20):
        if isinstance(node, yaml.MappingNode) and node.value and not node.flow_style:
            node = node.value[0][0]
        elif isinstance(node, yaml.SequenceNode) and node.value and not node.flow_style:
            node = node.value[0]
        else:
            break
    return node


def span(node: yaml.Node) -> tuple[int, int, int, int]:
    """Start line and column, end line and column of the place that stands for *node*, all from 0."""
    node = head(node)
    start, end = node.start_mark, node.end_mark
    end_line, end_column = end.line, end.column
    if end_line != start.line:
        # Block scalars and flow collections end lines below; their first line is the place to look at.
        end_line, end_column = start.line, start.column + 1
    return start.line, start.column, end_line, end_column


def problem(
    rule: str,
    node: yaml.Node,
    path: str,
    words: tuple[str, str],
    suggestion: tuple[str, str] | None = None,
    *,
    replacement: str | None = None,
    severity: Severity = "error",
    versions: tuple[str, ...] = (),
) -> Problem:
    """A `Problem` at the place of *node*; *words* and *suggestion* are (English, Japanese), *rule* is short or full."""
    en, ja = words
    return Problem(
        rule if "/" in rule else f"kubernetes/{rule}",
        *span(node),
        path=path,
        en=en,
        ja=ja,
        suggestion_en=suggestion[0] if suggestion else None,
        suggestion_ja=suggestion[1] if suggestion else None,
        replacement=replacement,
        severity=severity,
        versions=versions,
        node=node,
    )


def listed(items: list[str] | tuple[str, ...], *, last: int = 12) -> tuple[str, str]:
    """Names in backticks as a list for a sentence, (English, Japanese); at most *last* of them."""
    quoted = [f"`{item}`" if item else '`""`' for item in items[:last]]
    more_en, more_ja = (", …", "など") if len(items) > last else ("", "")
    if len(quoted) < 2 or more_en:
        return ", ".join(quoted) + more_en, "、".join(quoted) + more_ja
    return ", ".join(quoted[:-1]) + " or " + quoted[-1], "、".join(quoted)


def version_words(versions: tuple[str, ...]) -> tuple[str, str]:
    """`Kubernetes 1.34 and 1.35`, in both languages."""
    if len(versions) < 2:
        text = "".join(versions)
        return f"Kubernetes {text}", f"Kubernetes {text}"
    return f"Kubernetes {', '.join(versions[:-1])} and {versions[-1]}", f"Kubernetes {'、'.join(versions)}"
