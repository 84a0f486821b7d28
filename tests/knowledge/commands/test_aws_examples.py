"""Commands are found in the form that the tool's help examples have."""

from __future__ import annotations

from pathlib import Path

import pytest

from kakehashi.knowledge.commands import aws_examples, snapshot_aws

_TEXT = """
**Example 1: tasks**

The following command lists tasks with aws in the middle of a sentence. ::

    aws ecs list-tasks \\
        --cluster demo

Output::

    {"taskArns": ["a"]}

A quoted value may hold line ends. ::

  aws ecs run-task --task-definition t --overrides '{
    "containerOverrides": []
  }'

Not by itself. ::

    aws ecs list-tasks | head
    aws ecs list-tasks --cluster $(cat name)
    aws ecs list-tasks --cluster 'never closed

    $ aws ecs list-task
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "awscli" / "examples" / "ecs"
    place.mkdir(parents=True)
    place.joinpath("a.rst").write_text(_TEXT, "utf-8")
    place.joinpath("b.rst").write_text("    aws ecs list-tasks --cluster demo\n    aws glue get-tables\n", "utf-8")
    return tmp_path


def test_commands(folder: Path) -> None:
    assert list(aws_examples.commands(folder)) == [
        ["aws", "ecs", "list-tasks", "--cluster", "demo"],
        ["aws", "ecs", "run-task", "--task-definition", "t", "--overrides", '{\n    "containerOverrides": []\n  }'],
        ["aws", "ecs", "list-task"],
        ["aws", "glue", "get-tables"],
    ]


def test_errors(folder: Path) -> None:
    refused = [words[2] for words in aws_examples.commands(folder) if aws_examples.errors(words)]
    assert refused == ["list-task"]


def test_the_maintainer_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert snapshot_aws._try_examples(folder) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("? aws ecs list-task |")
    assert printed[-1].startswith("4 help examples tried, 1 refused")
