"""What the browser tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext
from tests.browser.watched import Watched


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader who prefers Japanese, with a wide screen and nothing remembered."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="ja-JP")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context
    context.close()


@pytest.fixture
def watched(context: BrowserContext, served_site: str) -> Watched:
    """A page of that reader's."""
    return Watched(context.new_page(), served_site)
