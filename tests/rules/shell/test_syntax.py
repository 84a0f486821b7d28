"""Faults of shell, at the line that has to change."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.drawing import drawn, in_fence, places

RULE = "shell/syntax"

WRONG = {
    "an open single quote": ("bash", "ls 'a\nls b", [(2, 4)], "never closed"),
    "an open quote before a closed one": ("bash", 'ls "a\nls "b"', [(2, 4)], "never closed"),
    "an open quote after JSON of several lines": (
        "bash",
        "aws x --a '{\n  \"b\": 1\n}'\nls 'c\nls",
        [(5, 4)],
        "never closed",
    ),
    "an apostrophe": ("bash", "echo it's", [(2, 8)], "never closed"),
    "no fi": ("bash", "if ls; then\n  ls", [(2, 1)], "no `fi`"),
    "no then": ("bash", "if ls\n  ls\nfi", [(2, 1)], "no `then`"),
    "no done": ("bash", "for i in 1 2; do\n  ls", [(2, 15)], "no `done`"),
    "no do": ("bash", "while true\n  ls\ndone", [(2, 1)], "no `do`"),
    "no do in a for loop": ("bash", "for i in 1 2\n  ls\ndone", [(3, 3)], "`do` is missing"),
    "no esac": ("bash", "case $1 in\n  a) ls ;;", [(2, 1)], "no `esac`"),
    "an open here-document": ("bash", "cat <<EOF\na", [(2, 7)], "never ended"),
    "an indented end": ("bash", "cat <<EOF\na\n  EOF\nls", [(4, 1)], "is indented"),
    "a space after the end": ("bash", "cat <<EOF\na\nEOF \nls", [(4, 4)], "a space after the word"),
    "an open substitution": ("bash", "echo $(ls\nls", [(2, 6)], "`$(`"),
    "a pipe into nothing": ("bash", "ls |", [(2, 4)], "a command is missing"),
    "parentheses": ("bash", "kubectl get pods (all)", [(2, 18)], "not quoted"),
    "a done too many": ("bash", "ls\ndone", [(3, 1)], "ends nothing"),
    "an open function": ("bash", "a() {\n  ls", [(2, 5)], "not closed by `}`"),
    "the wrong bracket": ("bash", "if [[ -f a ]; then\n  ls\nfi", [(2, 12)], "`[[`"),
}

FINE = {
    "placeholders": ("bash", "kubectl drain <node-name> --force"),
    "a here-document": ("bash", "cat <<'EOF'\nit's \"fine\nEOF"),
    "a comment with an apostrophe": ("bash", "# it's\nls"),
    "a session": ("console", "$ ls\nit is what it's \"called"),
    "output alone": ("console", "it's only \"output"),
    "another language": ("bash", 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: "a'),
    "a template": ('{.bash check="template"}', 'echo "'),
    "tests": ("bash", "[ -f a ] && [[ -n $b ]] || (ls; ls)"),
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
