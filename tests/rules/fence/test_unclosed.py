"""Blocks that are not closed where they should be."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.drawing import drawn, places

RULE = "fence/unclosed"
WRONG = {
    "never closed": ("a\n\n```bash\nls\n", [(3, 1)], "never closed"),
    "closed by the next one": ("```bash\nls\n\n```yaml\na: 1\n```\n", [(1, 1)], "not closed before line 4"),
    "closed at another indent": ("1. a\n\n    ```bash\n    ls\n   ```\n", [(5, 1)], "differs from the opening"),
}
FINE = {
    "a block": "```bash\nls\n```\n",
    "a block in a list": "1. a\n\n    ```bash\n    ls\n    ```\n",
    "a block in a longer one": "````markdown\n```bash\nls\n```\n````\n",
    "waves": "~~~bash\nls\n~~~\n",
}


@pytest.mark.parametrize("name", WRONG)
def test_a_defect_is_named_at_its_place(name: str, tmp_path: Path) -> None:
    page, expected, words = WRONG[name]
    found = drawn(tmp_path, RULE, page)
    assert places(found) == expected
    assert words in found[0].message.en


@pytest.mark.parametrize("name", FINE)
def test_correct_text_draws_nothing(name: str, tmp_path: Path) -> None:
    assert drawn(tmp_path, RULE, FINE[name]) == []
