"""The pages made of the map: placeholders in a page's Markdown in, the rows, commands or words they stand for out.

``<!-- kakehashi: map CATEGORY -->`` stands for the rows of a category, ``map filter`` for the form that narrows them,
``<!-- kakehashi: commands C01 C02 -->`` for rows of commands, ``<!-- kakehashi: glossary -->`` for every concept and
``glossary filter`` for its form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from .backlinks import place_for
from .concepts import COMMANDS, RELATION_WORDS, Concept, Row
from .dressing import paragraphs
from .markup import (
    COMMAND_MAP,
    MAPPING,
    View,
    concept_link,
    hidden,
    inline,
    link,
    relation_chip,
)

_PLACEHOLDER = re.compile(
    r"^<!-- kakehashi: (?P<kind>map|commands|glossary)(?P<words>(?: [A-Za-z0-9-]+)*) -->[ \t]*$", re.MULTILINE
)
_OPTION = re.compile(r" (?=--?[A-Za-z])")
LONGEST_LINE = 66
"""Characters of a command that fit into a line of a page."""

MAP_FILE = "map.json"
"""The map for other tools, at the root of the site."""


def is_sheet(markdown: str) -> bool:
    """Whether a page is made of the map."""
    return "<!-- kakehashi: " in markdown and bool(_PLACEHOLDER.search(markdown))


def fill_sheet(markdown: str, view: View, map_file: str) -> str:
    """Return a page's Markdown with every placeholder filled; one that stands for nothing stays.

    Args:
        markdown: The Markdown.
        view: The map, the language and the addresses as seen from the page.
        map_file: Where ``map.json`` lies, seen from the page.
    """
    titles = _category_titles(markdown)

    def filled(found: re.Match[str]) -> str:
        words = found["words"].split()
        if found["kind"] == "commands":
            rows = [view.concepts.rows_by_id[one] for one in words if one in view.concepts.rows_by_id]
            return commands(rows, view) if rows else found[0]
        if words == ["filter"]:
            return filter_form(found["kind"], titles, view, map_file)
        if found["kind"] == "glossary":
            return glossary(view)
        rows = [row for row in view.concepts.rows if words == [row.category]]
        return category(sorted(rows, key=lambda row: row.id), words[0], view) if rows else found[0]

    return _PLACEHOLDER.sub(filled, markdown)


def _category_titles(markdown: str) -> dict[str, str]:
    """The heading above the placeholder of each category."""
    titles: dict[str, str] = {}
    heading = ""
    for line in markdown.splitlines():
        if line.startswith("#"):
            heading = re.sub(r"\s*\{[^}]*\}\s*$", "", line.lstrip("#").strip())
        elif (found := _PLACEHOLDER.match(line)) and found["kind"] == "map" and found["words"].strip() != "filter":
            titles[found["words"].strip()] = heading
    return titles


# ---------- Rows ----------


def category(rows: Sequence[Row], name: str, view: View) -> str:
    """Return the rows of a category as a list, each with the anchor every page uses for it."""
    head = (
        '<div class="kh-rows__head" aria-hidden="true" data-search-exclude>'
        f"<span>ECS</span><span>{view.say('関係', 'Relation')}</span><span>Kubernetes</span></div>"
    )
    items = "".join(_item(row, view) for row in rows)
    return f'<div class="kh-rows" data-category="{name}">\n{head}\n<ol>\n{items}</ol>\n</div>'


def _item(row: Row, view: View) -> str:
    relation = relation_chip(row.relation, view.language) if row.relation is not None else ""
    return (
        f'<li id="{row.anchor}" data-item data-relation="{row.relation or ""}">'
        f'<div class="kh-pair">{_side(row.ecs, "ECS", view)} '
        f'<div class="kh-pair__relation">{relation}</div> {_side(row.kubernetes, "Kubernetes", view)}</div> '
        f"{paragraphs(row, view)}{_foot(row, view)}</li>\n"
    )


def _side(ids: Sequence[str], label: str, view: View) -> str:
    found = [view.concepts.concepts[one] for one in ids if one in view.concepts.concepts]
    names = view.say("、", ", ").join(concept_link(one, view) for one in found)
    nothing = f'<span aria-hidden="true">—</span>{hidden(view.say("なし", "nothing"))}'
    return (
        f'<div class="kh-pair__{label.lower()}"><span class="kh-side">{label}</span> '
        f"<span>{names or nothing}</span></div>"
    )


def _foot(row: Row, view: View) -> str:
    """The link to the row, what is in doubt, who explains it, which tables hold it, and where it was read."""
    label = view.say(f"{row.id} へのリンク", f"Link to {row.id}")
    parts = [f'<a class="kh-permalink" href="#{row.anchor}" title="{label}">{row.id}</a>']
    if row.confidence == "unverified":
        parts.append(f'<span class="kh-tag kh-tag--doubt">{view.say("未確認の点あり", "not fully verified")}</span>')
    owner = f"{row.owner}.md"
    home = _home_on(owner, row, view)
    if home and owner not in (MAPPING, COMMAND_MAP):
        parts.append(link(view.say("解説", "Explained"), home))
    parts.append(f'<span class="kh-tables">{place_for(row)}</span>')
    sources = "".join(f"<li>{link(escape(_short(one), quote=False), one)}</li>" for one in row.sources)
    count = len(row.sources)
    told = view.say(
        f"出典 {count} 件（{row.verified} 確認）", f"{count} source{'s' * (count > 1)}, checked {row.verified}"
    )
    parts.append(f"<details><summary>{told}</summary><ul>{sources}</ul></details>")
    return f'<div class="kh-foot" data-search-exclude>{"".join(parts)}</div>'


def _home_on(page: str, row: Row, view: View) -> str | None:
    """The section of a page where the first concept of a row is at home, or the page."""
    for one in (*row.kubernetes, *row.ecs):
        concept = view.concepts.concepts.get(one)
        if concept and concept.home and concept.home.partition("#")[0] == page:
            return view.address(concept.home)
    return view.address(page)


def _short(url: str) -> str:
    """An address as a reader recognises it: host and last parts."""
    host, _, path = url.removeprefix("https://").rstrip("/").partition("/")
    parts = path.split("/")
    return f"{host.removeprefix('www.')} › {parts[-1]}" if path else host


# ---------- Commands ----------


def commands(rows: Sequence[Row], view: View) -> str:
    """Return rows of commands as Markdown, each with its anchor; the commands are blocks of code that can be copied."""
    return "\n\n".join(_commands(row, view) for row in rows)


def _commands(row: Row, view: View) -> str:
    relation = relation_chip(row.relation, view.language) if row.relation is not None else ""
    title = escape(row.title.get(view.language) or row.id, quote=False)
    return "\n".join(
        [
            f'<div class="kh-command" id="{row.anchor}" data-item markdown="1">',
            "",
            f'<p class="kh-command__title"><strong>{title}</strong> {relation}</p>',
            "",
            *_fence("ECS", row.ecs_commands, f"{row.anchor}-ecs"),
            *_fence("Kubernetes", row.kubernetes_commands, f"{row.anchor}-kubernetes"),
            paragraphs(row, view),
            "",
            _foot(row, view),
            "",
            "</div>",
        ]
    )


def _fence(label: str, lines: Sequence[str], identifier: str) -> list[str]:
    # The theme names a block of code after the nearest id around it, and its copy button finds it by that name.
    head = f'<div class="kh-command__side" id="{identifier}" markdown="1">'
    return [head, "", f'<p class="kh-side">{label}</p>', "", "```bash", *map(_in_lines, lines), "```", "", "</div>", ""]


def _in_lines(command: str) -> str:
    """A long command over several lines, each but the last ending in a backslash, broken where an option begins."""
    if len(command) <= LONGEST_LINE or '"' in command or "'" in command:
        return command
    first, *options = _OPTION.split(command)
    lines = [first]
    for option in options:
        if len(lines[-1]) + len(option) + len(" \\") < LONGEST_LINE:
            lines[-1] += f" {option}"
        else:
            lines.append(f"  {option}")
    return " \\\n".join(lines)


# ---------- Words ----------

_TAGS = {"ecs": "ECS", "kubernetes": "Kubernetes", "eks": "EKS"}


def glossary(view: View) -> str:
    """Return every concept, by the first letter of its English name."""
    letters: dict[str, list[Concept]] = {}
    for concept in sorted(
        view.concepts.concepts.values(), key=lambda one: (one.names.get("en", one.id).casefold(), one.id)
    ):
        letters.setdefault(_letter(concept), []).append(concept)
    strip = "".join(f'<a href="#letter-{_slug(one)}">{one}</a>' for one in letters)
    parts = [
        f'<nav class="kh-letters" aria-label="{view.say("頭文字", "First letters")}" data-search-exclude>{strip}</nav>'
    ]
    for letter, found in letters.items():
        parts.append(
            f'<div class="kh-words" data-category="{_slug(letter)}" data-search-exclude>\n'
            f'<h3 id="letter-{_slug(letter)}">{letter}</h3>\n'
            f"<dl>\n{''.join(_word(one, view) for one in found)}</dl>\n</div>"
        )
    return "\n\n".join(parts)


def _letter(concept: Concept) -> str:
    first = concept.names.get("en", concept.id)[:1].upper()
    return first if first.isascii() and first.isalpha() else "#"


def _slug(letter: str) -> str:
    return letter.lower() if letter.isalpha() else "other"


def _word(concept: Concept, view: View) -> str:
    other = "en" if view.language == "ja" else "ja"
    name, twin = view.name(concept), concept.names.get(other, "")
    shown = f'<span lang="{other}">{escape(twin, quote=False)}</span>' if twin and twin != name else ""
    codes = " ".join(f"<code>{escape(one)}</code>" for one in concept.code[:2] if one.casefold() != name.casefold())
    rows = view.concepts.rows_by_concept.get(concept.id, ())
    links = view.say("、", ", ").join(
        link(row.id, view.address(f"{COMMAND_MAP if row.category == COMMANDS else MAPPING}#{row.anchor}"))
        for row in sorted(rows, key=lambda row: row.id)
    )
    home = view.address(concept.home) if concept.home else None
    where = link(view.say("解説", "Explained"), home) if home else link(
        view.say("公式の文書", "Documentation"), concept.references.get(view.language)
    )  # fmt: skip
    return (
        f'<div id="term-{concept.id}" data-item data-side="{concept.side}">'
        f"<dt>{escape(name, quote=False)} {shown} {codes}"
        f'<span class="kh-tag kh-tag--{concept.side}">{_TAGS.get(concept.side, concept.side)}</span></dt>'
        f"<dd>{inline(concept.summaries.get(view.language, ''))} "
        f'<span class="kh-foot" data-search-exclude>{where}'
        f"<span>{view.say('対応表', 'Map')} {links}</span></span></dd></div>\n"
    )


# ---------- Filter ----------


def filter_form(kind: str, titles: dict[str, str], view: View, map_file: str) -> str:
    """Return the form that narrows a list; it shows only where scripts run, since without them it could do nothing."""
    if kind == "map":
        name = view.say("対応表を絞り込む", "Filter the map")
        hint = view.say(
            "名前やフィールド（英語でも引けます）",
            "A name or a field, in either language",
        )
        boxes = "".join(
            f'<label><input type="checkbox" name="relation" value="{relation.value}"> '
            f"{relation_chip(relation, view.language)}</label>"
            for relation in RELATION_WORDS
        )
        group = view.say("関係", "Relation")
        options = "".join(
            f'<option value="{one}">{escape(title, quote=False)}</option>' for one, title in titles.items()
        )
        every = view.say("すべての分類", "All categories")
        more = (
            f"<fieldset><legend>{group}</legend>{boxes}</fieldset>"
            f'<label class="kh-filter__select"><span>{view.say("分類", "Category")}</span>'
            f'<select name="category"><option value="">{every}</option>{options}</select></label>'
        )
    else:
        name = view.say("用語を絞り込む", "Filter the words")
        hint = view.say("日本語でも英語でも引けます", "In either language")
        boxes = "".join(
            f'<label><input type="checkbox" name="side" value="{side}"> <span>{text}</span></label>'
            for side, text in _TAGS.items()
        )
        more = f"<fieldset><legend>{view.say('どちらの言葉か', 'Whose word')}</legend>{boxes}</fieldset>"
    nothing = view.say(
        "当てはまるものがありません。言葉を変えるか、条件を減らしてみてください。",
        "Nothing matches. Try another word, or fewer conditions.",
    )
    found = view.say("{shown} / {all} 件", "{shown} of {all}")
    return (
        f'<form class="kh-filter" role="search" aria-label="{name}" data-map="{escape(map_file)}" '
        f'data-count="{found}" data-search-exclude>'
        f'<label class="kh-filter__text"><span>{name}</span>'
        '<input type="search" name="find" autocomplete="off" spellcheck="false" enterkeyhint="search" '
        f'placeholder="{escape(hint)}"></label>'
        f'{more}<p class="kh-filter__state"><output></output> '
        f'<button type="reset">{view.say("条件を消す", "Clear")}</button></p>'
        f'<p class="kh-filter__none" hidden>{nothing}</p>'
        "</form>"
    )
