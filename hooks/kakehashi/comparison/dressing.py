"""What Markdown cannot say about a linked row: its relation opens the trap, and the row itself carries the id."""

from __future__ import annotations

import re
from html import escape

from .concepts import COMMANDS, RELATION_WORDS, Relation, Row
from .markup import COMMAND_MAP, MAPPING, View, inline, link, relation_chip, relation_class, relation_text

_MARK = re.compile(
    r'<a id="(?P<anchor>row-(?P<id>[a-z]\d+)(?:-\d+)?)" class="kh-row" href="#(?P=anchor)" data-search-exclude>#</a>'
)
_STATED = re.compile(
    r"\s*(?P<text>(?:"
    + "|".join(re.escape(word) for _, words in RELATION_WORDS.values() for word in (words.en, words.ja))
    + r")\s*(?P<symbol>["
    + "".join(symbol for symbol, _ in RELATION_WORDS.values())
    + r"]))",
    re.IGNORECASE,
)
_BY_SYMBOL = {symbol: relation for relation, (symbol, _) in RELATION_WORDS.items()}


def dress(html: str, view: View) -> str:
    """Return the content of a page with its linked rows complete.

    Each row's relation becomes a button that opens what the map says about the row; the browser does that without
    scripts. A cell that states no relation of its own is followed by it.

    Args:
        html: The content, rendered from linked Markdown.
        view: The map, the language and the addresses as seen from the page.
    """
    if 'class="kh-row"' not in html:
        return html
    pieces: list[str] = []
    copied = 0
    for mark in _MARK.finditer(html):
        row = view.concepts.rows_by_id.get(mark["id"].upper())
        start = html.rfind("<tr>", copied, mark.start())
        opening = html.rfind("<td", copied, mark.start())
        if row is None or start < 0 or opening < start:
            continue
        cell = html.index(">", opening) + 1
        anchor = mark["anchor"]
        stated = _STATED.match(html, cell, mark.start())
        pieces += [html[copied:start], f'<tr id="{anchor}">', html[start + len("<tr>") : cell]]
        if stated:
            pieces += [_button(_BY_SYMBOL[stated["symbol"]], anchor, row, view, stated["text"])]
            pieces += [html[stated.end() : mark.start()].rstrip(" "), _link_to(anchor, view), _card(row, anchor, view)]
        else:
            pieces += [html[cell : mark.start()].rstrip(" "), '<span class="kh-row__added">']
            if row.relation is not None:
                pieces += [_button(row.relation, anchor, row, view)]
            pieces += [_link_to(anchor, view), "</span>", _card(row, anchor, view)]
        copied = mark.end()
    return "".join([*pieces, html[copied:]])


def _button(relation: Relation, anchor: str, row: Row, view: View, text: str | None = None) -> str:
    more = view.say("落とし穴を読む", "read the trap") if row.trap else view.say("対応の詳細", "about this row")
    return (
        f'<button type="button" class="kh-open {relation_class(relation)}" popovertarget="about-{anchor}">'
        f'{text or relation_text(relation, view.language)}<span class="kh-hidden"> – {more}</span></button>'
    )


def _link_to(anchor: str, view: View) -> str:
    label = view.say("この行へのリンク", "Link to this row")
    return f' <a class="kh-row" href="#{anchor}" title="{label}" aria-label="{label}">#</a>'


def _card(row: Row, anchor: str, view: View) -> str:
    """What opens: the whole row of the map, its trap, and the way to the map."""
    return (
        f'<div class="kh-pop kh-pop--row" id="about-{anchor}" popover>'
        f'<p class="kh-pop__pair">{_names(row.ecs, view)} {_relation(row, view)} {_names(row.kubernetes, view)}</p>'
        f"{paragraphs(row, view)}"
        f'<p class="kh-pop__foot">{way_to(row, view)} · '
        f'<a href="#{anchor}">{view.say("この行へのリンク", "Link to this row")}</a>'
        f" · {checked(row, view)}</p></div>"
    )


def _names(ids: tuple[str, ...], view: View) -> str:
    found = [view.concepts.concepts[one] for one in ids if one in view.concepts.concepts]
    return f"<b>{escape(view.say('、', ', ').join(map(view.name, found)), quote=False)}</b>" if found else "<b>—</b>"


def _relation(row: Row, view: View) -> str:
    return relation_chip(row.relation, view.language) if row.relation is not None else "·"


def paragraphs(row: Row, view: View) -> str:
    """Return the trap of a row and what else there is to say, as HTML paragraphs."""
    texts = [text for text in (row.trap.get(view.language), row.note.get(view.language)) if text]
    return "".join(f"<p>{inline(text)}</p>" for text in texts)


def way_to(row: Row, view: View) -> str:
    """Return a link to a row on the page of the whole map."""
    page = COMMAND_MAP if row.category == COMMANDS else MAPPING
    href = view.address(f"{page}#{row.anchor}")
    return link(view.say(f"対応表の {row.id}", f"{row.id} in the map"), href) if href else row.id


def checked(row: Row, view: View) -> str:
    """Return when a row was held against its sources, and whether something in it is in doubt."""
    said = view.say(f"{row.verified} 確認", f"checked {row.verified}")
    if row.confidence == "unverified":
        mark = view.say("未確認の点あり", "not fully verified")
        said = f'<span class="kh-tag kh-tag--doubt">{mark}</span> {said}'
    return said
