"""Output and prose among commands."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.drawing import drawn, in_fence, places

RULE = "shell/output-mixed"

WRONG = {
    "a result": ("bash", "ls\ndeployment.apps/web created", [(3, 1)], "output or prose"),
    "a table": ("bash", "ls\nNAME  READY\nweb   1/1", [(3, 1)], "(2 lines)"),
    "an error": ("bash", "ls\nError from server (NotFound): a", [(3, 1)], "output"),
    "prose": ("bash", "ls\n続けて実行します。\nls", [(3, 1)], "prose"),
    "an elision": ("bash", "ls\n...\nls", [(3, 1)], "elision"),
    "below a prompt": ("bash", "$ ls\na\n$ ls", [(3, 1)], "output"),
}

FINE = {
    "commands": ("bash", "ls\npwd"),
    "a comment": ("bash", "# NAME  READY\nls"),
    "a here-document": ("bash", "cat <<EOF\nNAME  READY\nEOF"),
    "a string": ("bash", "echo 'a\nNAME  READY\nb'"),
    "assignments": ("bash", "NAME=a\nREADY=b"),
    "a session": ("console", "$ ls\na"),
    "echo of a sentence": ("bash", "echo 完了しました。"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_defect_is_named_at_its_place(name: str, tmp_path: Path) -> None:
    info, body, expected, words = WRONG[name]
    found = drawn(tmp_path, RULE, in_fence(info, body))
    assert places(found) == expected
    assert words in found[0].message.en
    assert found[0].message.ja


@pytest.mark.parametrize("name", FINE)
def test_correct_text_draws_nothing(name: str, tmp_path: Path) -> None:
    info, body = FINE[name]
    assert drawn(tmp_path, RULE, in_fence(info, body)) == []
