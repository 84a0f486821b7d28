"""What was checked of each fenced block: every block is in exactly one class."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .finding import Words
from .pages.snippet import Snippet
from .settings import Settings


class Status(StrEnum):
    """How far a block was checked."""

    CHECKED = "checked"
    PARTLY = "partly"
    SKIPPED = "skipped"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block and how far it was checked.

    Args:
        path: The page.
        line: The line of its first fence.
        language: Its language.
        status: The class it is in. ``SHOWN`` is text that makes no claim a check could refute.
        against: What it was checked against, for example ``Kubernetes 1.34–1.37``.
        gaps: What was not checked, and why.
    """

    path: str
    line: int
    language: str
    status: Status
    against: tuple[str, ...] = ()
    gaps: tuple[Words, ...] = ()

    def to_plain(self) -> list[Any]:
        """Return the block as JSON values."""
        gaps = [[gap.en, gap.ja] for gap in self.gaps]
        return [self.path, self.line, self.language, self.status.value, list(self.against), gaps]

    @staticmethod
    def from_plain(plain: list[Any]) -> Block:
        """Return the block kept as JSON values.

        Raises:
            ValueError: The values are not those of a block.
        """
        path, line, language, status, against, gaps = plain
        return Block(path, line, language, Status(status), tuple(against), tuple(Words(*gap) for gap in gaps))


SHOWN = frozenset({"text", "mermaid"})
"""Languages of text that is only shown."""

CHECKED = {"yaml": "YAML 1.1", "json": "JSON", "bash": "shellcheck", "console": "shellcheck"}
"""Languages and what their blocks are checked against."""


def classify(fence: Snippet, settings: Settings) -> Block:
    """Put a fenced block into its class.

    Args:
        fence: The block.
        settings: The settings of the run.

    Returns:
        The block, in exactly one class.
    """

    def block(status: Status, against: tuple[str, ...] = (), *gaps: Words) -> Block:
        return Block(fence.path, fence.opening.line.number, fence.language, status, against, gaps)

    if fence.skip is not None:
        return block(Status.SKIPPED, (), Words(f"skipped: {fence.skip}", f"除外: {fence.skip}"))
    if fence.language in SHOWN:
        return block(Status.SHOWN)
    if fence.language not in CHECKED:
        name = fence.language or "-"
        return block(
            Status.PARTLY,
            (),
            Words(f"nothing is known about the language {name}", f"言語 {name} の検査方法がありません"),
        )
    return block(Status.CHECKED, (CHECKED[fence.language],))
