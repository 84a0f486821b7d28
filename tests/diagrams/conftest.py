"""One worker process for all tests that draw."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.diagrams.samples import JAPANESE_FLOWCHART, SEQUENCE, STATES

from kakehashi.diagrams import Drawer


@pytest.fixture(scope="session")
def drawer() -> Iterator[Drawer]:
    with Drawer(None, time_limit=120) as drawer:
        yield drawer


@pytest.fixture(params=[JAPANESE_FLOWCHART, SEQUENCE, STATES], ids=["flowchart", "sequence", "states"])
def source(request: pytest.FixtureRequest) -> str:
    return str(request.param)
