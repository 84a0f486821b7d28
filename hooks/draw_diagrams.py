"""MkDocs adapter: every ```` ```mermaid ```` fence becomes a drawing in the page.

The fence is handed over by SuperFences, which finds fences wherever they stand (lists, tabs, admonitions, includes) and
takes care of indentation. Its format function is set here, in ``on_config``, and not in ``mkdocs.yml``: naming it
there would need the hooks folder to be installed as a package. ``on_config`` runs once per language on one and the same
config, so the option is set as a whole and setting it again changes nothing.

SuperFences knows no line numbers and wraps exceptions, so the engine raises none, and the line of a problem is found in
the file on disk. A problem is a warning (with ``--strict`` the build fails), and the page shows the source instead.
The element is not called ``mermaid``: Material's script would fetch Mermaid from a third party for one that is.
"""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from kakehashi.diagrams import WIDEST, Drawer, Problem, figure, least_width, source_block
from kakehashi.finding import Language, Words

log = get_plugin_logger("kakehashi.diagrams")
CACHE = Path(".cache/kakehashi/diagrams")
LANGUAGE = "mermaid"


@dataclass
class _Build:
    """What one build knows: the config it belongs to, its drawer, the page at work, and what was already reported."""

    config: MkDocsConfig
    drawer: Drawer
    page: Page | None = None
    used: Counter[str] = field(default_factory=Counter)
    reported: set[str] = field(default_factory=set)


_WIDE = Words(
    "the diagram is wider than a page even at its smallest: readers must scroll; stack it (TB) or split it",
    "図を最小にしてもページの幅に収まらず、読者は横にスクロールすることになる。縦に並べる（TB）か、分割する",
)

# A hook is loaded once per process, and `mkdocs serve` brings a new config with each rebuild.
_build: _Build | None = None


@event_priority(-110)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Make SuperFences hand mermaid fences to :func:`_draw`; after the i18n plugin has settled the language."""
    global _build
    if _build is None or _build.config is not config:
        if _build is not None:
            _build.drawer.close()
        root = Path(config.config_file_path).parent if config.config_file_path else Path()
        _build = _Build(config, Drawer(root / CACHE))
    options: dict[str, Any] = dict(config.mdx_configs.get("pymdownx.superfences") or {})
    others = [fence for fence in options.get("custom_fences") or [] if fence.get("name") != LANGUAGE]
    options["custom_fences"] = [*others, {"name": LANGUAGE, "class": "kakehashi-diagram", "format": _draw}]
    config.mdx_configs["pymdownx.superfences"] = options
    return config


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Remember the page whose fences come next."""
    if _build is not None:
        _build.page = page
        _build.used.clear()


@event_priority(-110)
def on_post_build(config: MkDocsConfig) -> None:
    """End the worker process; it is started again when a diagram of the next language or rebuild needs it."""
    if _build is not None:
        _build.drawer.close()


def _draw(source: str, language: str, class_name: str, options: dict[str, Any], md: Any, **rest: Any) -> str:
    if _build is None:
        return source_block(source)
    drawn = _build.drawer.draw(source)
    _build.used[source] += 1
    if isinstance(drawn, Problem):
        _say(_build, logging.WARNING, source, drawn.line or 1, drawn.words)
        return source_block(source)
    _build.used[drawn.prefix] += 1
    if least_width(drawn) > WIDEST:
        _say(_build, logging.INFO, source, 1, _WIDE)
    return figure(drawn, _page_language(_build), _build.used[drawn.prefix])


def _page_language(build: _Build) -> Language:
    locale = getattr(build.page.file, "locale", None) if build.page else None
    if locale is None:
        locale = build.config.theme.get("language", "en")
    return "ja" if str(locale).startswith("ja") else "en"


def _say(build: _Build, level: int, source: str, line: int, words: Words) -> None:
    message = f"{_place(build, source, line)}: {words.en} / {words.ja}"
    # A page shown in the other language for want of a translation is read twice.
    if message not in build.reported:
        build.reported.add(message)
        log.log(level, message)


def _place(build: _Build, source: str, line: int) -> str:
    if build.page is None:
        return "?"
    path = build.page.file.src_uri
    disk = build.page.file.abs_src_path
    if not disk:
        return path
    name = Path(disk)
    shown = name.as_posix()
    if build.config.config_file_path:
        root = Path(build.config.config_file_path).resolve().parent
        shown = name.resolve().relative_to(root).as_posix() if name.resolve().is_relative_to(root) else shown
    try:
        lines = name.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return shown
    first = _find(lines, source.splitlines(), build.used[source])
    return f"{shown}:{first + line}" if first is not None else shown


def _find(lines: list[str], wanted: list[str], number: int) -> int | None:
    """Return the line (from 1) of the fence with the *number*-th *wanted* content; None for a fence in an include."""
    plain = [line.strip() for line in wanted]
    here = [line.strip().lstrip("> ") if line.lstrip().startswith(">") else line.strip() for line in lines]
    found = [
        at
        for at in range(1, len(here) - len(plain) + 1)
        if LANGUAGE in here[at - 1] and here[at : at + len(plain)] == plain
    ]
    return found[min(number, len(found)) - 1] if found else None
