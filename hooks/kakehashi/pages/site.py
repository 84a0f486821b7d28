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
from .source import Kind, Source, from_bytes, read

LANGUAGES = ("ja", "en")
"""The languages of a site, the default one first."""

_LEFT_OUT = frozenset({"node_modules", "site-packages", "__pycache__"})


@dataclass(frozen=True, eq=False)
class Twins:
    """One page in both languages.

    Args:
        key: The path both share, for example ``concepts/workloads.md``.
        names: The path of each page relative to the documentation folder, by language; a missing one is absent.
        pages: The page by language; a missing one is absent.
        expected: The path each language's page has or should have, as people see it.
    """

    key: str
    names: Mapping[str, str]
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


class Pages(Mapping[str, Page]):
    """Pages by their path, each scanned when it is first asked for: a page known from an earlier run never is.

    Args:
        sources: Everything that was met, by path; what is not text is no page.
        includes: Reads what pages include.
    """

    def __init__(self, sources: Mapping[str, Source], includes: Includes) -> None:
        self._sources = {name: source for name, source in sources.items() if source.kind is Kind.TEXT}
        self._includes = includes
        self._scanned: dict[str, Page] = {}
        self._included: dict[str, dict[str, Source | None]] = {}

    def __getitem__(self, name: str) -> Page:
        page = self._scanned.get(name)
        if page is None:
            met = self._included.setdefault(name, {})

            def load(target: str) -> Source | None:
                met[target] = self._includes.load(target)
                return met[target]

            page = self._scanned[name] = scan(self._sources[name], load)
        return page

    def __contains__(self, name: object) -> bool:
        return name in self._sources

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)

    def included(self, name: str) -> Mapping[str, Source | None]:
        """Return every file the page asks for, by the name it uses; None where there is none."""
        if name not in self._scanned:
            self[name]
        return self._included[name]


class Includes:
    """Files below a folder that pages include, each read once.

    Args:
        root: The documentation folder; nothing outside it is ever opened.
        prefix: What is put before a path relative to ``root`` to show it to people.
    """

    def __init__(self, root: Path, prefix: str) -> None:
        self._root = root
        self._base = root.resolve()
        self._prefix = prefix
        self._known: dict[str, Source | None] = {}
        self._files: dict[Path, Source] = {}

    def load(self, target: str) -> Source | None:
        """Return the file *target* names, or None where there is none below the folder."""
        if target not in self._known:
            self._known[target] = self._load(target)
        return self._known[target]

    def read(self) -> Iterator[tuple[Path, Source]]:
        """Yield every file that was read, with its place on disk."""
        yield from self._files.items()

    def _load(self, target: str) -> Source | None:
        try:
            file = (self._base / target).resolve()
            if not file.is_relative_to(self._base) or not file.is_file():
                return None
        except (OSError, ValueError, RuntimeError):
            return None
        if file not in self._files:
            self._files[file] = read(file, shown(self._prefix, file.relative_to(self._base).as_posix()))
        return self._files[file]


class _Chosen(Mapping[str, Page]):
    """Some pages under other names."""

    def __init__(self, pages: Mapping[str, Page], names: Mapping[str, str]) -> None:
        self._pages, self._names = pages, names

    def __getitem__(self, name: str) -> Page:
        return self._pages[self._names[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@dataclass(frozen=True, eq=False)
class Site:
    """All pages below a documentation folder.

    Args:
        root: The documentation folder.
        prefix: What is put before a path relative to ``root`` to show it to people.
        pages: Every page by its path relative to ``root``, in sorted order.
        sources: Everything that was met, readable or not, by the same paths.
        wanted: The paths asked for; a page outside is read for its twins only.
        includes: Reads what pages include.
    """

    root: Path
    prefix: str
    pages: Pages
    sources: Mapping[str, Source]
    wanted: frozenset[str]
    includes: Includes

    @cached_property
    def folders(self) -> bool:
        """Whether languages are folders."""
        return not any(
            split_language(PurePosixPath(path))[0] and path.split("/")[0] not in LANGUAGES for path in self.pages
        )

    @cached_property
    def twins(self) -> tuple[Twins, ...]:
        """All pages that name a language, paired."""
        groups: dict[str, dict[str, str]] = {}
        for path in self.pages:
            language, key = split_language(PurePosixPath(path))
            if language:
                groups.setdefault(key, {})[language] = path
        return tuple(
            Twins(
                key,
                names,
                _Chosen(self.pages, names),
                {one: self.prefix + join_language(key, one, folders=self.folders) for one in LANGUAGES},
            )
            for key, names in sorted(groups.items())
        )

    def language_of(self, page: Page) -> str | None:
        """The language a page's path names, or None."""
        return split_language(PurePosixPath(page.path.removeprefix(self.prefix)))[0]


def _walk(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield every ``*.md`` below *folder* (directories of that name too), in stable order, following no links out.

    A folder that may not be listed is yielded too, with the reason; for everything else the reason is empty.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield folder, error.strerror or str(error)
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name in _LEFT_OUT:
            continue
        if entry.name.endswith(".md"):
            yield Path(entry.path), ""
        elif entry.is_dir(follow_symlinks=False):
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


def read_site(root: Path, prefix: str, wanted: Sequence[Path], texts: Mapping[Path, bytes] | None = None) -> Site:
    """Read the pages below *root*; none is scanned yet.

    Args:
        root: The documentation folder.
        prefix: What is put before a path relative to ``root`` to show it to people.
        wanted: Files and folders to report on; pages of their twins are read as well.
        texts: What some of the files hold instead of what is on disk (an editor's unsaved text).

    Returns:
        The site; what cannot be read is in ``sources`` with its reason.
    """
    held = {_relative(file, root): data for file, data in (texts or {}).items()}
    files: dict[str, Path] = {}
    unlisted: dict[str, str] = {}
    for path in wanted:
        for file, reason in _walk(path) if path.is_dir() and not path.name.endswith(".md") else [(path, "")]:
            name = _relative(file, root)
            files[name] = file
            if reason:
                unlisted[name] = reason
    asked = frozenset(files)
    for name in sorted(asked):
        language, key = split_language(PurePosixPath(name))
        for other in LANGUAGES if language else ():
            twin = join_language(key, other, folders=name.split("/")[0] in LANGUAGES)
            if twin not in files and (root / twin).is_file():
                files[twin] = root / twin

    def source_of(name: str) -> Source:
        if name in held:
            return from_bytes(shown(prefix, name), held[name])
        if name in unlisted:
            return Source(shown(prefix, name), "", Kind.UNREADABLE, reason=unlisted[name])
        return read(files[name], shown(prefix, name))

    sources = {name: source_of(name) for name in sorted(files)}
    includes = Includes(root, prefix)
    return Site(root, prefix, Pages(sources, includes), sources, asked, includes)


def shown(prefix: str, name: str) -> str:
    """Return a path as people see it; characters no terminal should receive are escaped."""
    return "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in prefix + name)


def _relative(file: Path, root: Path) -> str:
    try:
        return file.relative_to(root).as_posix()
    except ValueError:
        return Path(os.path.relpath(file, root)).as_posix()
