"""What drawing a diagram ends in: a drawing, or the reason why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kakehashi.finding import Words

ProblemKind = Literal["syntax", "refused", "kind", "size", "time", "description", "library", "crash"]

_WIDTH = re.compile(r'<svg[^>]*? width="([0-9.]+)"')


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a diagram was not drawn, or should not stay as it is.

    Args:
        kind: ``syntax`` Mermaid cannot read it; ``refused`` a statement this site does not allow; ``kind`` a diagram
            type it does not draw; ``size`` too long; ``time`` took too long; ``description`` the text alternative is
            missing; ``library`` the renderer is missing or of another version; ``crash`` it ended unexpectedly.
        words: One sentence for the writer, in both languages.
        line: The line inside the fence, counted from 1, or None when it is not known.
    """

    kind: ProblemKind
    words: Words
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A finished diagram.

    Args:
        svg: The SVG element as text, without XML declaration, safe to put into a page.
        prefix: What every id in it starts with; it is derived from the source, so it differs between diagrams.
        roles: The roles used in it (``aws``, ``k8s``, ``node``), in the order of the key below a diagram.
        title: The short text alternative, empty when the writer gave none.
    """

    svg: str
    prefix: str
    roles: tuple[str, ...]
    title: str

    @property
    def width(self) -> float:
        """The natural width in CSS pixels."""
        found = _WIDTH.search(self.svg)
        return float(found.group(1)) if found else 0.0

    def copy(self, number: int) -> str:
        """Return the SVG for its *number*-th use on a page (from 1), with ids of its own."""
        return self.svg if number < 2 else self.svg.replace(self.prefix, f"{self.prefix}-{number}")
