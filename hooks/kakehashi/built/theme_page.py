"""Reading and mending one page as the theme renders it.

Every function takes a page's text and returns it, changed only where its name says. A page in which the place to change
cannot be found raises :class:`PlaceNotFoundError`: after an update of the theme, silence would look like success.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape, unescape

from kakehashi.finding import Words

from .text import text_of

# No pattern lets a tag reach past the next "<": a page full of unclosed tags then costs no more than any other.
_ARTICLE = re.compile(r'<article class="md-content__inner md-typeset"[^<>]*>')
_ALTERNATE = re.compile(r'<link rel="\s*alternate\s*"[^<>]*\bhreflang=[^<>]*>\n?')
_CANONICAL = re.compile(r'<link rel="canonical" href="[^"]*">')
_TEXT_LANGUAGE = re.compile(r'<meta name="kakehashi:text-language" content="([A-Za-z0-9-]+)">')
_SEARCH_WEIGHT = re.compile(r'<meta name="kakehashi:search-weight" content="([0-9.]{1,9})">')
_PROPERTY = re.compile(r'<meta property="([^"<>]*)" content="([^"<>]*)">')
_OTHER_LOCALE = re.compile(r'<meta property="og:locale:alternate" content="[^"<>]*">\n?')
_NO_INDEX = re.compile(r'<meta name="robots" content="[^"]*\bnoindex\b')
_CHECKBOX = re.compile(r'(<label class="task-list-control">)<input((?:(?!aria-label)[^<>])*)>')
# A section with a page of its own: its link has the name, the label that folds it is empty.
_SECTION = re.compile(
    r'<div class="md-nav__link md-nav__container">\s*<a\b[^<>]*>(?P<name>(?:(?!</?a\b).){1,2000}?)</a>\s*'
    r'<label\b[^<>]*\bid="(?P<id>__nav_[0-9_]+_label)"[^<>]*>\s*<span\b[^<>]*></span>\s*</label>',
    re.DOTALL,
)
_SECTION_LIST = re.compile(r'(<nav class="md-nav"[^<>]*\b)aria-labelledby="(__nav_[0-9_]+_label)"')
_CHECKBOX_NAMES = {"ja": ("未完了", "完了"), "en": ("to do", "done")}


class PlaceNotFoundError(ValueError):
    """The page lacks a place that a repair needs.

    Args:
        place: What was looked for.
    """

    def __init__(self, place: Words) -> None:
        super().__init__(place.en)
        self.place = place


def is_theme_page(html: str) -> bool:
    """Tell whether the theme rendered this file (redirects, raw files and the 404 page are not its pages)."""
    return '<script id="__config"' in html


def text_language(html: str) -> str | None:
    """Return the language of the page's text where it is not the page's own, as a code, else None."""
    found = _TEXT_LANGUAGE.search(_head(html))
    return found[1] if found else None


def is_indexable(html: str) -> bool:
    """Tell whether the page lets search engines list it."""
    return not _NO_INDEX.search(_head(html))


def search_weight(html: str) -> float:
    """Return what a hit on the page counts in the site's own search, usually 1; 0 keeps the page out of it."""
    found = _SEARCH_WEIGHT.search(_head(html))
    try:
        return float(found[1]) if found else 1.0
    except ValueError:
        return 1.0


def properties(html: str) -> dict[str, str]:
    """Return the page's Open Graph properties; of one that stands there twice, the first."""
    found: dict[str, str] = {}
    for name, content in _PROPERTY.findall(_head(html)):
        found.setdefault(name, unescape(content))
    return found


def with_alternates(html: str, alternates: Mapping[str, str]) -> str:
    """Return the page with exactly these language alternates in its head.

    Args:
        html: The page.
        alternates: hreflang (a code or ``x-default``) to absolute address; empty when the page has no translation.
    """
    head, body = _split(html)
    head = _ALTERNATE.sub("", head)
    links = "".join(
        f'<link rel="alternate" hreflang="{escape(code)}" href="{escape(address)}">\n'
        for code, address in alternates.items()
    )
    return head + links + body


def with_other_locales(html: str, locales: Sequence[str]) -> str:
    """Return the page with exactly these as the Open Graph locales of its translations, such as ``en_US``."""
    head, body = _split(html)
    head = _OTHER_LOCALE.sub("", head)
    return head + "".join(f'<meta property="og:locale:alternate" content="{escape(one)}">\n' for one in locales) + body


def with_properties(html: str, changed: Mapping[str, str]) -> str:
    """Return the page with these Open Graph properties set to new values; one that it lacks stays missing."""
    head, body = _split(html)

    def set_to(found: re.Match[str]) -> str:
        if found[1] not in changed:
            return found[0]
        return f'<meta property="{found[1]}" content="{escape(changed[found[1]])}">'

    return _PROPERTY.sub(set_to, head) + body


def with_canonical(html: str, address: str) -> str:
    """Return the page naming *address* as the one to list in its stead.

    Raises:
        PlaceNotFoundError: The page names no canonical address.
    """
    head, body = _split(html)
    link = f'<link rel="canonical" href="{escape(address)}">'
    head, count = _CANONICAL.subn(lambda _: link, head, count=1)
    if not count:
        raise PlaceNotFoundError(Words("the link to the canonical address", "正規アドレスへのリンク"))
    return head + body


def with_text_language(html: str, code: str) -> str:
    """Return the page with its article marked as written in *code*.

    Raises:
        PlaceNotFoundError: The page has no article.
    """
    tag = f'<article class="md-content__inner md-typeset" lang="{escape(code)}">'
    mended, count = _ARTICLE.subn(lambda _: tag, html, count=1)
    if not count:
        raise PlaceNotFoundError(Words("the article", "本文の article 要素"))
    return mended


def with_named_checkboxes(html: str, language: str) -> str:
    """Return the page with each box of a task list named: the theme gives it a label without text."""
    if "task-list-control" not in html:
        return html
    names = _CHECKBOX_NAMES.get(language, _CHECKBOX_NAMES["en"])

    def named(found: re.Match[str]) -> str:
        name = names["checked" in found[2]]
        return f'{found[1]}<input aria-label="{name}"{found[2]}>'

    return _CHECKBOX.sub(named, html)


def with_named_sections(html: str) -> str:
    """Return the page with the list of each section that has a page of its own named after it.

    The theme names the list by a label that holds an icon and no word, so all such lists would have one empty name.
    """
    names = {found["id"]: text_of(found["name"]) for found in _SECTION.finditer(html)}

    def named(found: re.Match[str]) -> str:
        name = names.get(found[2])
        return f'{found[1]}aria-label="{escape(name)}"' if name else found[0]

    return _SECTION_LIST.sub(named, html) if names else html


def _split(html: str) -> tuple[str, str]:
    """Part the page before its head's end tag; without one, everything counts as body."""
    end = max(html.find("</head>"), 0)
    return html[:end], html[end:]


def _head(html: str) -> str:
    return _split(html)[0]
