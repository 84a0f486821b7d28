"""The search's quality, measured in its own dialog: ``python -m tests.search.measure`` prints every query."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import yaml

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

QUERIES = Path(__file__).with_name("queries.yaml")
FOLDERS = {"ja": "", "en": "en/"}
AIMS = {"ja": (0.95, 0.85), "en": (1.0, 0.85)}
"""The share of queries found, and found first, that is aimed at."""

# How many results count as found.
_DEPTH = 10
# Every link a reader sees without unfolding anything, and the page among them that is only a headline.
_SHOWN = """() => [...document.querySelectorAll('.md-search-result__item > a')].map(link =>
  [link.href, Number(link.firstElementChild.dataset.mdScore)])"""


@dataclass(frozen=True)
class Outcome:
    """What one query found.

    Args:
        query: What was typed.
        rank: The place of the first right result, from 1; 0 when there is none.
        shown: The results, best first, as addresses below the language's folder.
        strays: The results that lie outside the language's folder.
    """

    query: str
    rank: int
    shown: tuple[str, ...]
    strays: tuple[str, ...]

    @property
    def found(self) -> bool:
        return 0 < self.rank <= _DEPTH


def queries(language: str) -> list[dict[str, Any]]:
    """Return the queries of a language: ``query``, and the list ``find`` of right results."""
    entries: list[dict[str, Any]] = yaml.safe_load(QUERIES.read_text("utf-8"))[language]
    return entries


def open_search(page: Page, base: str, language: str) -> None:
    """Open the search on a page that none of the queries is about, and wait for its index."""
    page.goto(base + FOLDERS[language] + "about/")
    page.locator(".md-search__input").focus()
    page.locator(".md-search__input").fill("kubernetes")
    page.locator(".md-search-result__item").first.wait_for()


def ask(page: Page, base: str, language: str, query: str, targets: Sequence[str]) -> Outcome:
    """Type a query into the open dialog and see what it shows."""
    # Searching is done within the event, so that the results are there when this returns.
    page.locator(".md-search__input").fill(query)
    folder = base + FOLDERS[language]
    shown: list[str] = []
    strays: list[str] = []
    best: dict[str, list[tuple[float, str]]] = {}
    for href, score in page.evaluate(_SHOWN):
        parts = urlsplit(href)
        address = f"{parts.scheme}://{parts.netloc}{parts.path}"
        if not address.startswith(folder) or (language == "ja" and address.startswith(base + FOLDERS["en"])):
            strays.append(href)
            continue
        name = address.removeprefix(folder).strip("/") or "index"
        best.setdefault(name, [])
        if score:
            best[name].append((score, f"{name}#{unquote(parts.fragment)}" if parts.fragment else name))
    for sections in best.values():
        shown += [section for _, section in sorted(sections, key=lambda one: -one[0])]
    ranks = [at for at, one in enumerate(shown, 1) if any(_fits(one, target) for target in targets)]
    return Outcome(query, ranks[0] if ranks else 0, tuple(shown[:_DEPTH]), tuple(strays))


def _fits(shown: str, target: str) -> bool:
    return shown == target if "#" in target else shown.partition("#")[0] == target


def outcomes(browser: Browser, base: str, language: str) -> list[Outcome]:
    """Ask every query of a language.

    Args:
        browser: A running browser.
        base: The address of the served site; ends in a slash.
        language: ``ja`` or ``en``.
    """
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale=language)
    try:
        page = context.new_page()
        open_search(page, base, language)
        return [ask(page, base, language, one["query"], one["find"]) for one in queries(language)]
    finally:
        context.close()


def rows(language: str, asked: Sequence[Outcome]) -> Iterator[tuple[str, float, str, str]]:
    """Yield what was measured, the figure, its unit and what is aimed at, for a table of figures."""
    found, first = AIMS[language]
    total = len(asked)
    yield f"search, {language}: {total} queries, found", sum(one.found for one in asked) / total, "", f"{found:g}"
    yield f"search, {language}: first", sum(one.rank == 1 for one in asked) / total, "", f"{first:g}"
    yield f"search, {language}: hits in the other language", sum(len(one.strays) for one in asked), "", "0"


def table(language: str, asked: Sequence[Outcome]) -> str:
    """Return every query with its rank and what came first, and the figures below."""
    lines = [f"{language}  {one.rank or '-':>3}  {one.query:<32}  {one.shown[0] if one.shown else ''}" for one in asked]
    lines += [f"{what:<48} {figure:.3g} {unit} aim: {aim}" for what, figure, unit, aim in rows(language, asked)]
    return "\n".join(lines)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        return


def measured() -> dict[str, list[Outcome]]:
    """Build the site, ask every query of each language, and return the outcomes.

    Raises:
        RuntimeError: There is no Chromium on this machine.
    """
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        raise RuntimeError("the search is measured in Chromium, and there is none on this machine")
    with tempfile.TemporaryDirectory(prefix="kakehashi-search-") as folder:
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", folder],
            cwd=QUERIES.parent.parent.parent,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            check=True,
        )
        handler = functools.partial(_Quiet, directory=folder)
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
            base = f"http://127.0.0.1:{server.server_address[1]}/"
            result = {language: outcomes(browser, base, language) for language in FOLDERS}
            browser.close()
            server.shutdown()
    return result


if __name__ == "__main__":
    for code, asked in measured().items():
        print(table(code, asked))
