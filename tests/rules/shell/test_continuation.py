"""Commands that should go on in the next line."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.drawing import drawn, in_fence, places

RULE = "shell/continuation"

WRONG = {
    "no backslash": ("bash", "ls\n  -l", [(2, 2)], "goes on in the next line"),
    "no backslash in the middle": ("bash", "aws x \\\n  --a b\n  --c d", [(3, 7)], "goes on in the next line"),
    "a pipe in the next line": ("bash", "ls\n  | wc", [(2, 2)], "goes on"),
    "a comment inside": ("bash", "ls \\\n  # a\n  -l", [(3, 3)], "a comment inside"),
    "an empty line inside": ("bash", "ls \\\n\n  -l", [(3, 1)], "an empty line inside"),
    "a backslash at the end": ("bash", "ls \\\n  -l \\", [(3, 6)], "nothing of it follows"),
    "a backslash before another command": (
        "bash",
        "kubectl get pods \\\nkubectl get svc",
        [(2, 18)],
        "nothing of it follows",
    ),
}

FINE = {
    "a command of several lines": ("bash", "ls \\\n  -l \\\n  a"),
    "a pipe at the end of a line": ("bash", "ls |\n  wc -l"),
    "an and at the end of a line": ("bash", "ls &&\n  ls"),
    "options in a here-document": ("bash", "cat <<EOF\na\n  --b\nEOF"),
    "options in a string": ("bash", "echo 'a\n  --b'"),
    "sudo before a command": ("bash", "sudo -u a \\\n  kubectl get pods"),
    "output of a session": ("console", "$ ls\nusage\n  --a"),
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


def test_the_correction_adds_the_backslash(tmp_path: Path) -> None:
    found = drawn(tmp_path, RULE, in_fence("bash", "ls a\n  -l"))
    assert found[0].fix == "a \\"


def test_shellcheck_is_silent_about_it(tmp_path: Path) -> None:
    assert drawn(tmp_path, "shell/shellcheck", in_fence("bash", "ls a\n  -l")) == []
