"""Prompts that are copied."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.drawing import drawn, in_fence, places

RULE = "shell/prompt"

WRONG = {
    "a dollar": ("bash", "$ ls", [(2, 1)], "`$`"),
    "every line": ("bash", "$ ls\n$ pwd", [(2, 1), (3, 1)], "`$`"),
    "after a comment": ("bash", "# 一覧\n$ ls", [(3, 1)], "`$`"),
    "a host": ("bash", "a@b:~$ ls\n$ pwd", [(2, 1), (3, 1)], "`a@b:~$`"),
    "a session is named once": ("console", "$ ls\na\n$ pwd\nb", [(2, 1)], "`$`"),
}

FINE = {
    "none": ("bash", "ls\n# ls"),
    "a variable": ("bash", "$CMD get pods"),
    "a comment": ("bash", "# kubectl get pods"),
    "a here-document": ("bash", "cat <<EOF\n$ ls\nEOF"),
    "output": ("text", "$ ls"),
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


def test_a_prompt_is_deleted_where_nothing_else_is_in_the_way(tmp_path: Path) -> None:
    assert drawn(tmp_path / "a", RULE, in_fence("bash", "$ ls\n$ pwd"))[0].fix == ""
    assert drawn(tmp_path / "b", RULE, in_fence("bash", "$ ls\nout"))[0].fix is None


def test_a_session_draws_a_warning_only(tmp_path: Path) -> None:
    assert drawn(tmp_path / "a", RULE, in_fence("console", "$ ls"))[0].severity == "warning"
    assert drawn(tmp_path / "b", RULE, in_fence("bash", "$ ls"))[0].severity == "error"
