"""The index of one language."""

from __future__ import annotations

import json

import pytest

from kakehashi.built.article import Section
from kakehashi.built.search_index import SearchPage, names_of, search_index

MAP = json.dumps(
    {
        "version": 1,
        "concepts": {
            "pod": {
                "name": {"ja": "Pod", "en": "Pod"},
                "aliases": {"ja": ["ポッド"], "en": ["Pods"]},
                "code": ["Pod"],
            },
            "task-role": {
                "name": {"ja": "タスクロール", "en": "task role"},
                "aliases": {"ja": [], "en": []},
                "code": [],
            },
        },
        "rows": [],
    }
)


def test_pages_are_sorted_and_sections_kept() -> None:
    pages = [SearchPage("b/", 0.5, [Section("x", 2, "乙", "本文")]), SearchPage("", 1, [Section("", 1, "甲", "")])]
    text = search_index(pages, [["b", "a"], ["a"]])
    assert json.loads(text) == {
        "pages": [["", 1, [["", 1, "甲", ""]]], ["b/", 0.5, [["x", 2, "乙", "本文"]]]],
        "names": [["a"], ["b", "a"]],
    }
    assert "甲" in text


def test_a_page_without_text_or_weight_is_left_out() -> None:
    pages = [
        SearchPage("a/", 1, [Section("", 1, "", "")]),
        SearchPage("b/", 1, []),
        SearchPage("c/", 0, [Section("", 1, "C", "")]),
    ]
    assert json.loads(search_index(pages)) == {"pages": [], "names": []}


def test_names_are_the_readers() -> None:
    assert names_of(MAP, "ja") == [["Pod", "ポッド"], ["タスクロール", "task role"]]
    assert names_of(MAP, "en") == [["Pod", "Pods"]]


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"concepts": []}', '{"concepts": {"a": {}}}', '{"concepts": {"a": 1}}']
)
def test_anything_else_is_no_map(text: str) -> None:
    with pytest.raises(ValueError, match="not a map"):
        names_of(text, "ja")
