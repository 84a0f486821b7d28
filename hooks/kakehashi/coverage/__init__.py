"""What was checked of each fenced block: every block is in exactly one class."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kakehashi.finding import Words


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
        return Block(path, line, language, _STATUS[status], tuple(against), tuple(Words(*gap) for gap in gaps))


_STATUS = {status.value: status for status in Status}
