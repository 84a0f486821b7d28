"""How a built path names its language, and where its twin in another language lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SiteLanguage:
    """One language of the built site.

    Args:
        code: The BCP 47 code, for example ``ja``.
        folder: Where its pages lie below the site's root: empty, or ending in a slash as in ``en/``.
    """

    code: str
    folder: str


def language_of(path: str, languages: Sequence[SiteLanguage]) -> SiteLanguage:
    """Return the language whose folder holds *path*; the longest folder wins.

    Raises:
        ValueError: No language has this folder, or *languages* is empty.
    """
    holders = [language for language in languages if path.startswith(language.folder)]
    if not holders:
        raise ValueError(f"no language holds {path!r}")
    return max(holders, key=lambda language: len(language.folder))


def twin_of(path: str, languages: Sequence[SiteLanguage], to: SiteLanguage) -> str:
    """Return the path that the page at *path* has, or would have, in the language *to*."""
    return to.folder + path[len(language_of(path, languages).folder) :]


def address_of(path: str, site_url: str) -> str:
    """Return the absolute address of the built file at *path*: ``a/index.html`` is served as ``a/``.

    Args:
        path: Relative to the site's root, with forward slashes.
        site_url: The address of the root.
    """
    short = path[: -len("index.html")] if path == "index.html" or path.endswith("/index.html") else path
    return site_url.rstrip("/") + "/" + short
