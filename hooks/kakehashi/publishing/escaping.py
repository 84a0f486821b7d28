"""Text of strangers in a comment, an issue or a summary on GitHub: shown as it is, and never more than shown.

Every ASCII character that means something to Markdown or HTML becomes a numeric character reference, which Markdown
does not take for markup (https://spec.commonmark.org/0.31.2/#entity-and-numeric-character-references). A name behind
``@`` or a number behind ``#`` would still notify and link people, as GitHub looks for them in the rendered text, except
inside of code and links; so untrusted text stands in one of those two only.
"""

from __future__ import annotations

import unicodedata
from urllib.parse import quote

LONGEST = 120
"""Longest text that is shown, in characters."""

_GONE = frozenset({"Cf", "Cs", "Co", "Cn"})
_BLANK = frozenset({"Cc", "Zl", "Zp", "Zs"})


def _plain(text: str, longest: int) -> str:
    """Text of visible characters on one line."""
    kept = []
    for char in text[: longest * 4]:
        category = unicodedata.category(char)
        if category in _BLANK:
            kept.append(" ")
        elif category not in _GONE:
            kept.append(char)
    line = " ".join("".join(kept).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def _references(text: str) -> str:
    return "".join(char if char.isalnum() or char == " " or not char.isascii() else f"&#{ord(char)};" for char in text)


def code(text: str, longest: int = LONGEST) -> str:
    """Return text of strangers as code.

    Args:
        text: Any text.
        longest: The most that is shown, in characters.
    """
    return f"<code>{_references(_plain(text, longest)) or '&#63;'}</code>"


def link(text: str, address: str, longest: int = LONGEST) -> str:
    """Return text of strangers as the text of a link.

    Args:
        text: Any text.
        address: An absolute HTTP address, made by :func:`address`.
        longest: The most that is shown, in characters.

    Raises:
        ValueError: The address is none that may be linked.
    """
    if not address.startswith(("https://", "http://")) or any(char in address for char in "\"'<>\\ \n\r\t`"):
        raise ValueError(f"not an address to link: {address!a}")
    return f'<a href="{address.replace("&", "&amp;")}">{_references(_plain(text, longest)) or "&#63;"}</a>'


def address(base: str, path: str) -> str:
    """Return the address of a path below a base that ends in a slash; every unusual character is encoded."""
    return base + quote(path.encode("utf-8", "surrogatepass"), safe="/")
