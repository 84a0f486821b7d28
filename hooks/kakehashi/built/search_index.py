"""The search index of one language: the text of its sections, in a form the reader's browser searches itself.

The index holds plain text and no words cut out of it. Japanese has no spaces to cut at, and an index cut by one
program fails wherever the query is cut by another: the theme's own search finds nothing for 落とし穴 because of it.
``docs/javascripts/search.js`` folds and matches text and query alike. That script says what it was measured against.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kakehashi.built.article import Section

SEARCH_INDEX = "search/index.json"
"""Where a language's index lies below its folder."""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page to be found.

    Args:
        address: Below the language's folder.
        weight: What a hit on it counts, usually 1; a page of weight 0 is left out.
        sections: Its text.
    """

    address: str
    weight: float
    sections: Sequence[Section]


def search_index(pages: Iterable[SearchPage], names: Iterable[Sequence[str]] = ()) -> str:
    """Return the index as JSON.

    ``pages`` is a list of ``[address, weight, [[anchor, level, heading, text], ...]]`` and ``names`` one of the lists
    given.

    Args:
        pages: The pages of one language.
        names: Groups of names for the same thing; who looks for one of a group is shown the others too.
    """
    listed = [
        [page.address, page.weight, [[one.anchor, one.level, one.heading, one.text] for one in page.sections]]
        for page in sorted(pages, key=lambda one: one.address)
        if page.weight > 0 and any(one.heading or one.text for one in page.sections)
    ]
    data = {"pages": listed, "names": sorted(list(group) for group in names)}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def names_of(map_text: str, language: str) -> list[list[str]]:
    """Return the groups of names that the published map knows, in one language.

    A Japanese reader may type an English name; an English page has no use for Japanese ones.

    Args:
        map_text: The map as published, ``map.json``.
        language: The code of the language.

    Raises:
        ValueError: *map_text* is not such a map.
    """
    try:
        concepts: Any = json.loads(map_text)["concepts"]
        groups = [_group(concept, language) for concept in concepts.values()]
    except (AttributeError, KeyError, TypeError, json.JSONDecodeError) as error:
        raise ValueError(f"not a map: {error!r}") from error
    return [group for group in groups if len(group) > 1]


def _group(concept: Any, language: str) -> list[str]:
    wanted = [concept["name"].get(language), *concept["aliases"].get(language, ()), *concept["code"]]
    if language == "ja":
        wanted.append(concept["name"].get("en"))
    return list(dict.fromkeys(name for name in wanted if isinstance(name, str) and name))
