"""The made-up site of the bench is right in the eyes of every rule, and grows as it is told to."""

from __future__ import annotations

from pathlib import Path

import pytest

from kakehashi.coverage import Status
from kakehashi.engine import check_site
from tests.bench.content import write_site


def test_a_site_of_any_size_draws_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path, 22)
    monkeypatch.chdir(tmp_path)
    report = check_site(Path("docs"))
    assert [f"{one.path}:{one.span.line} {one.rule}: {one.message.en}" for one in report.findings] == []
    assert report.pages == 2 * 23
    assert sum(block.language == "yaml" for block in report.blocks) == 4 * 44
    assert not [block for block in report.blocks if block.status is Status.SKIPPED]
