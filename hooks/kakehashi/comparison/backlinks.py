"""The way back: what a concept's home says about the tables that compare it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape

from .concepts import COMMANDS, ConceptMap, Row
from .markup import COMMAND_MAP, MAPPING, View, link, relation_chip

_CONTAINERS = r"div|details|ul|ol|li|table|blockquote|figure|section|article|dl|dd"
_TAG = re.compile(rf"<(/?)(?:{_CONTAINERS})\b[^>]*>|<h[1-6]\b")
_PLACE = re.compile(r"<!-- kakehashi (?:home (?P<home>[\w./#-]+)|row (?P<row>[A-Z]\d+)) -->")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A row of a table on a page.

    Args:
        key: The page, below the folder of its language.
        page: The page's title.
        content: The page's content.
        section_id: The id of the section, or None.
        anchor: The id of the row.
        row: The row of the map.
    """

    key: str
    page: str
    content: str
    section_id: str | None
    anchor: str
    row: Row

    @property
    def section(self) -> str:
        """The title of the section, or "" where there is none."""
        return _section_title(self.content, self.section_id)


def homes(concepts: ConceptMap) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the concepts at home in each section of each page, by the page's key and the section's id."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for concept in concepts.concepts.values():
        if concept.home:
            key, _, section = concept.home.partition("#")
            sections = found.setdefault(key, {})
            sections[section] = (*sections.get(section, ()), concept.id)
    return found


def with_places(html: str, key: str, known: Mapping[str, Mapping[str, tuple[str, ...]]]) -> str:
    """Return the content of a page with a place kept at the end of each section a concept is at home in.

    The end of a section is where the next heading begins, of whatever level.

    Args:
        html: The content.
        key: The page, below the folder of its language.
        known: What :func:`homes` returns.
    """
    for section in known.get(key, ()):
        heading = re.search(rf'<h([1-6])\b[^>]*\bid="{re.escape(section)}"[^>]*>', html) if section else None
        if heading is None:
            continue
        close = html.find(f"</h{heading[1]}>", heading.end())
        if close >= 0:
            end = _end_of_section(html, close + len("</h1>"))
            html = f"{html[:end]}<!-- kakehashi home {key}#{section} -->\n{html[end:]}"
    return html


def _end_of_section(html: str, start: int) -> int:
    depth = 0
    for tag in _TAG.finditer(html, start):
        if tag[0].startswith("<h"):
            if depth == 0:
                return tag.start()
        elif tag[1]:
            depth -= 1
            if depth < 0:
                return tag.start()
        else:
            depth += 1
    return len(html)


def place_for(row: Row) -> str:
    """Return the place that is kept for the tables with a row of the map."""
    return f"<!-- kakehashi row {row.id} -->"


def has_places(html: str) -> bool:
    """Whether a page has places that are not filled."""
    return "<!-- kakehashi home " in html or "<!-- kakehashi row " in html


def fill_places(html: str, found: Sequence[Comparison], view: View) -> str:
    """Return a page with every place filled, once all pages of its language are known.

    Args:
        html: The page.
        found: Every row of every table.
        view: The map, the language and the addresses as seen from the page.
    """
    by_home = {
        f"{key}#{section}": ids for key, sections in homes(view.concepts).items() for section, ids in sections.items()
    }

    def filled(place: re.Match[str]) -> str:
        if place["row"]:
            return _tables_with([one for one in found if one.row.id == place["row"]], view)
        return _compared(by_home.get(place["home"], ()), found, view)

    return _PLACE.sub(filled, html)


def _tables_with(found: Sequence[Comparison], view: View) -> str:
    """The pages with a row in their tables, each once."""
    pages = {one.key: one for one in reversed(found)}
    links = [
        link(escape(one.page, quote=False), view.address(f"{key}#{one.anchor}")) for key, one in sorted(pages.items())
    ]
    return view.say("比べている表: ", "In tables of: ") + view.say("、", ", ").join(links) if links else ""


def _compared(ids: Iterable[str], found: Sequence[Comparison], view: View) -> str:
    """A folded list of the tables that compare some concepts, and of their rows in the map."""
    wanted = set(ids)
    tables = [one for one in found if wanted & {*one.row.ecs, *one.row.kubernetes}]
    rows = {row.id: row for one in wanted for row in view.concepts.rows_by_concept.get(one, ())}
    if not rows:
        return ""
    items = []
    for one in tables:
        place = (
            one.page if not one.section else view.say(f"{one.page}「{one.section}」", f"{one.page}, “{one.section}”")
        )
        href = view.address(f"{one.key}#{one.anchor}")
        items.append(
            f"<li>{link(_pair(one.row, wanted, view), href)} {_chip(one.row, view)} "
            f"<span>{escape(place, quote=False)}</span></li>"
        )
    in_map = view.say("、", ", ").join(
        link(row.id, view.address(f"{COMMAND_MAP if row.category == COMMANDS else MAPPING}#{row.anchor}"))
        for row in sorted(rows.values(), key=lambda row: row.id)
    )
    items.append(f"<li>{view.say('対応表の行', 'Rows of the map')}: {in_map}</li>")
    if tables:
        places = "place" if len(tables) == 1 else "places"
        summary = view.say(f"ECS との比較（{len(tables)} か所の表）", f"Compared with ECS in {len(tables)} {places}")
    else:
        summary = view.say("ECS との比較", "Compared with ECS")
    return f'<details class="kh-compared"><summary>{summary}</summary><ul>{"".join(items)}</ul></details>'


def _pair(row: Row, wanted: set[str], view: View) -> str:
    """The names of a row, of its Kubernetes side those at home here first and no more than three."""
    known = view.concepts.concepts

    def names(ids: Iterable[str]) -> str:
        ordered = sorted((one for one in ids if one in known), key=lambda one: one not in wanted)
        shown = view.say("、", ", ").join(view.name(known[one]) for one in ordered[:3])
        return escape(shown + (view.say(" など", " …") if len(ordered) > 3 else ""), quote=False) or "—"

    return f"{names(row.ecs)} ↔ {names(row.kubernetes)}"


def _chip(row: Row, view: View) -> str:
    return relation_chip(row.relation, view.language) if row.relation is not None else ""


def _section_title(html: str, section: str | None) -> str:
    """Return the text of the heading with an id, or "" where there is none."""
    found = (
        re.search(rf'<h([1-6])\b[^>]*\bid="{re.escape(section)}"[^>]*>(.*?)</h\1>', html, re.DOTALL)
        if section
        else None
    )
    if found is None:
        return ""
    return " ".join(unescape(re.sub(r'<a class="headerlink".*?</a>|<[^>]*>', "", found[2])).split())
