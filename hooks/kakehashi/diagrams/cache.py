"""Finished diagrams kept on disk by what they were made from."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path


class DrawingCache:
    """A folder of finished diagrams, one file each.

    A file begins with the checksum of the rest, so an entry cut short or changed is no entry. Writing is atomic: two
    builds may share the folder. A folder that cannot be written only costs time, so it is never an error.

    Args:
        folder: Where the files lie; made when first needed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> str | None:
        """Return the diagram kept under *key*, or None when there is none or it is damaged."""
        try:
            checksum, _, svg = self._file(key).read_text(encoding="utf-8").partition("\n")
        except (OSError, UnicodeDecodeError):
            return None
        return svg if svg and checksum == _checksum(svg) else None

    def put(self, key: str, svg: str) -> None:
        """Keep *svg* under *key*."""
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
            try:
                with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                    file.write(f"{_checksum(svg)}\n{svg}")
                os.replace(name, self._file(key))
            except OSError:
                with contextlib.suppress(OSError):
                    Path(name).unlink()
                raise

    def _file(self, key: str) -> Path:
        return self._folder / f"{key}.svg.txt"


def _checksum(svg: str) -> str:
    return hashlib.sha256(svg.encode()).hexdigest()
