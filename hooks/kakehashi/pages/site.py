"""A folder of pages in several languages; this module alone knows how a path names its language.

Two layouts are understood: a folder per language (``docs/ja/x.md``) and a suffix (``x.ja.md``).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from .page import Page, scan
from .source import Kind, Source, read

LANGUAGES = ("ja", "en")
"""The languages of a site, the default one first."""

_LEFT_OUT = frozenset({"node_modules", "site-packages", "__pycache__"})


@dataclass(frozen=True, eq=False)
class Twins:
    """One page in both languages.

    Args:
        key: The path both share, for example ``concepts/workloads.md``.
        pages: The page by language; a missing one is absent.
        expected: The path each language's page has or should have.
    """

    key: str
    pages: Mapping[str, Page]
    expected: Mapping[str, str]


def split_language(path: PurePosixPath) -> tuple[str | None, str]:
    """Return the language a path names and the path without it.

    Args:
        path: A path relative to the documentation folder.

    Returns:
        The language or None, and the key that twins share.
    """
    if len(path.parts) > 1 and path.parts[0] in LANGUAGES:
        return path.parts[0], str(PurePosixPath(*path.parts[1:]))
    stem, _, language = path.name.removesuffix(".md").rpartition(".")
    if stem and language in LANGUAGES and path.suffix == ".md":
        return language, str(path.with_name(f"{stem}.md"))
    return None, str(path)


def join_language(key: str, language: str, *, folders: bool) -> str:
    """Return the path of *key* in *language*, in the layout of the site."""
    if folders:
        return f"{language}/{key}"
    path = PurePosixPath(key)
    return str(path.with_name(f"{path.stem}.{language}{path.suffix}"))


@dataclass(frozen=True, eq=False)
class Site:
    """All pages below a documentation folder.

    Args:
        root: The documentation folder.
        prefix: What is put before a path relative to ``root`` to show it to people.
        pages: Every page by its path relative to ``root``, in sorted order.
        sources: Everything that was met, readable or not, by the same paths.
        wanted: The paths asked for; a page outside is read for its twins only.
    """

    root: Path
    prefix: str
    pages: Mapping[str, Page]
    sources: Mapping[str, Source]
    wanted: frozenset[str]

    @cached_property
    def folders(self) -> bool:
        """Whether languages are folders."""
        return not any(split_language(PurePosixPath(path))[0] and path.split("/")[0] not in LANGUAGES for path in self.pages)

    @cached_property
    def twins(self) -> tuple[Twins, ...]:
        """All pages that name a language, paired."""
        groups: dict[str, dict[str, Page]] = {}
        for path, page in self.pages.items():
            language, key = split_language(PurePosixPath(path))
            if language:
                groups.setdefault(key, {})[language] = page
        return tuple(
            Twins(
                key,
                pages,
                {one: self.prefix + join_language(key, one, folders=self.folders) for one in LANGUAGES},
            )
            for key, pages in sorted(groups.items())
        )

    def language_of(self, page: Page) -> str | None:
        """The language a page's path names, or None."""
        return split_language(PurePosixPath(page.path.removeprefix(self.prefix)))[0]


def _walk(folder: Path) -> Iterator[Path]:
    """Yield every ``*.md`` below *folder* (directories of that name too), in stable order, following no links out."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name in _LEFT_OUT:
            continue
        try:
            is_folder = entry.is_dir(follow_symlinks=False)
        except OSError:
            continue
        if entry.name.endswith(".md"):
            yield Path(entry.path)
        elif is_folder:
            yield from _walk(Path(entry.path))


def documentation_root(path: Path) -> Path:
    """Return the documentation folder that *path* belongs to.

    Args:
        path: A folder or file named on the command line.

    Returns:
        The nearest folder at or above it that holds a folder per language; else the path itself, or
        the folder of a file.
    """
    start = path if path.is_dir() else path.parent
    for folder in (start, *start.resolve().parents[:8]):
        if any((folder / language).is_dir() for language in LANGUAGES) and folder.name not in LANGUAGES:
            return folder
    return start


def read_site(root: Path, prefix: str, wanted: Sequence[Path]) -> Site:
    """Read the pages below *root*.

    Args:
        root: The documentation folder.
        prefix: What is put before a path relative to ``root`` to show it to people.
        wanted: Files and folders to report on; pages of their twins are read as well.

    Returns:
        The site; what cannot be read is in ``sources`` with its reason.
    """
    files: dict[str, Path] = {}
    asked: set[str] = set()
    for path in wanted:
        for file in [path] if not path.is_dir() or path.name.endswith(".md") else _walk(path):
            name = _relative(file, root)
            files[name] = file
            asked.add(name)
    for name in sorted(asked):
        language, key = split_language(PurePosixPath(name))
        for other in LANGUAGES if language else ():
            twin = join_language(key, other, folders=name.split("/")[0] in LANGUAGES)
            if twin not in files and (root / twin).is_file():
                files[twin] = root / twin

    includes: dict[str, Source | None] = {}

    def load(target: str) -> Source | None:
        if target not in includes:
            includes[target] = _include(root, prefix, target)
        return includes[target]

    sources = {name: read(files[name], shown(prefix, name)) for name in sorted(files)}
    pages = {name: scan(source, load) for name, source in sources.items() if source.kind is Kind.TEXT}
    return Site(root, prefix, pages, sources, frozenset(asked))


def shown(prefix: str, name: str) -> str:
    """Return a path as people see it; characters no terminal should receive are escaped."""
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in prefix + name)


def _relative(file: Path, root: Path) -> str:
    try:
        return file.relative_to(root).as_posix()
    except ValueError:
        return Path(os.path.relpath(file, root)).as_posix()


def _include(root: Path, prefix: str, target: str) -> Source | None:
    """Read an include below *root*; nothing outside it is ever opened."""
    try:
        base = root.resolve()
        file = (base / target).resolve()
        if not file.is_relative_to(base) or not file.is_file():
            return None
    except (OSError, ValueError, RuntimeError):
        return None
    return read(file, shown(prefix, file.relative_to(base).as_posix()))
