"""How much of what drifts apart the rules of parity find, measured on this project's own pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from tests.rules.parity.drifts import COMMANDS, FAMILIES, Drift

from kakehashi.finding import Complaint
from kakehashi.pages.page import Page, scan
from kakehashi.pages.site import Site, Twins, read_site
from kakehashi.pages.source import Source
from kakehashi.rule import Subject
from kakehashi.rules import catalogue
from kakehashi.settings import Settings

DOCS = Path(__file__).parent.parent.parent.parent / "docs"
SAMPLE = 12
"""How many drifts of a family are planted in each direction, spread evenly over all places that have one."""

RULES = [rule for rule in catalogue().values() if rule.subject is Subject.TWINS]


@pytest.fixture(scope="module")
def site() -> Site:
    return read_site(DOCS, "", [DOCS])


def _complaints(twins: Twins) -> Iterator[tuple[str, Complaint]]:
    for rule in RULES:
        yield from ((rule.id, complaint) for complaint in rule.check(twins, Settings()))


def _twins(twins: Twins, pages: Mapping[str, Page]) -> Twins:
    return Twins(twins.key, twins.names, pages, twins.expected)


def _spread(found: list[tuple[Twins, Drift]]) -> list[tuple[Twins, Drift]]:
    step = max(1, len(found) // SAMPLE)
    return found[::step][:SAMPLE]


def _planted(site: Site, family: str, side: str) -> list[tuple[Twins, Drift]]:
    other = "en" if side == "ja" else "ja"
    found = []
    for twins in site.twins:
        for drift in FAMILIES[family](twins.pages[side], twins.pages[other]):
            found.append((twins, drift))
    return _spread(found)


def _is_named(site: Site, twins: Twins, side: str, drift: Drift) -> tuple[bool, int]:
    """Whether a rule names the drift at its place in both files, and how many findings of other rules it draws."""
    other = "en" if side == "ja" else "ja"
    source = Source(twins.pages[side].path, drift.text)
    page = scan(source, site.includes.load)
    drifted = _twins(twins, {side: page, other: twins.pages[other]})
    lines: dict[str, set[int]] = {page.path: set(), twins.pages[other].path: set()}
    beside = 0
    for rule, complaint in _complaints(drifted):
        if rule in drift.rules:
            lines[complaint.path or ""].add(complaint.span.line)
        else:
            beside += 1
    here, there = lines[page.path], lines[twins.pages[other].path]
    named_here = bool(here) if drift.here is None else drift.here in here
    named_there = bool(there) if drift.there is None else drift.there in there
    return named_here and named_there, beside


def test_our_own_pages_draw_nothing(site: Site) -> None:
    drawn = [
        (rule, one.path, one.span.line, one.message.en) for twins in site.twins for rule, one in _complaints(twins)
    ]
    assert drawn == []


def test_a_missing_page_is_named_in_either_direction(site: Site) -> None:
    for twins in site.twins:
        for side in ("ja", "en"):
            alone = _twins(twins, {side: twins.pages[side]})
            assert [(rule, one.path) for rule, one in _complaints(alone)] == [
                ("parity/missing-page", twins.pages[side].path)
            ]


def test_planted_drifts_are_found(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    planted: Counter[tuple[str, str]] = Counter()
    named: Counter[tuple[str, str]] = Counter()
    beside: Counter[str] = Counter()
    missed = []
    for family in FAMILIES:
        for side in ("ja", "en"):
            for twins, drift in _planted(site, family, side):
                planted[family, side] += 1
                found, more = _is_named(site, twins, side, drift)
                named[family, side] += found
                beside[family] += more > 0
                if not found:
                    missed.append((family, side, twins.key, drift.here, drift.there))
    alarms = sum(1 for twins in site.twins for _ in _complaints(twins))
    total, found_in_all = sum(planted.values()), sum(named.values())
    with capsys.disabled():
        print(f"\n{'planted drift':<26}{'Japanese':>10}{'English':>10}{'recall':>9}{'other rules':>13}")
        for family in FAMILIES:
            both = planted[family, "ja"] + planted[family, "en"]
            hits = named[family, "ja"] + named[family, "en"]
            ja, en = (f"{named[family, side]}/{planted[family, side]}" for side in ("ja", "en"))
            print(f"{family:<26}{ja:>10}{en:>10}{hits / both:>9.3f}{beside[family]:>13}")
        print(f"{'all':<26}{'':>10}{f'{found_in_all}/{total}':>10}{found_in_all / total:>9.3f}")
        print(f"false alarms on {2 * len(site.twins)} pages of our own: {alarms}")
    assert all(planted[family, side] >= 2 for family in FAMILIES for side in ("ja", "en")), planted
    assert found_in_all / total >= 0.95, missed
    assert [one for one in missed if one[0] in COMMANDS] == []
