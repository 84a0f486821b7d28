"""Addresses without the parts that name a language.

Sources: the language folders of docs.aws.amazon.com (``ja_jp``), aws.amazon.com (``jp``), kubernetes.io and Microsoft
Learn (``ja-jp``), the deeds of creativecommons.org (``deed.ja``), and Wikipedia's host names, as seen 2026-11.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit

_FOLDER = re.compile(r"(?:ja|en|ja[_-]jp|en[_-](?:us|gb))", re.IGNORECASE)
_SUFFIX = re.compile(r"\.(?:ja|en)(?=\.(?:md|html|svg|png|jpe?g|webp|gif)$)", re.IGNORECASE)
_DEED = re.compile(r"/deed(?:\.[a-z-]+)?$", re.IGNORECASE)
_QUERY = re.compile(r"^(?:hl|lang|language|locale)=", re.IGNORECASE)
_WIKI = re.compile(r"^(?:ja|en)\.(?:m\.)?(?=wikipedia\.org$)", re.IGNORECASE)


@lru_cache(maxsize=8192)
def plain_address(target: str) -> str:
    """Return what an address names in any language.

    Args:
        target: The target of a link or image, as written.

    Returns:
        The address without language folders, suffixes and queries; an anchor in Japanese letters stands as ``#*``,
        since a translated page makes its own anchors.
    """
    try:
        parts = urlsplit(target)
    except ValueError:
        return target
    host = _WIKI.sub("", parts.netloc.lower())
    if host != parts.netloc.lower():
        # An article has another title in each language.
        return host
    folders = [folder for folder in _SUFFIX.sub("", parts.path).split("/") if not _FOLDER.fullmatch(folder)]
    if host == "aws.amazon.com" and len(folders) > 1 and folders[1] == "jp":
        del folders[1]
    path = "/".join(folders)
    if host.endswith("creativecommons.org"):
        path = _DEED.sub("/", path).rstrip("/") + "/"
    query = "&".join(part for part in parts.query.split("&") if part and not _QUERY.match(part))
    fragment = parts.fragment if unquote(parts.fragment).isascii() else "*"
    return f"{host}{path}{'?' + query if query else ''}{'#' + fragment if fragment else ''}"


def without_anchor(address: str) -> str:
    """Return an address without its anchor."""
    return address.partition("#")[0]
