"""The process that draws: one JSON request a line on standard input, one JSON answer a line on standard output.

It is a process of its own so that a diagram which never ends can be ended, and so that a build whose diagrams are all
in the cache loads neither the renderer nor its JavaScript engine: ``python -m kakehashi.diagrams.worker`` starts it.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from importlib import metadata
from typing import Any

from kakehashi.diagrams.lettering import EDGE, NODE
from kakehashi.diagrams.measure import Measurer, UnsupportedLibraryError, adapt
from kakehashi.diagrams.redraw import EmptyPictureError, RedrawError, redraw
from kakehashi.diagrams.source import describe, kind_of, participant_roles, without_comments

# Spacing in pixels. Fonts and colours come from the style sheet; sizes must be known here, where the layout is made.
CONFIG: dict[str, Any] = {
    "htmlLabels": True,
    "suppressErrorRendering": True,
    "securityLevel": "strict",
    "maxEdges": 300,
    "deterministicIds": True,
    "theme": "base",
    "fontFamily": "sans-serif",
    # Sequence diagrams take this size for all their text; the other types take the theme's.
    "fontSize": EDGE.size,
    "themeVariables": {"fontSize": f"{NODE.size:g}px", "fontFamily": "sans-serif"},
    "flowchart": {
        "htmlLabels": True,
        "curve": "basis",
        "padding": 9,
        "nodeSpacing": 28,
        "rankSpacing": 44,
        "diagramPadding": 8,
        # Labels are broken by our own measuring; Mermaid must not break them again.
        "wrappingWidth": 2000,
        "subGraphTitleMargin": {"top": 0, "bottom": 0},
    },
    "state": {"htmlLabels": True, "nodeSpacing": 36, "rankSpacing": 44, "padding": 12},
    "sequence": {
        "mirrorActors": False,
        "width": 104,
        "height": 44,
        "actorMargin": 24,
        "messageMargin": 30,
        "boxMargin": 8,
        "boxTextMargin": 6,
        "noteMargin": 10,
        "diagramMarginX": 16,
        "diagramMarginY": 12,
    },
}


def draw(mermaidx: Any, measurer: Measurer, source: str, prefix: str) -> str:
    """Return the finished SVG of one diagram; raises what the renderer raises, and RedrawError."""
    kind = kind_of(source)[0]
    description = describe(source)
    svg = str(mermaidx.render(without_comments(source), config=CONFIG, theme="base").svg())
    return redraw(
        svg,
        prefix=prefix,
        title=description.title,
        text=description.text,
        roles=participant_roles(source) if kind == "sequence" else {},
        sequence=kind == "sequence",
        letters=measurer.letters,
    )


def main() -> int:
    """Answer requests until standard input ends; return the exit code."""
    # Whatever a native library prints must not end up between two answers.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def answer(**values: str) -> None:
        answers.write(json.dumps(values) + "\n")
        answers.flush()

    try:
        measurer = adapt(metadata.version("mermaidx"))
        mermaidx = importlib.import_module("mermaidx")
    except (ImportError, UnsupportedLibraryError) as error:
        answer(failed="library", words=str(error))
        return 1
    answer(ready="yes")
    for line in sys.stdin:
        request = json.loads(line)
        try:
            answer(svg=draw(mermaidx, measurer, request["source"], request["prefix"]))
        except EmptyPictureError:
            answer(failed="empty", words="")
        except RedrawError as error:
            answer(failed="crash", words=str(error))
        except Exception as error:
            # Whatever Mermaid throws is about the source, and goes to its writer.
            answer(failed="syntax", words=str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())
