"""Correct manifests of many kinds draw nothing, alone and as the blocks they stand in."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.knowledge.kubernetes.support import VERSIONS, found

from kakehashi.pages.yaml_tree import parse

FILES = sorted((Path(__file__).parent / "good").glob("*.yaml"))
DOCUMENTS = [
    pytest.param(document, id=f"{path.stem}-{number}")
    for path in FILES
    for number, document in enumerate(path.read_text(encoding="utf-8").split("\n---\n"), 1)
]


def test_the_corpus_is_large() -> None:
    assert len(DOCUMENTS) >= 90


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_correct_document_draws_nothing(document: str) -> None:
    assert parse(document).documents
    assert found(document) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.stem))
def test_a_correct_block_draws_nothing(path: Path) -> None:
    assert found(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("version", VERSIONS)
def test_each_version_alone_accepts_the_corpus(version: str) -> None:
    for path in FILES:
        assert found(path.read_text(encoding="utf-8"), versions=(version,)) == []
