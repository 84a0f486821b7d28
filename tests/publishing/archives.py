"""Archives as a hostile build could make them."""

from __future__ import annotations

import stat
import zipfile
from pathlib import Path

PAGE = b"<!doctype html><html><head><title>T</title></head><body><article><h1>T</h1></article></body></html>"
GOOD = {"site/index.html": PAGE, "site/en/index.html": PAGE, "findings.jsonl": b""}


def write(path: Path, files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write an archive of plain files, as the action for artifacts does."""
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def entry(name: str, kind: int = stat.S_IFREG, mode: int = 0o644) -> zipfile.ZipInfo:
    """One entry with the name and kind as given, whatever the library thinks of them."""
    info = zipfile.ZipInfo("x")
    info.filename = name
    info.create_system = 3
    info.external_attr = (kind | mode) << 16
    return info
