"""Results by content: what has not changed is not checked again.

The file holds a hash and plain JSON, so that nothing in it can be executed; a damaged one is thrown away.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .coverage import Block
from .finding import Finding, Severity, Span, Words
from .pages.source import Source

MAX_ENTRIES = 4000
"""Above this many entries, what this run did not use is forgotten."""

LIBRARIES = ("botocore", "jmespath", "jsonschema_rs", "kubernetes_validate", "rapidfuzz", "tree_sitter_bash", "yaml")
"""Packages whose version can change a result."""


@cache
def engine_fingerprint() -> str:
    """Return a hash of the engine's own code and data and of its libraries, by size and time of change."""
    digest = hashlib.blake2b(sys.version.encode(), digest_size=16)
    for library in LIBRARIES:
        found = importlib.util.find_spec(library)
        if found and found.origin:
            digest.update(f"{found.origin}:{os.stat(found.origin).st_mtime_ns};".encode())
    digest.update(folder_digest(Path(__file__).parent, ()).encode())
    return digest.hexdigest()


def folder_digest(folder: Path, leave_out: Iterable[str]) -> str:
    """Return a hash of everything below a folder, by name, size and time of change.

    Args:
        folder: The folder; hidden entries and Python's own caches do not count.
        leave_out: Ends of file names that do not count either.
    """
    digest = hashlib.blake2b(digest_size=16)
    ends = tuple(leave_out)
    pending = [str(folder)]
    while pending:
        try:
            entries = sorted(os.scandir(pending.pop()), key=lambda entry: entry.name)
        except OSError:
            continue
        for entry in entries:
            if entry.name.startswith(".") or entry.name in ("__pycache__", "node_modules") or entry.name.endswith(ends):
                continue
            try:
                if entry.is_dir(follow_symlinks=False):
                    pending.append(entry.path)
                    continue
                status = entry.stat()
            except OSError:
                continue
            digest.update(f"{entry.path}:{status.st_size}:{status.st_mtime_ns};".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def digest_of(*parts: str) -> str:
    """Return a hash of some texts, in order."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(f"{len(data)}:".encode())
        digest.update(data)
    return digest.hexdigest()


def source_digest(source: Source | None) -> str:
    """Return a hash of a file's path and text; of nothing where there is no such file."""
    if source is None:
        return ""
    return digest_of(source.path, source.kind, source.text, repr(source.bad_bytes) if source.bad_bytes else "")


def _plain(words: Words | None) -> list[str] | None:
    return None if words is None else [words.en, words.ja]


def _words(plain: Any) -> Words | None:
    return None if plain is None else Words(plain[0], plain[1])


def _from_finding(one: Finding) -> list[Any]:
    span = [one.span.line, one.span.column, one.span.end_line, one.span.end_column]
    return [
        one.path,
        span,
        one.rule,
        one.severity.value,
        _plain(one.message),
        _plain(one.suggestion),
        one.fix,
        one.excerpt,
    ]


def _to_finding(plain: Any) -> Finding:
    path, span, rule, severity, message, suggestion, fix, excerpt = plain
    return Finding(path, Span(*span), rule, Severity(severity), Words(*message), _words(suggestion), fix, excerpt)


@dataclass(frozen=True)
class Result:
    """What one page, pair of twins or site drew.

    Args:
        findings: The findings that are left after marks took theirs away.
        blocks: For a page: its blocks.
        key: What the result was made from: the text and everything it includes.
    """

    findings: tuple[Finding, ...]
    blocks: tuple[Block, ...] = ()
    key: str = ""


class Cache:
    """The results of earlier runs.

    Args:
        folder: Where they are kept; None keeps none.
        fingerprint: Everything besides the pages that a result depends on.
    """

    def __init__(self, folder: Path | None, fingerprint: Callable[[], str]) -> None:
        self.kept = folder is not None
        self._file: Path | None = None
        self._known: dict[str, Any] = {}
        self._used: dict[str, Any] = {}
        self._changed = False
        if folder is None:
            return
        self._file = folder / f"pages-{digest_of(fingerprint())[:16]}.json"
        try:
            seal, _, data = self._file.read_bytes().partition(b"\n")
            self._known = json.loads(data) if seal == _seal(data) else {}
        except OSError:
            self._known = {}

    def get(self, key: str, digest: Callable[[str], str]) -> Result | None:
        """Return the result kept under *key*, or None.

        Args:
            key: The hash of what was checked.
            digest: Returns the hash of what an include of it leads to today.
        """
        kept = self._known.get(key)
        if kept is None or any(digest(name) != known for name, known in kept["on"].items()):
            return None
        self._used[key] = kept
        return Result(
            tuple(_to_finding(plain) for plain in kept["findings"]),
            tuple(Block.from_plain(plain) for plain in kept["blocks"]),
            _key(key, kept["on"]),
        )

    def put(
        self, key: str, findings: Iterable[Finding], blocks: Iterable[Block] = (), on: Mapping[str, str] | None = None
    ) -> Result:
        """Keep a result under *key*.

        Args:
            key: The hash of what was checked.
            findings: What it drew.
            blocks: Its blocks.
            on: The hash of what each of its includes leads to.

        Returns:
            The result.
        """
        result = Result(tuple(findings), tuple(blocks), _key(key, on or {}))
        if self.kept:
            self._used[key] = {
                "on": dict(on or {}),
                "findings": [_from_finding(finding) for finding in result.findings],
                "blocks": [block.to_plain() for block in result.blocks],
            }
            self._changed = True
        return result

    def write(self) -> None:
        """Write what is known, in place of older files; a folder that cannot be written is left alone."""
        if self._file is None or not self._changed:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            for old in self._file.parent.glob("pages-*.json"):
                if old != self._file:
                    old.unlink(missing_ok=True)
            known = {**self._known, **self._used}
            handle, name = tempfile.mkstemp(dir=self._file.parent, suffix=".tmp")
            data = json.dumps(known if len(known) <= MAX_ENTRIES else self._used, separators=(",", ":")).encode()
            with os.fdopen(handle, "wb") as file:
                file.write(_seal(data) + b"\n" + data)
            os.replace(name, self._file)
        except OSError:
            return


def _seal(data: bytes) -> bytes:
    """What the first line of the file must be; anything else is a damaged file."""
    return hashlib.blake2b(data, digest_size=16).hexdigest().encode()


def _key(key: str, on: Mapping[str, str]) -> str:
    return digest_of(key, *(part for item in sorted(on.items()) for part in item)) if on else key
