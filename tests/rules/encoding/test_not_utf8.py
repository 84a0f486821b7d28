"""Bytes that are not UTF-8."""

from __future__ import annotations

from pathlib import Path

from tests.rules.drawing import drawn, places

RULE = "encoding/not-utf8"


def test_a_line_is_named_once_with_its_first_byte(tmp_path: Path) -> None:
    found = drawn(tmp_path, RULE, b"ok\nab\xe9c\xff\n")
    assert places(found) == [(2, 3)]
    assert "0xe9" in found[0].message.en and "1 more" in found[0].message.en


def test_shift_jis(tmp_path: Path) -> None:
    assert places(drawn(tmp_path, RULE, "a\n構成\n".encode("shift_jis")))[0][0] == 2


def test_utf8_draws_nothing(tmp_path: Path) -> None:
    assert drawn(tmp_path, RULE, "構成 café 🚀 \ufffd\n") == []
