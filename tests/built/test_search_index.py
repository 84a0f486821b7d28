"""One merged search index becomes one for each language."""

from __future__ import annotations

import json

import pytest

from kakehashi.built.language import SiteLanguage
from kakehashi.built.search_index import split_search_index

LANGUAGES = [SiteLanguage("ja", ""), SiteLanguage("en", "en/")]
MERGED = json.dumps(
    {
        "config": {"lang": ["ja", "en"], "separator": "x", "pipeline": [], "fields": {}},
        "docs": [
            {"location": "", "title": "架け橋", "text": ""},
            {"location": "a/#x", "title": "甲", "text": "本文", "boost": 2},
            {"location": "en/", "title": "Kakehashi", "text": ""},
            {"location": "en/b/#y", "title": "乙", "text": "本文"},
        ],
    }
)


def test_entries_go_to_their_language_relative_to_its_root() -> None:
    parts = {path: json.loads(text) for path, text in split_search_index(MERGED, LANGUAGES).items()}
    assert sorted(parts) == ["en/search/search_index.json", "search/search_index.json"]
    japanese, english = parts["search/search_index.json"], parts["en/search/search_index.json"]
    assert [doc["location"] for doc in japanese["docs"]] == ["", "a/#x"]
    assert [doc["location"] for doc in english["docs"]] == ["", "b/#y"]
    assert japanese["docs"][1]["boost"] == 2
    assert (japanese["config"]["lang"], english["config"]["lang"]) == (["ja"], ["en"])
    assert english["config"]["pipeline"] == ["stopWordFilter"]
    assert japanese["config"]["separator"] == "x"


def test_pages_in_another_language_are_left_out() -> None:
    english = json.loads(split_search_index(MERGED, LANGUAGES, {"en/b/"})["en/search/search_index.json"])
    assert [doc["location"] for doc in english["docs"]] == [""]


def test_japanese_is_not_escaped() -> None:
    assert "架け橋" in split_search_index(MERGED, LANGUAGES)["search/search_index.json"]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "{}", '{"config": {}, "docs": {}}', '{"config": {}, "docs": [1]}', '{"config": {}, "docs": [{}]}'],
)
def test_anything_else_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        split_search_index(text, LANGUAGES)
