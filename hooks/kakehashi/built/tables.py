"""Tables on built pages: each in a scroll region with a name, and the relation words in them marked.

A comparison of ECS and Kubernetes is told apart, so that a narrow screen can show its rows one below the other. Styles
that do so take the meaning of rows and cells away from assistive technology, hence the roles that say it again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import escape

from kakehashi.comparison.matching import names_both_sides

from .text import text_of

_TOKEN = re.compile(r"<h([1-6])\b[^<>]*>|<(/?)table\b([^<>]*)>")
_HEADER = re.compile(
    r"<thead>\s*<tr>(?P<cells>(?:\s*<th\b[^<>]*>(?:(?!</?t[rh]\b).)*</th>)+)\s*</tr>\s*</thead>", re.DOTALL
)
_HEADER_CELL = re.compile(r"<th\b[^<>]*>(.*?)</th>", re.DOTALL)
_ROLES = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "th": "columnheader", "td": "cell"}
_PART = re.compile(rf"<({'|'.join(_ROLES)})(?=[\s>])(?![^<>]*\brole=)")
# Names of fields from this length on may be broken between their words.
_LONG_NAME = re.compile(r"(?<=<code>)[^<>\s]{13,}(?=</code>)")
_WORD_IN_NAME = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[./_\]])(?=[A-Za-z0-9])")
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
    if "<table>" not in body or 'class="kh-table' in body:
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
                heading = text_of(body[token.end() : close])
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
                table, kind = _dressed(body[start : token.end()])
                yield f'<div class="kh-table{kind}" role="region" tabindex="0" aria-label="{escape(name)}">'
                yield table
                yield "</div>"
                copied = token.end()
    yield body[copied:]


def _dressed(table: str) -> tuple[str, str]:
    """Return a table with places where long names may break, and the classes its region gets beside the first."""
    table = _LONG_NAME.sub(lambda name: _WORD_IN_NAME.sub("<wbr>", name[0]), table)
    header = _HEADER.search(table, 0, _HEADING_LIMIT)
    cells = _HEADER_CELL.findall(header["cells"]) if header else []
    if len(cells) < 3 or not names_both_sides("|".join(text_of(cell) for cell in cells)):
        return table, ""
    return _PART.sub(
        lambda part: f'{part[0]} role="{_ROLES[part[1]]}"', table
    ), f" kh-table--pairs kh-table--{len(cells)}"
