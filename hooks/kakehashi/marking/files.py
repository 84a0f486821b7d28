"""The raw file behind a snippet with a title, and the address it keeps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kakehashi.pages.snippet import Snippet

FOLDER = "files"
"""Where the files of a language lie, below the folder of that language."""

_PLAIN = re.compile(r"(?!\.{1,2}(?:/|$))[\w.+-]+(?:/(?!\.{1,2}(?:/|$))[\w.+-]+)*")


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file readers may download.

    Args:
        name: What it is called, for example ``deploy.yaml``.
        path: Its path below the root of the site, for an included file, or below that of the language.
        text: Its content; None where the site holds the file already.
    """

    name: str
    path: str
    text: str | None


def raw_files(fences: Sequence[Snippet], key: str, prefix: str) -> dict[int, RawFile]:
    """Return the file of each snippet that has one, by the number of the snippet.

    A snippet that is one included file is that file: its address does not change with the page. Any other one is
    written to ``files/<page>/<title>``; where a title returns on a page, as when a reader edits a file, the second is
    ``files/<page>/2/<title>``.

    Args:
        fences: The snippets of a page, in order.
        key: The path that the page's twins share, for example ``concepts/workloads.md``.
        prefix: What stands before the documentation folder in paths of lines.
    """
    found: dict[int, RawFile] = {}
    met: dict[str, int] = {}
    folder = f"{FOLDER}/{key.removesuffix('.md')}"
    for number, fence in enumerate(fences):
        title = fence.title
        if not title or not _PLAIN.fullmatch(title) or not fence.lines:
            continue
        met[title] = met.get(title, 0) + 1
        included = _included(fence)
        if included is not None and included.startswith(prefix):
            found[number] = RawFile(title, included.removeprefix(prefix), None)
            continue
        middle = "" if met[title] == 1 else f"{met[title]}/"
        found[number] = RawFile(title, f"{folder}/{middle}{title}", fence.text)
    return found


def _included(fence: Snippet) -> str | None:
    """The file a snippet includes as a whole."""
    first = fence.lines[0]
    whole = all(line.path == first.path and line.number == at for at, line in enumerate(fence.lines, 1))
    return first.path if whole and first.path != fence.path else None
