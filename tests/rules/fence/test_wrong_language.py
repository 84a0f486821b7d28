"""Blocks under the wrong name."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.rules.drawing import drawn, in_fence, places

RULE = "fence/wrong-language"

WRONG = {
    "HCL as YAML": ("yaml", 'resource "a" "b" {\n  c = 1\n}', [(1, 4)], "Terraform"),
    "a command as YAML": ("yaml", "kubectl get pods", [(1, 4)], "shell commands"),
    "a table as YAML": ("yaml", "NAME  READY\nweb   1/1", [(1, 4)], "output"),
    "a Dockerfile as YAML": ("yaml", "FROM a\nRUN b", [(1, 4)], "Dockerfile"),
    "a diff as YAML": ("yaml", " a:\n-  b: 1\n+  b: 2", [(1, 4)], "a diff"),
    "a tree as YAML": ("yaml", "a\n├── b\n└── c", [(1, 4)], "output"),
    "YAML as bash": ("bash", "apiVersion: v1\nkind: A", [(1, 4)], "YAML"),
    "JSON as bash": ("bash", '{"a": 1}', [(1, 4)], "JSON"),
    "prose as bash": ("bash", "これは説明です。", [(1, 4)], "prose"),
    "YAML as JSON": ("json", "a: 1\nb: 2", [(1, 4)], "YAML"),
    "a command as JSON": ("json", "aws ecs list-clusters", [(1, 4)], "shell commands"),
    "a misspelt name": ("ymal", "a: 1", [(1, 4)], "no language is called `ymal`"),
    "in braces": ('{.json title="a"}', "a: 1\nb: 2", [(1, 6)], "YAML"),
}

FINE = {
    "JSON as YAML": ("yaml", '{"a": 1}'),
    "a list of commands": ("yaml", "- kubectl get pods"),
    "a template": ('{.yaml check="template"}', "{{ .a }}"),
    "a fragment of scalars": ("yaml", "- a\n- b"),
    "a here-document": ("bash", "cat <<EOF > a.yaml\napiVersion: v1\nkind: A\nEOF"),
    "a test first": ("bash", '[ "$a" = b ] && ls'),
    "a group first": ("bash", "{ ls; pwd; }"),
    "a language of others": ("kotlin", "a"),
    "a skipped block": ('{.yaml skip="shown as it is printed"}', "NAME  READY\nweb   1/1"),
    "text": ("text", "apiVersion: v1"),
    "a broken manifest": ("yaml", "apiVersion: v1\nkind Pod"),
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
