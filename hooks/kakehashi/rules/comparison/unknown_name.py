"""Each cell of a comparison table names something the map knows.

A name the map does not know gets no link, no relation and no trap: the reader stops exactly where the bridge
should start. Cells that say in a sentence what something does, or that there is nothing, are left alone.
"""

import difflib
import re
from collections.abc import Iterator

from ...comparison.linking import columns
from ...comparison.names import Names
from ...finding import Complaint, Words
from ...pages.lines import Line
from ...pages.site import Site
from ...rule import of_line, site_rule
from ...settings import Settings
from ._shared import linker, map_of, pages

JA = """比較表のセルには、マップにある名前を書きます。

マップにない名前には、リンクも、関係も、落とし穴も付きません。読者は、橋が始まるべきところで止まってしまいます。
働きを文で説明するセルや、対応するものがないと述べるセルは対象にしません。
"""
_MAP = """concepts:
  - {id: pod, side: kubernetes, name: {ja: Pod, en: Pod}, summary: {ja: a, en: b}, home: a.md#a}
  - {id: ecs-task, side: ecs, name: {ja: タスク, en: task}, summary: {ja: a, en: b}, home: a.md#a}
"""
_TABLE = "\n| ECS | Kubernetes |\n|---|---|\n"
GOOD = {
    "ja/a.md": f"# あ {{#a}}\n{_TABLE}| タスク | Pod |\n| なし | Pod |\n",
    "en/a.md": f"# A {{#a}}\n{_TABLE}| task | Pod |\n| none | Pod |\n",
    "map/pods.yaml": _MAP,
}
BAD = {
    "ja/a.md": f"# あ {{#a}}\n{_TABLE}| タスク | Podd |\n",
    "en/a.md": f"# A {{#a}}\n{_TABLE}| task | Podd |\n",
    "map/pods.yaml": _MAP,
}
_NOTHING = re.compile(r"[-–—∅×/\s]*$|(?:none|nothing|n/a|no\b|not\b|なし|ない|該当|対応する|相当)", re.IGNORECASE)
_SENTENCE = re.compile(r"[。！？]|[.!?](?:\s|$)|\w+ \w+ \w+ \w+ \w+ \w+")
_MARKUP = re.compile(r"[*_`]|<[^>]+>")
LONGEST_NAME = 40
"""Longest cell, in characters, that is taken for a name rather than an explanation."""


def _names_nothing(cell: Line) -> bool:
    text = _MARKUP.sub("", cell.text).strip()
    return not text or bool(_NOTHING.match(text)) or bool(_SENTENCE.search(text)) or len(text) > LONGEST_NAME or "](" in cell.text


def _hint(text: str, names: Names) -> Words | None:
    close = difflib.get_close_matches(_MARKUP.sub("", text).strip().lower(), list(names.known), 1, 0.75)
    if not close:
        return Words("add it to the map, or use a name from it", "マップに追加するか、マップにある名前を使ってください")
    concept = names.known[close[0]]
    return Words(f"did you mean “{concept.names.get('en', close[0])}”?", f"「{concept.names.get('ja', close[0])}」ではありませんか")


@site_rule()
def check(site: Site, settings: Settings) -> Iterator[Complaint]:
    concepts = map_of(site, settings)
    if not concepts.concepts:
        return
    for page, language, _ in pages(site):
        names = linker(concepts, language).names
        for table in page.tables:
            for column in columns(table):
                side = names[column.side]
                for row in table.rows:
                    cell = row[column.index] if column.index < len(row) else None
                    if cell is None or next(side.mentions(cell.text), None) or _names_nothing(cell):
                        continue
                    yield Complaint(
                        of_line(cell),
                        Words(f"“{cell.text}” names nothing the map knows on the {'ECS' if column.side == 'ecs' else 'Kubernetes'} side",
                              f"「{cell.text}」は、マップの {'ECS' if column.side == 'ecs' else 'Kubernetes'} 側にない名前です"),
                        _hint(cell.text, side),
                        path=cell.path,
                    )  # fmt: skip
