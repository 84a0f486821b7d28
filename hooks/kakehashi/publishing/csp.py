"""The policies a page can carry itself: what it may load and run, and what it tells other sites.

GitHub Pages sets no headers of one's choice, so the policy is a meta element. It is made from the finished page: every
inline script and style that stands there is allowed by its hash, and nothing else is.
Source: https://www.w3.org/TR/CSP3/ (delivery by meta: section 3.3; hashes of attributes: ``'unsafe-hashes'``)
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from html import unescape

REFERRER = "same-origin"
"""Other sites learn nothing of where a reader came from."""

_START = re.compile(r"<!--|<(script|style)(?=[\s/>])|\sstyle=(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
# No alternative of this pattern can match what another one can, so it never goes back.
_TAG_REST = re.compile(r"""(?:[^>"']|"[^"]*"|'[^']*')*>""")
_ENDS = {"script": re.compile("</script", re.IGNORECASE), "style": re.compile("</style", re.IGNORECASE)}
_TYPE = re.compile(r"""(?<![\w-])type\s*=\s*["']?([^"'\s>]*)""", re.IGNORECASE)
_SOURCE = re.compile(r"\ssrc\s*=", re.IGNORECASE)
_HEAD = re.compile(r"<head(?:\s[^<>]*)?>", re.IGNORECASE)
_CHARSET = re.compile(r"\s*<meta charset=[^<>]*>", re.IGNORECASE)
_OWN = re.compile(r'\n<meta http-equiv="Content-Security-Policy" [^<>]*>|\n<meta name="referrer" [^<>]*>')
_SCRIPT_TYPES = frozenset({"", "module", "text/javascript", "application/javascript"})


def _hash(text: str) -> str:
    # A browser reads one line feed for each kind of line end, before it hashes.
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    digest = hashlib.sha256(unified.encode("utf-8", "surrogatepass")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _inline(html: str) -> Iterator[tuple[str, str]]:
    """Yield kind (script, style or attribute) and text of what a page says inline."""
    at = 0
    while found := _START.search(html, at):
        at = found.end()
        if found[0] == "<!--":
            comment = html.find("-->", at)
            if comment < 0:
                return
            at = comment + 3
        elif found[1] is None:
            yield "attribute", unescape(found[2] if found[2] is not None else found[3])
        else:
            kind = found[1].lower()
            rest = _TAG_REST.match(html, at)
            close = _ENDS[kind].search(html, rest.end()) if rest else None
            if rest is None or close is None:
                return
            type_ = _TYPE.search(rest[0])
            runs = kind == "style" or (type_[1].lower() if type_ else "") in _SCRIPT_TYPES
            if runs and not (kind == "script" and _SOURCE.search(rest[0])):
                yield kind, html[rest.end() : close.start()]
            at = close.end()


def policy(html: str) -> str:
    """Return the content security policy of one page.

    Args:
        html: The finished page.
    """
    hashes: dict[str, set[str]] = {"script": set(), "style": set(), "attribute": set()}
    for kind, text in _inline(html):
        hashes[kind].add(_hash(text))
    styles = sorted(hashes["style"])
    if hashes["attribute"]:
        styles += ["'unsafe-hashes'", *sorted(hashes["attribute"])]
    directives = {
        "default-src": ["'none'"],
        "base-uri": ["'none'"],
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "form-action": ["'self'"],
        # The theme's icons are pictures inside of style sheets.
        "img-src": ["'self'", "data:"],
        "manifest-src": ["'self'"],
        "script-src": ["'self'", *sorted(hashes["script"])],
        "style-src": ["'self'", *styles],
        "worker-src": ["'self'"],
    }
    return "; ".join(" ".join([name, *values]) for name, values in directives.items())


def with_policy(html: str) -> str:
    """Return a page with its policies at the top of its head; one without a head is returned as it is.

    Args:
        html: The finished page. Later changes to its scripts or styles need the policy made anew.
    """
    bare = _OWN.sub("", html)
    head = _HEAD.search(bare)
    if head is None:
        return html
    charset = _CHARSET.match(bare, head.end())
    at = charset.end() if charset else head.end()
    metas = (
        f'\n<meta http-equiv="Content-Security-Policy" content="{policy(bare)}">'
        f'\n<meta name="referrer" content="{REFERRER}">'
    )
    return bare[:at] + metas + bare[at:]
