"""What the rules about the map share: the map of a site, read once a run."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ...comparison.concepts import ConceptMap, MapProblem
from ...comparison.linking import Linker
from ...comparison.reading import read_map
from ...finding import Complaint
from ...pages.page import Page
from ...pages.site import LANGUAGES, Site, split_language
from ...settings import Settings


@lru_cache(maxsize=2)
def _read(site: Site, folder: str | None) -> ConceptMap:
    return read_map(site.root, folder)


def map_of(site: Site, settings: Settings) -> ConceptMap:
    """The map of a site."""
    return _read(site, settings.map)


def problems(site: Site, settings: Settings, kind: str) -> Iterator[Complaint]:
    """Complaints about what the reader of the map met, of one kind."""
    for problem in map_of(site, settings).problems:
        if problem.kind == kind:
            yield complaint(site, problem)


def complaint(site: Site, problem: MapProblem) -> Complaint:
    """A problem of the map as a complaint at its line."""
    return Complaint(problem.place.span, problem.message, problem.suggestion, path=site.prefix + problem.place.path)


def pages(site: Site) -> Iterator[tuple[Page, str, str]]:
    """Yield every page asked for with its language and the key it shares with its twin."""
    from pathlib import PurePosixPath

    for name in sorted(site.wanted & site.pages.keys()):
        language, key = split_language(PurePosixPath(name))
        if language in LANGUAGES:
            yield site.pages[name], language, key


@lru_cache(maxsize=4)
def linker(concepts: ConceptMap, language: str) -> Linker:
    """The linker of a language, whose patterns are built once."""
    return Linker(concepts, language)
