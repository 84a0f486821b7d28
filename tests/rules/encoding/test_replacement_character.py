"""U+FFFD in text."""

from __future__ import annotations

from pathlib import Path

from tests.rules.drawing import drawn, places

RULE = "encoding/replacement-character"


def test_each_run_is_named_at_its_place(tmp_path: Path) -> None:
    found = drawn(tmp_path, RULE, "a\n構\ufffd\ufffd成 \ufffd\n")
    assert places(found) == [(2, 2), (2, 6)]
    assert found[0].span.end_column == 4
    assert "lost" in found[0].message.en and "失われ" in found[0].message.ja


def test_it_is_found_in_code(tmp_path: Path) -> None:
    assert places(drawn(tmp_path, RULE, "```yaml\na: \ufffd\n```\n")) == [(2, 4)]


def test_a_byte_that_is_not_utf8_is_told_by_another_rule(tmp_path: Path) -> None:
    assert drawn(tmp_path, RULE, b"caf\xe9\n") == []
    assert places(drawn(tmp_path / "b", RULE, b"caf\xe9 \xef\xbf\xbd\n")) == [(1, 6)]


def test_text_without_it(tmp_path: Path) -> None:
    assert drawn(tmp_path, RULE, "クラスター ♦ ◆ ?\n") == []
