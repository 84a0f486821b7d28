"""Diagrams written as Mermaid text, drawn at build time as inline SVG in one visual language.

Nothing is fetched and nothing runs in the reader's browser: a worker process runs Mermaid without a browser (the
``mermaidx`` library), its picture is redrawn with the site's own few classes, and ``stylesheets/diagrams.css`` gives
them colour in light, dark and print. A writer says what a thing *is* and never what it looks like:

* flowchart and state diagram: ``:::aws``, ``:::k8s``, ``:::node``, ``:::muted`` or ``class X,Y aws``, also for
  subgraphs;
* sequence diagram: a comment, ``%% k8s: API, kubelet``, because Mermaid knows no classes there.

``aws`` is square with a square mark, ``k8s`` is round with a seven-sided mark, ``node`` (a machine) has a double
outline, ``muted`` a dashed one: nothing depends on colour alone.
"""

from __future__ import annotations

from kakehashi.diagrams.drawer import Drawer
from kakehashi.diagrams.figure import WIDEST, figure, least_width, source_block
from kakehashi.diagrams.problem import Drawing, Problem
from kakehashi.diagrams.source import Description, describe, missing_description, refused_statement

__all__ = [
    "WIDEST",
    "Description",
    "Drawer",
    "Drawing",
    "Problem",
    "describe",
    "figure",
    "least_width",
    "missing_description",
    "refused_statement",
    "source_block",
]
