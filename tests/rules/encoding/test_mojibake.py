"""Text garbled by a wrong encoding, and text that only looks odd."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.drawing import drawn, places

RULE = "encoding/mojibake"
TEXTS = [
    "クラスターの構成",
    "設定ファイルを開く",
    "日本語です。",
    "it’s",
    "“quoted”",
    "Café",
    "Größe",
    "→ 次へ",
    "（例）",
    "a b…",
    "🚀 launch",
]


def garble(text: str, encoding: str) -> str:
    """Read the UTF-8 of *text* as *encoding*, the bytes it does not define as control characters."""
    data = text.encode("utf-8")
    if encoding == "cp932":
        return data.decode(encoding, "replace")
    return "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in data)


@pytest.mark.parametrize("encoding", ["cp1252", "cp1254", "latin-1"])
@pytest.mark.parametrize("text", TEXTS)
def test_garbled_text_is_named_with_what_it_said(text: str, encoding: str, tmp_path: Path) -> None:
    found = drawn(tmp_path, RULE, f"first\n\nThe {garble(text, encoding)} end\n")
    assert [finding.span.line for finding in found] == [3]
    suggestion = found[0].suggestion
    assert suggestion is not None
    said = suggestion.en.partition("“")[2].rpartition("”")[0]
    assert said and said in text.replace("🚀 launch", "🚀")


@pytest.mark.parametrize("text", ["クラスターの構成", "設定ファイルを開く", "日本語です。", "it’s", "サーバー"])
def test_text_read_as_shift_jis(text: str, tmp_path: Path) -> None:
    found = drawn(tmp_path, RULE, f"The {garble(text, 'cp932')} end\n")
    assert [finding.span.line for finding in found] == [1]
    assert "Shift_JIS" in found[0].message.en


def test_the_encoding_is_named(tmp_path: Path) -> None:
    page = "".join(f"{garble('クラスター', encoding)}\n\n" for encoding in ("cp1252", "latin-1"))
    page += garble("🚀", "cp1254") + "\n"
    assert [finding.message.en.rpartition(" ")[2] for finding in drawn(tmp_path, RULE, page)] == [
        "cp1252",
        "latin-1",
        "cp1254",
    ]


def test_text_garbled_twice(tmp_path: Path) -> None:
    twice = garble(garble("’", "cp1252"), "cp1252")
    found = drawn(tmp_path, RULE, f"it{twice}s\n")
    assert found[0].suggestion is not None and "it’s" in found[0].suggestion.en


def test_the_place_is_that_of_the_garbled_piece(tmp_path: Path) -> None:
    assert places(drawn(tmp_path, RULE, "Caf\u00c3\u00a9 au lait\n")) == [(1, 4)]


@pytest.mark.parametrize(
    "text",
    [
        *("CAFÉ»", "»Ä«", "«café…»", "allé…”", "MANHû", "NÃO – SÃO", "à «là»", "naïve—é", "“Ü”", "«Â»", "ÄÖÜß"),
        *("‘é’", "É—", "¿Qué?", "tôt…", "…é…", "½”", "5 °C – 9 °C", "© 2026 – Ä", "İstanbul’da ışık", "Şişli – ğ"),
        *("Łódź–Kraków", "编辑、保存", "編輯、繁體", "한국어", "ﾃｽﾄ ﾃﾞｰﾀ", "躊躇いなく瑠璃色の硝子"),
        *("クラスターの構成：（例）", "100 €", "a × b ÷ c", "naïve façade"),
    ],
)
def test_correct_text_of_many_languages_draws_nothing(text: str, tmp_path: Path) -> None:
    assert drawn(tmp_path, RULE, f"The {text} end\n") == []
