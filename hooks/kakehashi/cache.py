"""Results by content: a page that has not changed is not checked again.

The file holds plain JSON, so that nothing in it can be executed; a damaged one is thrown away.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from .coverage import Block
from .finding import Finding, Severity, Span, Words

MAX_ENTRIES = 4000
"""Above this many pages, what this run did not use is forgotten."""

Result = tuple[list[tuple[int | None, str, Finding]], list[Block]]


@cache
def engine_fingerprint() -> str:
    """Return a hash of the engine's own code and data, by size and time of change."""
    digest = hashlib.blake2b(digest_size=16)
    for folder, folders, files in os.walk(Path(__file__).parent):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(files):
            status = os.stat(os.path.join(folder, name))
            digest.update(f"{name}:{status.st_size}:{status.st_mtime_ns};".encode())
    return digest.hexdigest()


def _plain(words: Words | None) -> list[str] | None:
    return None if words is None else [words.en, words.ja]


def _words(plain: Any) -> Words | None:
    return None if plain is None else Words(plain[0], plain[1])


def _from_finding(one: Finding) -> list[Any]:
    span = [one.span.line, one.span.column, one.span.end_line, one.span.end_column]
    return [one.path, span, one.rule, one.severity.value, _plain(one.message), _plain(one.suggestion), one.fix, one.excerpt]


def _to_finding(plain: Any) -> Finding:
    path, span, rule, severity, message, suggestion, fix, excerpt = plain
    return Finding(path, Span(*span), rule, Severity(severity), Words(*message), _words(suggestion), fix, excerpt)


class Cache:
    """The results of earlier runs.

    Args:
        folder: Where they are kept; None keeps none.
        fingerprint: Everything besides the page that a result depends on.
    """

    def __init__(self, folder: Path | None, fingerprint: str) -> None:
        name = hashlib.blake2b(fingerprint.encode(), digest_size=8).hexdigest()
        self._file = folder / f"pages-{name}.json" if folder else None
        self._known: dict[str, Any] = {}
        self._kept: dict[str, Any] = {}
        self._changed = False
        if self._file:
            try:
                known = json.loads(self._file.read_bytes())
                self._known = known if isinstance(known, dict) else {}
            except (OSError, ValueError, RecursionError):
                self._known = {}

    def get(self, key: str) -> Result | None:
        """Return the result kept under *key*, or None."""
        kept = self._known.get(key)
        if kept is None:
            return None
        try:
            found = [(one, rule, _to_finding(plain)) for one, rule, plain in kept[0]]
            blocks = [Block.from_plain(plain) for plain in kept[1]]
        except (TypeError, ValueError, KeyError):
            return None
        self._kept[key] = kept
        return found, blocks

    def put(self, key: str, result: Result) -> None:
        """Keep *result* under *key*."""
        found, blocks = result
        self._kept[key] = [
            [[one, rule, _from_finding(finding)] for one, rule, finding in found],
            [block.to_plain() for block in blocks],
        ]
        self._changed = True

    def write(self) -> None:
        """Write what this run used, in place of older files; a folder that cannot be written is left alone."""
        if self._file is None or not self._changed:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            for old in self._file.parent.glob("pages-*.json"):
                if old != self._file:
                    old.unlink(missing_ok=True)
            handle, name = tempfile.mkstemp(dir=self._file.parent, suffix=".tmp")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                known = self._known if len(self._known) <= MAX_ENTRIES else {}
                json.dump({**known, **self._kept}, file, ensure_ascii=False, separators=(",", ":"))
            os.replace(name, self._file)
        except OSError:
            return
