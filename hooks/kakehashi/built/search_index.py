"""The theme's search index, one for all languages, parted into one for each."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

from kakehashi.built.language import SiteLanguage, language_of

# Where the theme looks for an index, below the base of a page.
SEARCH_INDEX = "search/search_index.json"

# English gains by leaving out "the" and "of". For Japanese no step of the pipeline helps: its trimmer would also empty
# Latin words, and its stop words are particles the segmenter has already set apart.
_PIPELINE = {"en": ["stopWordFilter"]}


def split_search_index(text: str, languages: Sequence[SiteLanguage], left_out: Collection[str] = ()) -> dict[str, str]:
    """Return one index for each language, by its path below the site's root.

    Args:
        text: The merged index as the search plugin wrote it.
        languages: The site's languages.
        left_out: Addresses below the root (``en/a/``) of pages whose text is not in their own language.

    Raises:
        ValueError: *text* is not such an index.
    """
    data: Any = json.loads(text)
    if not isinstance(data, dict) or not isinstance(data.get("config"), dict) or not isinstance(data.get("docs"), list):
        raise ValueError("not a search index: an object with 'config' and 'docs' was expected")
    parts: dict[str, list[dict[str, Any]]] = {language.code: [] for language in languages}
    for entry in data["docs"]:
        if not isinstance(entry, dict) or not isinstance(entry.get("location"), str):
            raise ValueError("not a search index: an entry without a location")
        location: str = entry["location"]
        if location.partition("#")[0] in left_out:
            continue
        language = language_of(location, languages)
        parts[language.code].append({**entry, "location": location[len(language.folder) :]})
    return {
        language.folder + SEARCH_INDEX: json.dumps(
            {
                "config": {
                    **data["config"],
                    "lang": [language.code],
                    "pipeline": _PIPELINE.get(language.code, []),
                },
                "docs": parts[language.code],
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for language in languages
    }
