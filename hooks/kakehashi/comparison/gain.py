"""How many links the pages of a site owe to the map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from kakehashi.pages.site import LANGUAGES, Site, split_language
from kakehashi.pages.source import Kind

from .concepts import ConceptMap
from .linking import Linker


@dataclass(frozen=True, slots=True)
class Gain:
    """What linking gave one page.

    Args:
        path: The page, as people see it.
        names: Names that became links.
        rows: Rows that got an id and a link to it.
    """

    path: str
    names: int
    rows: int

    @property
    def links(self) -> int:
        """All links the page gained."""
        return self.names + self.rows


def gains(site: Site, concepts: ConceptMap) -> Iterator[Gain]:
    """Yield what linking gives each page asked for that has a comparison table, in the order of their paths.

    Args:
        site: The pages.
        concepts: The map.
    """
    linkers = {language: Linker(concepts, language) for language in LANGUAGES}
    for name in sorted(site.wanted & site.sources.keys()):
        source = site.sources[name]
        language, key = split_language(PurePosixPath(name))
        if language in linkers and source.kind is Kind.TEXT:
            linked = linkers[language].link(source.text, key)
            if linked.links or linked.rows:
                yield Gain(source.path, linked.links, len(linked.rows))
