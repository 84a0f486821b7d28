from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import kakehashi
from kakehashi.diagrams.lettering import EDGE, NODE
from kakehashi.diagrams.measure import Measurer, UnsupportedLibraryError, adapt


class Latin:
    """Measures every letter as half an em, as a font without Japanese would."""

    def width(self, text: str, size: float, family: str, weight: str, style: str) -> float:
        return len(text) * size / 2

    def full(self, text: str, size: float, family: str, weight: str, style: str) -> dict[str, Any]:
        return {"width": self.width(text, size, family, weight, style), "ascent": 9, "descent": 3}

    def glyphs(self, text: str, size: float, family: str, weight: str, style: str) -> list[list[float]]:
        return [[index * size / 2, 1, 2, 3, 4] for index in range(len(text))]

    def foreign_object(self, *_: Any) -> dict[str, float]:
        raise AssertionError("labels are measured by our own rules")


def test_full_width_letters_are_one_em() -> None:
    measurer = Measurer(Latin())
    assert measurer.width("APIサーバー", 10, "", "", "") == 3 * 5 + 4 * 10
    assert measurer.full("図", 20, "", "", "") == {"width": 20, "ascent": 9, "descent": 3}
    assert [box[0] for box in measurer.glyphs("a図b", 10, "", "", "")] == [0, 5, 15]


def test_labels_are_measured_by_their_kind() -> None:
    measurer = Measurer(Latin())
    node = measurer.foreign_object('<div style="max-width: 9px"><p>図図<br/>図</p></div>', 14, "", "", "")
    assert (node["width"], node["height"]) == (2 * NODE.size + NODE.room, 2 * NODE.line + NODE.air)
    edge = measurer.foreign_object(
        '<div style="max-width: 9px"><span class="edgeLabel">図</span></div>', 14, "", "", ""
    )
    assert (edge["width"], edge["height"]) == (EDGE.size, EDGE.line)


@pytest.mark.parametrize("version", ["0.9.4", "0.11.0", "1.0"])
def test_another_version_of_the_library_is_refused(version: str) -> None:
    with pytest.raises(UnsupportedLibraryError, match=version):
        adapt(version)


def test_the_installed_library_takes_the_adaptation() -> None:
    code = (
        "from importlib import metadata\n"
        "from kakehashi.diagrams.measure import Measurer, adapt\n"
        "adapt(metadata.version('mermaidx'))\n"
        "from mermaidx.engines import quickjs_engine\n"
        "assert isinstance(quickjs_engine.TextMeasurer(), Measurer)\n"
        "assert quickjs_engine.TextMeasurer().width('図', 16, '', 'normal', '') == 16\n"
    )
    hooks = str(Path(kakehashi.__file__).parents[1])
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120, env={**os.environ, "PYTHONPATH": hooks})
