"""The reader's working directory, as far as the page fills it."""

from __future__ import annotations

import fnmatch
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from kakehashi.pages.lines import Line

from .manifest import Document
from .place import Place

HOME = "/home/reader"
START = f"{HOME}/lab"
"""Where the reader is when the page begins; the names are never shown."""


@dataclass(frozen=True)
class File:
    """A file.

    Args:
        lines: Its text, or None where that is not known.
        expands: Whether variables in it were replaced when it was written.
        place: The word that named it, or None.
        documents: What it holds, where that is known without its text.
    """

    lines: tuple[Line, ...] | None
    expands: bool = False
    place: Place | None = None
    documents: tuple[Document, ...] | None = None


@dataclass
class FileSystem:
    """Files and folders by absolute path. ``open``: folders that may hold more than is known."""

    cwd: str = START
    files: dict[str, File] = field(default_factory=dict)
    folders: set[str] = field(default_factory=lambda: {START})
    open: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)

    def path(self, text: str) -> str:
        """Return the absolute path a word means."""
        if text == "~" or text.startswith("~/"):
            text = HOME + text[1:]
        return posixpath.normpath(posixpath.join(self.cwd, text))

    def inside(self, path: str) -> bool:
        """Whether a path lies in the directory the reader started in."""
        return path == START or path.startswith(f"{START}/")

    def shown(self, path: str) -> str:
        """Return a path as the reader would write it, from where the page began."""
        if path.startswith(f"{HOME}/") and not self.inside(path):
            return "~" + path[len(HOME) :]
        return posixpath.relpath(path, START) if self.inside(path) else path

    def write(self, text: str, file: File) -> str:
        """Create or replace a file; return its path."""
        path = self.path(text)
        self.files[path] = file
        self.gone.discard(path)
        self.make(posixpath.dirname(path))
        return path

    def make(self, folder: str) -> None:
        """Create a folder and those above it."""
        while folder not in ("/", "", HOME) and folder not in self.folders:
            self.folders.add(folder)
            folder = posixpath.dirname(folder)

    def remove(self, path: str) -> list[str]:
        """Remove a file, or a folder with what it holds; return the files that went."""
        went = [name for name in self.files if name == path or name.startswith(f"{path}/")]
        for name in went:
            del self.files[name]
            self.gone.add(name)
        self.folders -= {name for name in self.folders if name == path or name.startswith(f"{path}/")}
        return went

    def in_folder(self, folder: str, *, deep: bool = False) -> list[str]:
        """The files in a folder, in the order kubectl reads them."""
        start = f"{folder}/"
        return sorted(name for name in self.files if name.startswith(start) and (deep or "/" not in name[len(start) :]))

    def matching(self, text: str) -> list[str]:
        """The files a glob names."""
        path = self.path(text)
        depth = path.count("/")
        return sorted(name for name in self.files if name.count("/") == depth and fnmatch.fnmatchcase(name, path))

    def may_exist(self, path: str) -> bool:
        """Whether a file or folder exists, or may: outside the working directory nothing is known."""
        if not self.inside(path) or path in self.files or path in self.folders:
            return True
        return any(path == folder or path.startswith(f"{folder}/") for folder in self.open)

    def names(self) -> Iterator[str]:
        """Every known file as the reader would write it from the current directory."""
        for path in self.files:
            yield posixpath.relpath(path, self.cwd) if self.inside(path) else self.shown(path)
