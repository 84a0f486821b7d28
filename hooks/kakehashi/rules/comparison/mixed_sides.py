"""Each column of a comparison table holds names of its own side.

An ECS name under the heading Kubernetes tells the reader that Kubernetes has such a thing. Cells that explain a name of
their own side in the words of the other are left alone.
"""

from collections.abc import Iterator

from kakehashi.finding import Complaint, Words
from kakehashi.pages.site import Site
from kakehashi.rule import of_line, site_rule
from kakehashi.settings import Settings

from ._shared import SHOWN, foreign, linker, map_of, readings

JA = """比較表の列には、その列の側の名前だけを書きます。

Kubernetes の列に ECS の名前があると、読者は Kubernetes にもそれがあると受け取ります。
自分の側の名前を、相手の側の言葉で説明しているセルは対象にしません。
"""
_MAP = """concepts:
  - {id: pod, side: kubernetes, name: {ja: Pod, en: Pod}, summary: {ja: a, en: b}, home: a.md#a}
  - {id: ecs-task, side: ecs, name: {ja: タスク, en: task}, summary: {ja: a, en: b}, home: a.md#a}
"""
_TABLE = "\n| ECS | Kubernetes |\n|---|---|\n"
GOOD = {
    "ja/a.md": f"# あ {{#a}}\n{_TABLE}| タスク | なし |\n",
    "en/a.md": f"# A {{#a}}\n{_TABLE}| task | none |\n",
    "map/pods.yaml": _MAP,
}
BAD = {
    "ja/a.md": f"# あ {{#a}}\n{_TABLE}| Pod | なし |\n",
    "en/a.md": f"# A {{#a}}\n{_TABLE}| Pod | none |\n",
    "map/pods.yaml": _MAP,
}


@site_rule()
def check(site: Site, settings: Settings) -> Iterator[Complaint]:
    for _, language, _, _, rows in readings(site, settings):
        names = linker(map_of(site, settings), language).names
        for row in rows:
            for cell, side, concept in foreign(row, names):
                own, other = SHOWN[side], SHOWN["ecs" if side == "kubernetes" else "kubernetes"]
                yield Complaint(
                    of_line(cell),
                    Words(f"“{concept.names.get('en', concept.id)}” is a name of the {other} side in the {own} column",
                          f"{own} の列に、{other} 側の名前「{concept.names.get('ja', concept.id)}」があります"),
                    Words("move it to its column, or name what stands for it on this side",
                          "その側の列に移すか、こちらの側で当たるものの名前を書いてください"),
                    path=cell.path,
                )  # fmt: skip
