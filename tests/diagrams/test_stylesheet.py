"""The colours of ``docs/stylesheets/diagrams.css`` hold WCAG 2.2 AA (1.4.3 text, 1.4.11 outlines) in both schemes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kakehashi.diagrams import redraw as redraw_module

CSS = (Path(__file__).parents[2] / "docs/stylesheets/diagrams.css").read_text(encoding="utf-8")
TEXT = [
    *((ink, ground) for ink in ("ink", "soft") for ground in ("back", "fill", "group", "note")),
    *(("ink", ground) for ground in ("aws-fill", "k8s-fill", "aws-group", "k8s-group")),
    ("soft", "aws-group"),
    ("aws-ink", "aws-group"),
    ("k8s-ink", "k8s-group"),
    ("back", "line"),
]
OUTLINES = [
    *((side, ground) for side in ("aws", "k8s") for ground in ("back", f"{side}-fill", f"{side}-group", "group")),
    ("k8s", "aws-group"),
    ("aws", "k8s-group"),
    *(("rule", ground) for ground in ("back", "fill", "group")),
    *(("line", ground) for ground in ("back", "group", "aws-group", "k8s-group")),
    ("note-rule", "back"),
]


def scheme(name: str) -> dict[str, str]:
    light, _, dark = CSS.partition('[data-md-color-scheme="slate"] .kakehashi-diagram {')
    colours = dict(re.findall(r"--kd-([\w-]+): (?:var\([^,]+, )?(#[0-9a-f]{6})", light.partition("}")[0]))
    if name == "dark":
        colours |= dict(re.findall(r"--kd-([\w-]+): (?:var\([^,]+, )?(#[0-9a-f]{6})", dark.partition("}")[0]))
    return colours


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_contrast(name: str, ink: str, ground: str) -> None:
    colours = scheme(name)
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), OUTLINES)
def test_outline_contrast(name: str, line: str, ground: str) -> None:
    colours = scheme(name)
    assert contrast(colours[line], colours[ground]) >= 3


def test_both_schemes_set_every_colour() -> None:
    assert len(scheme("light")) == len(scheme("dark")) >= 17
    dark = CSS.partition('[data-md-color-scheme="slate"] .kakehashi-diagram {')[2].partition("}")[0]
    assert {f"--kd-{name}" for name in scheme("light")} <= set(re.findall(r"--kd-[\w-]+", dark))


def test_every_class_of_a_drawing_is_styled() -> None:
    folder = Path(str(redraw_module.__file__)).parent
    code = "".join(file.read_text(encoding="utf-8") for file in folder.glob("*.py"))
    used = set(re.findall(r"kd-[a-z]\w*", code))
    styled = set(re.findall(r"\.(kd-[a-z]\w*)", CSS))
    # `kd-node` only says what the group is; width and least are lengths; 8 letters of a hash follow `kd-` in ids.
    assert used - styled - {"kd-node", "kd-width", "kd-least"} == set()
