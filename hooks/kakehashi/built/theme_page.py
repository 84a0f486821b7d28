"""Reading and mending one page as the theme renders it.

Every function takes a page's text and returns it, changed only where its name says. A page in which the place to change
cannot be found raises :class:`PlaceNotFoundError`: after an update of the theme, silence would look like success.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Mapping
from html import escape, unescape

from kakehashi.finding import Words

# No pattern lets a tag reach past the next "<": a page full of unclosed tags then costs no more than any other.
_CONFIG = '<script id="__config" type="application/json">'
_DIALOG = re.compile(r'<div class="md-search"[^<>]*\brole="dialog"[^<>]*>')
_SEARCH_LABEL = re.compile(r'<input\b[^<>]*\bclass="md-search__input"[^<>]*\baria-label="([^"]*)"')
_ARTICLE = re.compile(r'<article class="md-content__inner md-typeset"[^<>]*>')
_ALTERNATE = re.compile(r'<link rel="\s*alternate\s*"[^<>]*\bhreflang=[^<>]*>\n?')
_CANONICAL = re.compile(r'<link rel="canonical" href="[^"]*">')
_TEXT_LANGUAGE = re.compile(r'<meta name="kakehashi:text-language" content="([A-Za-z0-9-]+)">')
_NO_INDEX = re.compile(r'<meta name="robots" content="[^"]*\bnoindex\b')
_CHECKBOX = re.compile(r'(<label class="task-list-control">)<input((?:(?!aria-label)[^<>])*)>')
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


def with_alternates(html: str, alternates: Mapping[str, str]) -> str:
    """Return the page with exactly these language alternates in its head.

    The value of ``rel`` keeps a trailing space. HTML reads it as the same single keyword, while the theme's script,
    which asks for ``[rel=alternate]`` and would then request a sitemap below each address, passes it by.

    Args:
        html: The page.
        alternates: hreflang (a code or ``x-default``) to absolute address; empty when the page has no translation.
    """
    head, body = _split(html)
    head = _ALTERNATE.sub("", head)
    links = "".join(
        f'<link rel="alternate " hreflang="{escape(code)}" href="{escape(address)}">\n'
        for code, address in alternates.items()
    )
    return head + links + body


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


def with_search_root(html: str, path: str, folder: str) -> str:
    """Return the page looking for its search index below *folder*, so that each language searches its own.

    The theme reads ``{base}/search/search_index.json`` and resolves the results against the same base.

    Args:
        html: The page.
        path: The page's path below the site's root.
        folder: The language's folder below the site's root, empty for the root itself.

    Raises:
        PlaceNotFoundError: The theme's settings are missing or are not what they were.
    """
    start = html.find(_CONFIG) + len(_CONFIG)
    end = html.find("</script>", start)
    place = Words("the theme's settings (__config)", "テーマの設定（__config）")
    if start < len(_CONFIG) or end < 0:
        raise PlaceNotFoundError(place)
    try:
        settings = json.loads(html[start:end])
    except json.JSONDecodeError as error:
        raise PlaceNotFoundError(place) from error
    if not isinstance(settings, dict) or not isinstance(settings.get("base"), str):
        raise PlaceNotFoundError(place)
    settings["base"] = posixpath.relpath(folder or ".", posixpath.dirname(path) or ".")
    # "</" would end the script element.
    text = json.dumps(settings, ensure_ascii=False).replace("</", "<\\/")
    return html[:start] + text + html[end:]


def with_named_search(html: str) -> str:
    """Return the page with its search dialog named as its search field is. A page without a search stays as it is.

    Raises:
        PlaceNotFoundError: There is a dialog but no labelled field in it.
    """
    dialog = _DIALOG.search(html)
    if not dialog or "aria-label=" in dialog[0]:
        return html
    label = _SEARCH_LABEL.search(html, dialog.end())
    if not label:
        raise PlaceNotFoundError(Words("the search field's label", "検索欄のラベル"))
    named = dialog[0][:-1] + f' aria-label="{escape(unescape(label[1]))}">'
    return html[: dialog.start()] + named + html[dialog.end() :]


def with_named_checkboxes(html: str, language: str) -> str:
    """Return the page with each box of a task list named: the theme gives it a label without text."""
    if "task-list-control" not in html:
        return html
    names = _CHECKBOX_NAMES.get(language, _CHECKBOX_NAMES["en"])

    def named(found: re.Match[str]) -> str:
        name = names["checked" in found[2]]
        return f'{found[1]}<input aria-label="{name}"{found[2]}>'

    return _CHECKBOX.sub(named, html)


def _split(html: str) -> tuple[str, str]:
    """Part the page before its head's end tag; without one, everything counts as body."""
    end = max(html.find("</head>"), 0)
    return html[:end], html[end:]


def _head(html: str) -> str:
    return _split(html)[0]
