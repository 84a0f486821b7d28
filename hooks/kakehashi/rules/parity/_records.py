"""What the rules about freshness share: the record of every page asked for."""

from __future__ import annotations

from collections.abc import Iterator

from kakehashi.finding import Span, Words
from kakehashi.freshness.fingerprint import fingerprints
from kakehashi.freshness.record import FOLDER, SIDES, Record, read_record, record_name, write_record
from kakehashi.freshness.state import Standing, standings
from kakehashi.pages.page import Page, scan
from kakehashi.pages.site import Site, Twins
from kakehashi.pages.source import Source
from kakehashi.rule import of_line

LANGUAGE = {"ja": Words("Japanese", "日本語"), "en": Words("English", "英語")}


def records(site: Site) -> Iterator[tuple[Twins, Page, Page, Record]]:
    """Yield every page asked for that stands in both languages, with its record.

    A site without a folder of records does not use them, and yields nothing.
    """
    if not (site.root / FOLDER).is_dir():
        return
    for twins in site.twins:
        if set(SIDES) <= twins.pages.keys() and any(name in site.wanted for name in twins.names.values()):
            record = read_record(site.includes.load(record_name(twins.key)))
            yield twins, twins.pages["ja"], twins.pages["en"], record


def sections_of(site: Site) -> Iterator[tuple[Twins, Standing]]:
    """Yield how every section of the pages asked for stands to its twin."""
    for twins, ja, en, record in records(site):
        for standing in standings(ja, en, record):
            yield twins, standing


def heading_span(standing: Standing, side: str) -> tuple[str, Span]:
    """Return the file and the range of a section's heading, or of the first character of the page."""
    line = standing.texts[side].line
    if line is None or not line.text.startswith("#"):
        return (line.path if line else ""), Span(1, 1, 1, 2)
    return line.path, of_line(line)


def record_of(ja: str, en: str) -> str:
    """Return the record of two texts as they stand, for the examples of rules."""
    texts = {side: fingerprints(scan(Source(f"{side}.md", text))) for side, text in (("ja", ja), ("en", en))}
    return write_record({name: {side: texts[side][name].digests for side in SIDES} for name in texts["ja"]})
