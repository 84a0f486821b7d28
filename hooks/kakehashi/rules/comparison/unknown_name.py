"""Each cell of a comparison table names something the map knows.

A name the map does not know gets no link, no relation and no trap: the reader stops exactly where the bridge
should start. Cells that say in a sentence what something does, or that there is nothing, are left alone.
"""

import difflib
import re
from collections.abc import Iterator

from kakehashi.comparison.matching import plain
from kakehashi.comparison.names import Names
from kakehashi.finding import Complaint, Words
from kakehashi.pages.lines import Line
from kakehashi.pages.site import Site
from kakehashi.rule import of_line, site_rule
from kakehashi.settings import Settings

from ._shared import SHOWN, foreign, linker, map_of, readings

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
LONGEST_NAME = 40
"""Longest cell, in characters, that is taken for a name rather than an explanation."""


def _names_nothing(cell: Line) -> bool:
    text = plain(cell.text)
    return (
        not text
        or bool(_NOTHING.match(text))
        or bool(_SENTENCE.search(text))
        or len(text) > LONGEST_NAME
        or "](" in cell.text
    )


def _hint(text: str, names: Names) -> Words | None:
    close = difflib.get_close_matches(plain(text).lower(), list(names.known), 1, 0.75)
    if not close:
        return Words("add it to the map, or use a name from it", "マップに追加するか、マップにある名前を使ってください")
    concept = names.known[close[0]]
    return Words(
        f"did you mean “{concept.names.get('en', close[0])}”?",
        f"「{concept.names.get('ja', close[0])}」ではありませんか",
    )


@site_rule()
def check(site: Site, settings: Settings) -> Iterator[Complaint]:
    for _, language, _, _, rows in readings(site, settings):
        names = linker(map_of(site, settings), language).names
        for row in rows:
            elsewhere = {cell for cell, _, _ in foreign(row, names)}
            for column in row.columns:
                cell = row.cells[column.index] if column.index < len(row.cells) else None
                if cell is None or cell in elsewhere or _names_nothing(cell):
                    continue
                if any(one.cell is cell for one in row.mentions):
                    continue
                shown = SHOWN[column.side]
                yield Complaint(
                    of_line(cell),
                    Words(f"“{cell.text}” names nothing the map knows on the {shown} side",
                          f"「{cell.text}」は、マップの {shown} 側にない名前です"),
                    _hint(cell.text, names[column.side]),
                    path=cell.path,
                )  # fmt: skip
