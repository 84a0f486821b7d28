"""The one adaptation of the renderer: text measured so that Japanese labels fit their boxes.

``mermaidx`` measures every text with one Latin font, in which a Japanese letter is a missing glyph of 0.6 em, so boxes
come out too narrow. It has no public hook for measuring; the class its engine measures with is replaced by one with the
same four methods. That class is an internal of ``mermaidx`` 0.10, so the version and the methods are checked before
anything is replaced, and another version is refused with a clear sentence instead of drawing clipped labels.
"""

from __future__ import annotations

import importlib
from typing import Any

from kakehashi.diagrams.lettering import EDGE, NODE, TITLE, Style, Width, line_width, lines_of, runs_by_width

SUPPORTED = "0.10."
_SNUG = 0.94
_METHODS = ("width", "full", "glyphs", "foreign_object")


class UnsupportedLibraryError(Exception):
    """The installed ``mermaidx`` is not one this adaptation was written for."""


class Measurer:
    """Measures like the renderer's own class, but full-width letters as one em.

    Args:
        own: An instance of the renderer's own measuring class, which goes on measuring Latin text.
    """

    def __init__(self, own: Any) -> None:
        self._own = own

    def width(self, text: Any, size: Any, family: Any, weight: Any, style: Any) -> float:
        """Return the width of *text* in pixels; *size* is the font size in pixels."""
        em = float(size or 16)
        return sum(
            len(run) * em if wide else float(self._own.width(run, em, family, weight, style))
            for wide, run in runs_by_width(str(text or ""))
        )

    def full(self, text: Any, size: Any, family: Any, weight: Any, style: Any) -> dict[str, Any]:
        """Return width, ascent, descent and x-height of *text* in pixels."""
        own: dict[str, Any] = self._own.full(text, size, family, weight, style)
        return {**own, "width": self.width(text, size, family, weight, style)}

    def glyphs(self, text: Any, size: Any, family: Any, weight: Any, style: Any) -> list[list[float]]:
        """Return pen position and ink (left, right, top, bottom) of each visible letter in pixels, down positive."""
        em = float(size or 16)
        boxes: list[list[float]] = []
        pen = 0.0
        for wide, run in runs_by_width(str(text or "")):
            if wide:
                boxes.extend(
                    [pen + index * em, 0.05 * em, 0.95 * em, -0.85 * em, 0.1 * em] for index in range(len(run))
                )
                pen += len(run) * em
            else:
                own = self._own.glyphs(run, em, family, weight, style)
                boxes.extend([pen + box[0], *box[1:]] for box in own)
                pen += float(self._own.width(run, em, family, weight, style))
        return boxes

    def foreign_object(self, html: Any, size: Any, family: Any, weight: Any, style: Any) -> dict[str, float]:
        """Return the extent of a label; its lines break where they will break in the finished drawing."""
        markup = str(html or "")
        # Only the titles of groups come without a limit of their own.
        style_of_label = EDGE if "edgeLabel" in markup else NODE if "max-width" in markup else TITLE
        width = self.letters(style_of_label)
        lines = lines_of(markup, style_of_label, width)
        return {
            "width": max((line_width(line, width) for line in lines), default=0.0) + style_of_label.room,
            "height": max(1, len(lines)) * style_of_label.line + style_of_label.air,
            "line_count": max(1, len(lines)),
            "line_height": style_of_label.line,
        }

    def letters(self, style: Style) -> Width:
        """Return a function that measures a text of one weight set in *style*, in pixels.

        The renderer's font is a tenth wider than what common systems show; taking off a part of that keeps boxes snug.
        """

        def width(text: str, heavy: bool) -> float:
            weight = "bold" if style.bold or heavy else "normal"
            return sum(
                len(run) * style.size if wide else _SNUG * self.width(run, style.size, "", weight, "normal")
                for wide, run in runs_by_width(text)
            )

        return width


def adapt(version: str) -> Measurer:
    """Make the renderer measure with :class:`Measurer` and return one.

    Args:
        version: The installed version of ``mermaidx``.

    Raises:
        UnsupportedLibraryError: It is not a version this was written for, or its internals differ.
    """
    if not version.startswith(SUPPORTED):
        raise UnsupportedLibraryError(f"mermaidx {version} is not supported, install {SUPPORTED}x")
    engine: Any = importlib.import_module("mermaidx.engines.quickjs_engine")
    own: Any = getattr(engine, "TextMeasurer", None)
    if own is None or not all(hasattr(own, method) for method in _METHODS):
        raise UnsupportedLibraryError(f"mermaidx {version} measures text in another way than expected")
    engine.TextMeasurer = lambda: Measurer(own())
    return Measurer(own())
