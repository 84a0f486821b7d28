"""Every field of the correct corpus, misspelt or given the wrong type, is caught on its own line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from tests.knowledge.kubernetes.support import VERSIONS, found

from kakehashi.knowledge.kubernetes.identity import read
from kakehashi.knowledge.kubernetes.manifest import Part
from kakehashi.pages.yaml_tree import parse

FOLDER = Path(__file__).parent / "good"
DOCUMENTS = [
    pytest.param(document, id=f"{stem}-{number}")
    for stem in ("access", "extension", "network", "policy", "storage", "workloads")
    for number, document in enumerate((FOLDER / f"{stem}.yaml").read_text(encoding="utf-8").split("\n---\n"), 1)
]


def _fields(document: str) -> Iterator[tuple[Part, str, yaml.Node, yaml.Node]]:
    root = parse(document).documents[0]
    assert root is not None
    manifest = read(root, VERSIONS)
    for part in manifest.parts:
        known = manifest.schemas.definition(part.definition).fields
        for name, (key, value) in part.fields.items():
            if name in known:
                yield part, known[name].name, key, value


def _with(document: str, node: yaml.Node, text: str) -> str:
    lines = document.split("\n")
    line, start, end = node.start_mark.line, node.start_mark.column, node.end_mark.column
    lines[line] = lines[line][:start] + text + lines[line][end:]
    return "\n".join(lines)


def _caught(document: str, line: int) -> bool:
    return line in {problem.start_line for problem in found(document)}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_misspelt_fields(document: str) -> None:
    for part, _, key, _ in _fields(document):
        name = str(key.value)
        if len(name) > 3:
            misspelt = name[:2] + name[3] + name[2] + name[4:] if name[2] != name[3] else name[:-1]
            assert _caught(_with(document, key, misspelt), key.start_mark.line), part.at(name)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_values_of_the_wrong_type(document: str) -> None:
    for part, kind, key, value in _fields(document):
        if isinstance(value, yaml.ScalarNode) and value.start_mark.line == value.end_mark.line:
            wrong = {"string": "[1]", "integer": '"abc"', "boolean": '"abc"'}.get(kind)
            if wrong:
                assert _caught(_with(document, value, wrong), value.start_mark.line), part.at(str(key.value))
