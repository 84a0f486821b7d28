"""What the rules about shell share: shellcheck's remarks, asked for once a run and kept by content."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ...pages.embedded import script_of
from ...pages.snippet import Snippet
from ...settings import Settings
from ...tools import ShellNote, run_shellcheck, shellcheck

OFF = (2034, 2154, 2155, 2046, 1090, 1091, 2164, 2148, 1017, 1082)
"""Remarks that are about scripts, or that other rules make in better words."""

_LAST: dict[tuple[str, ...], list[tuple[int, ShellNote]]] = {}
"""The remarks of the last batch, so that the two rules that read them start one process."""


def _key(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _known(file: Path | None) -> dict[str, Any]:
    try:
        known = json.loads(file.read_bytes()) if file else {}
    except (OSError, ValueError, RecursionError):
        known = {}
    return known if isinstance(known, dict) else {}


def _keep(file: Path, known: dict[str, Any]) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(known, stream, separators=(",", ":"))
        os.replace(name, file)
    except OSError:
        return


def notes(snippets: Sequence[Snippet], settings: Settings) -> Iterator[tuple[Snippet, ShellNote]]:
    """Return shellcheck's remarks about *snippets*, each text asked about once.

    Raises:
        ToolMissing: shellcheck is not installed or gave no answer.
    """
    texts = [script_of(snippet).text for snippet in snippets]
    keys = [_key(text) for text in texts]
    batch = tuple(keys)
    if batch not in _LAST:
        _LAST.clear()
        _LAST[batch] = list(_ask(texts, keys, settings))
    for index, note in _LAST[batch]:
        yield snippets[index], note


def _ask(texts: Sequence[str], keys: Sequence[str], settings: Settings) -> Iterator[tuple[int, ShellNote]]:
    status = os.stat(shellcheck())
    version = hashlib.blake2b(f"{status.st_size}:{status.st_mtime_ns}:{OFF}".encode(), digest_size=6).hexdigest()
    file = settings.cache / f"shellcheck-{version}.json" if settings.cache else None
    known = _known(file)
    missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known and text.strip()}
    if missing:
        found: dict[str, list[list[Any]]] = {key: [] for key in missing}
        order = list(missing)
        for index, note in run_shellcheck(list(missing.values()), OFF):
            found[order[index]].append(
                [note.code, note.level, note.message, note.line, note.column, note.end_line, note.end_column]
            )
        known.update(found)
        if file:
            _keep(file, known)
    for index, key in enumerate(keys):
        for plain in known.get(key, ()):
            yield index, ShellNote(*plain)
