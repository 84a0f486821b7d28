"""Pages of a built site that is only looked at: where they are, what they are called, and whether they differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape

_LARGEST = 4 << 20
"""Bytes of a page that are looked at."""

_TITLE = re.compile(r"<title[^<>]*>([^<]*)</title>", re.IGNORECASE)
_ARTICLE, _ARTICLE_END = "<article", "</article>"
_HEAD = re.compile(rb"<head(?:\s[^<>]*)?>", re.IGNORECASE)
_DOCTYPE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<!doctype[^<>]*>", re.IGNORECASE)
_SOURCE = re.compile(r"docs/(?:ja|(en))/(.+)\.md")
NO_INDEX = b'<meta name="robots" content="noindex, nofollow">'


@dataclass(frozen=True, slots=True)
class Change:
    """One page that a pull request changes, in both languages.

    Args:
        key: Its place below a language's folder: empty for the home page, else ending in a slash.
        titles: Its title by language; that of the new page where there is one.
        before: The languages it is published in now.
        after: The languages it is in the preview in.
        changed: The languages in which it differs.
    """

    key: str
    titles: Mapping[str, str]
    before: frozenset[str]
    after: frozenset[str]
    changed: frozenset[str]


def folder_of(language: str) -> str:
    """Return the folder of a language: Japanese is at the root."""
    return "" if language == "ja" else f"{language}/"


def edited_keys(files: Iterable[str]) -> frozenset[str]:
    """Return the keys of the pages whose source is among changed files of the repository."""
    keys = set()
    for name in files:
        found = _SOURCE.fullmatch(name)
        if found:
            stem = found[2]
            keys.add("" if stem == "index" else f"{stem.removesuffix('/index')}/")
    return frozenset(keys)


def is_page(path: str) -> bool:
    """Tell whether a file of a site is a page with an address of its own."""
    return path == "index.html" or path.endswith("/index.html")


def changes(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[Change]:
    """Return the pages whose text differs, by key.

    Args:
        before: The pages of the published site, by path.
        after: Those of the preview.
    """
    keys = sorted({_key(path) for path in (*before, *after) if is_page(path)})
    found = []
    for key in keys:
        titles, changed, was, is_ = {}, set(), set(), set()
        for language in ("en", "ja"):
            path = f"{folder_of(language)}{key}index.html"
            old, new = before.get(path), after.get(path)
            if old is not None:
                was.add(language)
            if new is not None:
                is_.add(language)
            if old != new and article(old) != article(new):
                changed.add(language)
            title = title_of(new if new is not None else old)
            if title:
                titles[language] = title
        if changed:
            found.append(Change(key, titles, frozenset(was), frozenset(is_), frozenset(changed)))
    return found


def _key(path: str) -> str:
    return path.removeprefix("en/").removesuffix("index.html")


def article(page: bytes | None) -> str | None:
    """Return what is between the theme's header and footer; the whole page where there is no article."""
    if page is None:
        return None
    text = page[:_LARGEST].decode("utf-8", "replace")
    start, end = text.find(_ARTICLE), text.rfind(_ARTICLE_END)
    return text[start:end] if 0 <= start < end else text


def title_of(page: bytes | None) -> str:
    """Return the title of a page as plain text; empty where it has none."""
    found = _TITLE.search(page[: 64 << 10].decode("utf-8", "replace")) if page is not None else None
    return unescape(found[1]).strip() if found else ""


def without_index(page: bytes) -> bytes:
    """Return a page that asks search engines to leave it out, whatever it says elsewhere."""
    head = _HEAD.search(page)
    doctype = _DOCTYPE.match(page)
    at = head.end() if head else doctype.end() if doctype else 0
    return page[:at] + NO_INDEX + page[at:]
