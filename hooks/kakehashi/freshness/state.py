"""How each section of a page stands to its twin, by the record."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kakehashi.pages.page import Page

from .fingerprint import Fingerprint, Part, fingerprints
from .record import SIDES, Record


class State(StrEnum):
    """How a section stands to its twin."""

    FRESH = "fresh"
    STALE = "stale"
    BOTH_CHANGED = "both changed"
    UNRECORDED = "unrecorded"


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed in one text of a section since the record.

    Args:
        added: The blocks that are new or say something else.
        gone: How many recorded blocks are no longer there.
    """

    added: tuple[Part, ...]
    gone: int

    def __bool__(self) -> bool:
        return bool(self.added) or self.gone > 0


@dataclass(frozen=True)
class Standing:
    """One section in both languages.

    Args:
        name: Its id.
        state: How it stands.
        texts: What it says, by language.
        changed: What changed since the record, by language.
    """

    name: str
    state: State
    texts: dict[str, Fingerprint]
    changed: dict[str, Difference]

    @property
    def stale(self) -> str | None:
        """The language that fell behind, or None."""
        if self.state is not State.STALE:
            return None
        return SIDES[1] if self.changed[SIDES[0]] else SIDES[0]


def difference(now: Fingerprint, recorded: Sequence[str]) -> Difference:
    """Return what changed in a section since its digests were recorded; a block that moved counts as changed."""
    matcher = difflib.SequenceMatcher(None, recorded, now.digests, autojunk=False)
    added: list[Part] = []
    gone = 0
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind != "equal":
            added += now.parts[first:last]
            gone += end - start
    return Difference(tuple(added), gone)


def standings(ja: Page, en: Page, record: Record) -> Iterator[Standing]:
    """Yield how every section that both pages have stands, in the order of the Japanese page.

    Args:
        ja: The Japanese page.
        en: The English page.
        record: The record of both.
    """
    texts = {"ja": fingerprints(ja), "en": fingerprints(en)}
    for name in texts["ja"]:
        if name not in texts["en"]:
            continue
        own = {side: texts[side][name] for side in SIDES}
        recorded = record.sections.get(name)
        if recorded is None:
            yield Standing(name, State.UNRECORDED, own, {})
            continue
        changed = {side: difference(own[side], recorded[side]) for side in SIDES}
        moved = sum(map(bool, changed.values()))
        state = (State.FRESH, State.STALE, State.BOTH_CHANGED)[moved]
        yield Standing(name, state, own, changed)
