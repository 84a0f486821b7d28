"""Blocks too long to be checked."""

from __future__ import annotations

from pathlib import Path

from tests.rules.drawing import drawn, in_fence, places

from kakehashi.pages.snippet import MAX_SNIPPET_BYTES

RULE = "fence/too-long"
LINE = "x" * 99 + "\n"


def test_a_block_above_the_limit(tmp_path: Path) -> None:
    found = drawn(tmp_path, RULE, "text\n\n" + in_fence("text", LINE * (MAX_SNIPPET_BYTES // 100) + "y"))
    assert places(found) == [(3, 1)]
    assert "300,002" in found[0].message.en


def test_a_block_at_the_limit(tmp_path: Path) -> None:
    assert drawn(tmp_path, RULE, in_fence("text", (LINE * (MAX_SNIPPET_BYTES // 100))[:-1])) == []
