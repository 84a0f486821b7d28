"""A page under watch."""

from __future__ import annotations

import time

from playwright.sync_api import Page, Request


def until(page: Page, condition: str, seconds: float = 30) -> None:
    """Wait until a JavaScript expression is true.

    It is asked for from outside. ``Page.wait_for_function`` evaluates text inside of the page, which the page's own
    policy forbids as soon as it has to be evaluated a second time.

    Args:
        page: The browser's page.
        condition: The expression.
        seconds: How long at most.
    """
    end = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < end, f"never true: {condition}"
        page.wait_for_timeout(50)


class Watched:
    """A page and everything that went wrong on it.

    Args:
        page: The browser's page.
        base: The address of the site's root; ends in a slash.
    """

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base
        self.requests: list[str] = []
        self.problems: list[str] = []
        self.foreign: list[str] = []
        page.on("console", lambda message: self.problems.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("requestfailed", lambda request: self.problems.append(f"failed: {request.url}"))
        page.on("response", lambda one: self.problems.append(f"{one.status}: {one.url}") if one.status >= 400 else None)
        page.on("request", self._note)

    def _note(self, request: Request) -> None:
        self.requests.append(request.url.removeprefix(self.base))
        if not request.url.startswith((self.base.rsplit("/", 2)[0], "data:", "blob:")):
            self.foreign.append(request.url)

    def open(self, path: str) -> Page:
        """Open a page and wait until it is drawn: a browser throws away what is typed before."""
        self.page.goto(self.base + path)
        self.drawn()
        return self.page

    def drawn(self) -> None:
        """Wait until the page is loaded and drawn."""
        self.page.wait_for_load_state("load")
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def settled(self) -> None:
        """Wait until nothing has been requested for half a second."""
        self.page.wait_for_load_state("networkidle")
