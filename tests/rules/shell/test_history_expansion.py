"""Which ``!`` an interactive shell expands: the rule and bash itself agree on every line."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.rules.drawing import drawn, in_fence, places

RULE = "shell/history-expansion"

# The column in the page of what is expanded.
WRONG = {
    'echo "tasks[?!x]"': 14,
    'echo "a !x"': 9,
    'echo "!(x)"': 7,
    "echo a!b": 7,
    'echo "it\'s !x"': 12,
    "echo 'a' !x": 10,
}
FINE = (
    'echo "a[!x]"',
    "echo ok! done",
    'echo "ok!"',
    "echo 'a !x'",
    "echo \\!x",
    'echo "${!HOME}"',
    "echo $!x",
    "test ! -f /x",
    'echo "a!=b"',
    "echo [!a]x",
    "# say !x",
    "echo x # say !x",
    "echo $'a\\' !x'",
)


@pytest.mark.parametrize("line", WRONG)
def test_it_is_named_at_its_place(line: str, tmp_path: Path) -> None:
    found = drawn(tmp_path, RULE, in_fence("bash", f"ls\n{line}"))
    assert places(found) == [(3, WRONG[line])]
    assert found[0].message.ja


@pytest.mark.parametrize("line", FINE)
def test_others_draw_nothing(line: str, tmp_path: Path) -> None:
    assert drawn(tmp_path, RULE, in_fence("bash", line)) == []


@pytest.mark.parametrize("line", [*WRONG, *FINE])
def test_bash_agrees(line: str) -> None:
    told = subprocess.run(
        ["bash", "--norc", "-i"], input=line + "\n", capture_output=True, text=True, check=False, timeout=20
    )
    assert ("event not found" in told.stderr) == (line in WRONG)


@pytest.mark.parametrize(
    "body",
    ["#!/bin/bash\necho a!b", "cat <<'EOF'\na!b\nEOF", "echo 'first\nsecond !x'", 'echo "first\n"second'],
)
def test_files_here_documents_and_open_quotes_are_understood(body: str, tmp_path: Path) -> None:
    assert drawn(tmp_path, RULE, in_fence("bash", body)) == []


def test_a_block_with_a_file_name_is_a_script(tmp_path: Path) -> None:
    assert drawn(tmp_path, RULE, in_fence('{.bash title="a.sh"}', "echo a!b")) == []
