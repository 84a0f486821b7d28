"""What the rules about shell share: shellcheck's remarks, asked for once a run and kept by content."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from kakehashi.pages.bare import bare_lines
from kakehashi.pages.embedded import script_of
from kakehashi.pages.likeness import looks_like
from kakehashi.pages.shell import normalise
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.strays import straightened
from kakehashi.settings import Settings
from kakehashi.tools import ShellNote, run_shellcheck, shellcheck

from ._lines import COMMANDS, Break, broken_continuations, mixed_output, spaces_after_backslash

OFF = (
    # About scripts, not about what a reader pastes.
    2034,
    2154,
    2153,
    2155,
    2046,
    1090,
    1091,
    2164,
    2148,
    2103,
    2119,
    2120,
    2128,
    2163,
    2206,
    2207,
    2262,
    2263,
    2317,
    2091,
    2112,
    # Constant where a placeholder stands, or a loop over the one name a page uses.
    2043,
    2050,
    2066,
    2078,
    2157,
    2158,
    2159,
    2160,
    2161,
    2193,
    2194,
    # A habit that works: find | xargs, ssh with a here-document, traps, aliases, tr [a-z], VAR=command.
    2010,
    2012,
    2013,
    2038,
    2044,
    2045,
    2060,
    2064,
    2087,
    2139,
    2209,
    # What other rules say in better words.
    1015,
    1016,
    1017,
    1018,
    1077,
    1082,
    1100,
    1101,
    1110,
    1111,
    1112,
)
"""Remarks that are not wanted."""

_SHORTCODE = re.compile(r"\{\{[<%].*?[>%]\}\}")
"""A shortcode of the Hugo site generator, which becomes a word before a reader sees it."""

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


@lru_cache(maxsize=2048)
def is_shell(snippet: Snippet) -> bool:
    """Whether a snippet is shell that may be judged: not another language, nor a session that is output alone."""
    if snippet.marking == "template" or "[[%" in snippet.text or looks_like(snippet.text, snippet.language) is not None:
        return False
    if snippet.language == "console" and not script_of(snippet).prompts:
        first = next(
            (
                line.text.split()
                for line in snippet.lines
                if line.text.strip() and not line.text.lstrip().startswith("#")
            ),
            [""],
        )
        return first[0] in COMMANDS
    return True


@lru_cache(maxsize=2048)
def readable(snippet: Snippet) -> str:
    """Return the commands of a snippet after what other rules name has been put right; lines keep their numbers."""
    text = straightened(snippet.text, snippet.language)
    cleaned = (
        normalise(text, session=snippet.language == "console")[0] if text != snippet.text else script_of(snippet).text
    )
    lines = _SHORTCODE.sub(lambda match: "_" * len(match.group()), cleaned).split("\n")
    bare = bare_lines(snippet.text, snippet.language)
    for number, start, _ in spaces_after_backslash(snippet):
        lines[number - 1] = lines[number - 1].rstrip(" \t\u3000\u00a0") if start else lines[number - 1]
    for broken in broken_continuations(snippet):
        if broken.how is Break.MISSING:
            lines[broken.line - 1] = _before_comment(lines[broken.line - 1], bare[broken.line - 1]) + " \\"
        elif broken.how is Break.DANGLING:
            lines[broken.line - 1] = lines[broken.line - 1].rstrip(" \t").removesuffix("\\")
        else:
            lines[broken.line - 1] = "\\"
    for first, last in mixed_output(snippet):
        for number in range(first, last + 1):
            lines[number - 1] = ""
    return "\n".join(lines)


def _before_comment(line: str, bare: str) -> str:
    """A line up to the comment at its end, which would swallow a backslash."""
    end = len(bare.rstrip("\0"))
    return line[:end] if end < len(bare) and line[end : end + 1] == "#" else line


def notes(snippets: Sequence[Snippet], settings: Settings) -> Iterator[tuple[Snippet, ShellNote]]:
    """Return shellcheck's remarks about *snippets*, each text asked about once.

    Raises:
        ToolMissing: shellcheck is not installed or gave no answer.
    """
    texts = [readable(snippet) if is_shell(snippet) else "" for snippet in snippets]
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
