"""The words of a mark: what a snippet was checked against, short for the eye and in full for whoever asks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kakehashi.coverage import Block, Status
from kakehashi.finding import Language

_SYNTAX = {
    "YAML": {"en": "YAML syntax", "ja": "YAML の構文"},
    "JSON": {"en": "JSON syntax", "ja": "JSON の構文"},
    "shellcheck": {"en": "shell syntax", "ja": "シェルの構文"},
}
"""What is checked of every snippet of a language; named where nothing more special was."""

_VERSION = re.compile(r"(?<= )(\d+\.\d+)(?:\.\d+)+")
_MOST = 3


@dataclass(frozen=True, slots=True)
class Label:
    """The words of a mark.

    Args:
        short: What is shown, for example ``kubectl 1.36``.
        full: The sentence behind it, with every version in full.
    """

    short: str
    full: str


def label_of(block: Block, language: Language) -> Label | None:
    """Return the words for a block; None where it was not checked in full.

    Args:
        block: The block, as coverage has it.
        language: The language of the page.
    """
    if block.status is not Status.CHECKED or not block.against:
        return None
    special = [one for one in block.against if one not in _SYNTAX]
    syntax = [_SYNTAX[one][language] for one in block.against if one in _SYNTAX]
    shown = [_VERSION.sub(r"\1", one) for one in special] or syntax
    comma = "、" if language == "ja" else ", "
    # A mark is small: what does not fit stands in the full sentence.
    short = comma.join(shown[:_MOST]) + (" …" if len(shown) > _MOST else "")
    return Label(short, _sentence([*special, *syntax], language))


def _sentence(parts: Iterable[str], language: Language) -> str:
    if language == "ja":
        return f"検査済み: {'、'.join(parts)}"
    return f"Checked against: {', '.join(parts)}"
