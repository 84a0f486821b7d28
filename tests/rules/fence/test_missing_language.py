"""Blocks that name no language."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.drawing import drawn, places

RULE = "fence/missing-language"


@pytest.mark.parametrize("opening", ["```", '```{title="a"}', '``` title="a"'])
def test_a_block_without_language(opening: str, tmp_path: Path) -> None:
    assert places(drawn(tmp_path, RULE, f"text\n\n{opening}\na\n```\n")) == [(3, 1)]


@pytest.mark.parametrize("opening", ["```text", "``` yaml", "```{.yaml}", '```{.bash title="a"}', "```yaml:a.yaml"])
def test_a_block_with_language(opening: str, tmp_path: Path) -> None:
    assert drawn(tmp_path, RULE, f"{opening}\na: 1\n```\n") == []
