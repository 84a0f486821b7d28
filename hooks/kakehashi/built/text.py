"""What a reader sees of a piece of HTML."""

from __future__ import annotations

import re
from html import unescape

_HEADERLINK = re.compile(r'<a class="headerlink"[^<]*</a>')
_TAG = re.compile(r"<[^<>]*>")


def text_of(html: str) -> str:
    """Return the words of a piece of HTML, without tags and without the mark that links to a heading."""
    return " ".join(unescape(_TAG.sub("", _HEADERLINK.sub("", html))).split())
