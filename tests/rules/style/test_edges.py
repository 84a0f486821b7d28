"""What the rules of style draw and what they let stand, case by case."""

from __future__ import annotations

import pytest

from kakehashi.pages.page import scan
from kakehashi.pages.source import Source
from kakehashi.rules import catalogue
from kakehashi.settings import Settings

RULES = [rule for rule in catalogue().values() if rule.id.startswith("style/")]


def drawn(language: str, text: str) -> list[tuple[str, int, int]]:
    page = scan(Source(f"docs/{language}/a.md", text + "\n"))
    found = ((rule.id, one) for rule in RULES for one in rule.check(page, Settings()))
    return sorted((rule.removeprefix("style/"), one.span.line, one.span.column) for rule, one in found)


GOOD_JAPANESE = [
    "Pod は `web` を 2 つ動かします（`kubectl` を使います）。",
    "**同等 =**（ほぼ同じ）。1.34〜1.37、CNI・CSI、ノード → API の順です。",
    "[API サーバー](a.md) と[橋](b.md)です。これは「設計である」と言われます。",
    "- 説明できる。\n- 追える。",
    "| ECS | 説明 |\n|---|---|\n| タスク | 部分的 ~ である。 |",
    "注意してください。どうでしょうか。使えますか。見ました。",
    "```yaml\n# ここは自由(free)である。\nname: あa\n```",
    "ECS API\nの話です。",
    "詳しくは https://example.com/a を見ます。",
    "まだです。使い方はこのとおりです。",
    "これは例（説明である。）です。[別の方法を見る](a.md)。分かりましたか？ はい。",
]
GOOD_ENGLISH = [
    "Kakehashi (架け橋, “bridge”) teaches. It’s here – now.",
    "The Pod that that rule made had had a name.",
    "It uses `a a` and the\nnode.",
    "A node (ノード、ノード) is Japanese.",
]
BAD = [
    ("ja", "Podは動きます。", [("spacing", 1, 3)]),
    ("ja", "`web`を使います。", [("spacing", 1, 4)]),
    ("ja", "2つの **Pod**です。", [("spacing", 1, 1), ("spacing", 1, 9)]),
    ("ja", "Pod （容器）を「 作る」ことです。", [("spacing", 1, 4), ("spacing", 1, 11)]),
    ("ja", "# 見出しのPod {#a}", [("spacing", 1, 6)]),
    ("ja", "| 表のPod | b |\n|---|---|", [("spacing", 1, 4)]),
    ("ja", "ノード(node)です。", [("character-width", 1, 4), ("character-width", 1, 9)]),
    ("ja", "ノード,容器.", [("character-width", 1, 4), ("character-width", 1, 7)]),
    ("ja", "- 例: これです。", [("character-width", 1, 4)]),
    ("ja", "１．３４ はﾊﾞｰｼﾞｮﾝです。", [("character-width", 1, 1), ("character-width", 1, 3), ("character-width", 1, 7)]),
    ("ja", "長い文の\n途中です。", [("soft-wrap", 1, 4)]),
    ("ja", "- 長い項目の、\n  途中です。", [("soft-wrap", 1, 8)]),
    ("ja", "動きます。止まります。これは例である。", [("plain-form", 1, 13)]),
    ("ja", "これは例である。動いた。止まります。", [("plain-form", 1, 13)]),
    ("ja", "Pod をを消します。", [("doubled-word", 1, 5)]),
    ("ja", "あ" * 121 + "。", [("long-sentence", 1, 1)]),
    ("en", "Delete the the Pod.", [("doubled-word", 1, 8)]),
    ("en", "Delete the\nthe Pod.", [("doubled-word", 1, 8)]),
    ("en", "Nodes （three）, and、more.", [("full-width-in-english", 1, column) for column in (7, 13, 19)]),
    ("en", "Short. " + "One two " * 20 + "end.", [("long-sentence", 1, 8)]),
]  # fmt: skip


@pytest.mark.parametrize("text", GOOD_JAPANESE)
def test_good_japanese(text: str) -> None:
    assert drawn("ja", text) == []


@pytest.mark.parametrize("text", GOOD_ENGLISH)
def test_good_english(text: str) -> None:
    assert drawn("en", text) == []


@pytest.mark.parametrize(("language", "text", "expected"), BAD)
def test_bad_style(language: str, text: str, expected: list[tuple[str, int, int]]) -> None:
    assert drawn(language, text) == expected


def test_a_page_that_names_no_language_is_left_alone() -> None:
    page = scan(Source("docs/a.md", "Podは動く。the the\n"))
    assert [one for rule in RULES for one in rule.check(page, Settings())] == []


def test_a_suffix_names_the_language_too() -> None:
    page = scan(Source("docs/a.ja.md", "Podは動きます。\n"))
    assert [rule.id for rule in RULES for _ in rule.check(page, Settings())] == ["style/spacing"]
