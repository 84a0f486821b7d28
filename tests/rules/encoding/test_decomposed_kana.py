"""Kana and voicing marks in two pieces."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from tests.rules.drawing import drawn, places

RULE = "encoding/decomposed-kana"


def test_a_line_is_named_once_with_the_whole_text(tmp_path: Path) -> None:
    found = drawn(tmp_path, RULE, "# 見出し\n\nこれは" + unicodedata.normalize("NFD", "ガイドです。パス") + "\n")
    assert places(found) == [(3, 4)]
    assert "3 more" in found[0].message.en and "ほか 3 個" in found[0].message.ja
    assert found[0].suggestion is not None and "ガイドです。パ" in found[0].suggestion.en


def test_only_code_is_corrected(tmp_path: Path) -> None:
    kana = unicodedata.normalize("NFD", "ガ")
    found = drawn(tmp_path, RULE, f"{kana}\n\n```text\n{kana}\n```\n")
    assert [finding.fix for finding in found] == [None, "ガ"]


@pytest.mark.parametrize("text", ["ガイド", "ｶﾞｲﾄﾞ", "か゛", "e\u0301", "ん"])
def test_whole_kana_draw_nothing(text: str, tmp_path: Path) -> None:
    assert drawn(tmp_path, RULE, f"{text}\n") == []
