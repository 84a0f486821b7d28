"""Tables on built pages: each in a scroll region with a name, and the relation words in them marked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import escape, unescape

_TOKEN = re.compile(r"<h([1-6])\b[^<>]*>|<(/?)table\b([^<>]*)>")
_HEADERLINK = re.compile(r'<a class="headerlink"[^<]*</a>')
_TAG = re.compile(r"<[^<>]*>")
_ARTICLE = re.compile(r'<article class="md-content__inner md-typeset"[^<>]*>')

# A heading longer than this many characters names nothing.
_HEADING_LIMIT = 4_000

_PREFIX = {"ja": "表", "en": "Table"}

# The fixed vocabulary of every comparison: a word and its sign, in both languages.
_RELATIONS = {
    "equivalent": ("同等 =", "equivalent ="),
    "partial": ("部分的 ~", "partial ~"),
    "none": ("なし ∅", "none ∅"),
    "layer": ("層が違う ≠", "different layer ≠"),
}
_KIND = {words: kind for kind, both in _RELATIONS.items() for words in both}
_RELATION = re.compile(
    r"(<td\b[^<>]*>\s*)(" + "|".join(map(re.escape, _KIND)) + r")(?=\s*<|[ （(、。:：])",
)


def with_table_regions(html: str, language: str) -> str:
    """Return the page with each data table of its article in a focusable, named region that can scroll by itself.

    A data table is one without attributes; others belong to the theme. Where the tags do not nest, nothing is changed.

    Args:
        html: The page.
        language: The page's language, for the region's name: the heading it stands under.
    """
    opening = _ARTICLE.search(html)
    end = html.find("</article>", opening.end()) if opening else -1
    if not opening or end < 0:
        return html
    body = html[opening.end() : end]
    if "<table>" not in body or 'class="kh-table"' in body:
        return html
    return html[: opening.end()] + "".join(_framed(body, language)) + html[end:]


def with_relations(html: str) -> str:
    """Return the page with the relation word and sign that begin a table cell marked for styling."""
    return _RELATION.sub(
        lambda found: f'{found[1]}<span class="kh-relation kh-relation--{_KIND[found[2]]}">{found[2]}</span>',
        html,
    )


def _framed(body: str, language: str) -> Iterator[str]:
    heading, names = "", Counter[str]()
    copied = start = depth = 0
    for token in _TOKEN.finditer(body):
        if token[1]:
            close = body.find(f"</h{token[1]}>", token.end(), token.end() + _HEADING_LIMIT)
            if close >= 0:
                heading = _text(body[token.end() : close])
        elif not token[2]:
            if depth == 0:
                start, bare = token.start(), not token[3].strip()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0 and bare:
                prefix = _PREFIX.get(language, _PREFIX["en"])
                names[heading] += 1
                name = f"{prefix}: {heading}" if heading else prefix
                if names[heading] > 1:
                    name += f" ({names[heading]})"
                yield body[copied:start]
                yield f'<div class="kh-table" role="region" tabindex="0" aria-label="{escape(name)}">'
                yield body[start : token.end()]
                yield "</div>"
                copied = token.end()
    yield body[copied:]


def _text(inner: str) -> str:
    return " ".join(unescape(_TAG.sub("", _HEADERLINK.sub("", inner))).split())
