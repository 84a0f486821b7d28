"""All adapters as one MkDocs plugin: what this repository lists under ``hooks:``, another site names once.

    plugins:
      - kakehashi

An adapter is a hook file of MkDocs. The wheel carries them in ``adapters/``; in a checkout they lie one folder up.
Their events keep their priorities; list the plugin last, where hooks come too.
"""

from __future__ import annotations

import functools
import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from mkdocs.config.base import Config
from mkdocs.plugins import EVENTS, BasePlugin, CombinedEvent

_NEEDS_LANGUAGES = frozenset({"polish_site"})
"""Adapters that are for sites in several languages, and would complain about any other."""


class _Unbound:
    """A function that stays one when it is looked up on the plugin."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function

    def __get__(self, instance: object, owner: type | None = None) -> Callable[..., Any]:
        return self._function


def _adapters() -> list[ModuleType]:
    carried = Path(__file__).parent / "adapters"
    folder = carried if carried.is_dir() else Path(__file__).parent.parent
    return [_load(path) for path in sorted(folder.glob("*.py"))]


def _load(path: Path) -> ModuleType:
    name = f"{__name__}.adapters.{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    # Dataclasses look their module up by its name.
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _with_languages(function: Callable[..., Any]) -> Callable[..., Any]:
    """Call an event only where the site has the plugin for languages; a priority goes along."""

    @functools.wraps(function)
    def call(*items: Any, **about: Any) -> Any:
        config = about.get("config", items[0] if items else None)
        return function(*items, **about) if config is None or "i18n" in config.plugins else None

    return call


class _NoOptions(Config):  # type: ignore[no-untyped-call]
    """Settings are those of the checker: ``extra: kakehashi:`` in ``mkdocs.yml``."""


class Plugin(BasePlugin[_NoOptions]):  # type: ignore[no-untyped-call]
    """The plugin; it takes no options of its own."""


def _equip(plugin: type[Plugin]) -> None:
    events: dict[str, list[Callable[..., Any]]] = {}
    for adapter in _adapters():
        for event in EVENTS:
            function = getattr(adapter, f"on_{event}", None)
            if function is not None:
                needs = adapter.__name__.rpartition(".")[2] in _NEEDS_LANGUAGES
                events.setdefault(event, []).append(_with_languages(function) if needs else function)
    for event, functions in events.items():
        combined: Any = CombinedEvent
        setattr(plugin, f"on_{event}", combined(*map(_Unbound, functions)))


_equip(Plugin)
