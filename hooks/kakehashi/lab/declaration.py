"""What a page promises in its front matter: that it is a lab, where it runs, what it needs and what it leaves.

lab:
  platform: kind              # or eks
  cluster: ecs2k8s            # the cluster it works on; it exists before unless the page creates it
  namespace: lab02            # the namespace it creates and deletes
  tools: [kubectl, kind]      # every program its commands start
  requires: [lab-01-cluster-tour]
  leaves: [cluster/ecs2k8s]   # type/name of what stays behind on purpose
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from kakehashi.finding import Words
from kakehashi.knowledge.commands.suggest import nearest
from kakehashi.pages.lines import Line
from kakehashi.pages.page import Page
from kakehashi.pages.yaml_tree import parse

from .place import Place, Text, joined, of_line

KEYS = ("platform", "cluster", "namespace", "tools", "requires", "leaves")
PLATFORMS = ("kind", "eks")
_NAME = re.compile(r"[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?")
_CLUSTER = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")
_TOOL = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+-]*")
_PAGE = re.compile(r"[a-z0-9][a-z0-9/-]*")
_LEFT = re.compile(r"[a-z][a-z0-9.-]*/[^\s/][^\s]*")


@dataclass(frozen=True)
class Declaration:
    """The promise of a lab page.

    Args:
        place: The word ``lab``.
        platform: ``kind`` or ``eks``.
        tools: Programs its prerequisites name.
        cluster: The cluster it works on; empty where it does not say.
        namespace: The namespace it makes and deletes; empty where it has none.
        requires: Labs that must have been done before, by the name of their file without ``.md``.
        leaves: ``type/name`` of what stays behind on purpose.
    """

    place: Place
    platform: str = "kind"
    tools: tuple[Text, ...] = ()
    cluster: Text | None = None
    namespace: Text | None = None
    requires: tuple[Text, ...] = ()
    leaves: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a declaration.

    Args:
        place: The word.
        message: What is wrong.
        suggestion: What to write instead, or None.
    """

    place: Place
    message: Words
    suggestion: Words | None = None


class _Reader:
    def __init__(self, lines: tuple[Line, ...]) -> None:
        self.lines = lines
        self.faults: list[Fault] = []

    def place(self, node: yaml.Node) -> Place:
        mark, end = node.start_mark, node.end_mark
        line = self.lines[min(mark.line, len(self.lines) - 1)]
        return of_line(line, mark.column, end.column if end.line == mark.line else None)

    def fault(self, node: yaml.Node, en: str, ja: str, hint: tuple[str, str] | None = None) -> None:
        self.faults.append(Fault(self.place(node), Words(en, ja), Words(*hint) if hint else None))

    def text(self, node: yaml.Node, key: str, form: re.Pattern[str], en: str, ja: str) -> Text | None:
        if isinstance(node, yaml.ScalarNode) and form.fullmatch(node.value) and node.tag.endswith(":str"):
            return Text(node.value, self.place(node))
        self.fault(node, f"`{key}` takes {en}", f"`{key}` には{ja}を書きます")
        return None

    def texts(self, node: yaml.Node, key: str, form: re.Pattern[str], en: str, ja: str) -> tuple[Text, ...]:
        if not isinstance(node, yaml.SequenceNode):
            self.fault(
                node,
                f"`{key}` takes a list",
                f"`{key}` にはリストを書きます",
                (f"write `{key}: [...]`", f"`{key}: [...]` と書きます"),
            )
            return ()
        found = [self.text(item, key, form, en, ja) for item in node.value]
        return tuple(one for one in found if one is not None)

    def platform(self, node: yaml.Node) -> str:
        value = node.value if isinstance(node, yaml.ScalarNode) else ""
        if value in PLATFORMS:
            return str(value)
        near = nearest(value, PLATFORMS) if value else None
        hint = (f"did you mean `{near}`?", f"`{near}` ではありませんか") if near else None
        self.fault(node, "`platform` is `kind` or `eks`", "`platform` は `kind` か `eks` です", hint)
        return "kind"

    def read(self, key_node: yaml.Node, node: yaml.Node) -> Declaration:
        place = self.place(key_node)
        if not isinstance(node, yaml.MappingNode):
            hint = "write at least `platform` and `tools`", "少なくとも `platform` と `tools` を書きます"
            self.fault(key_node, "`lab` takes a mapping", "`lab` にはマッピングを書きます", hint)
            return Declaration(place)
        found: dict[str, yaml.Node] = {}
        for name, value in node.value:
            key = str(name.value)
            if key not in KEYS:
                near = nearest(key, KEYS)
                known = ", ".join(f"`{one}`" for one in KEYS)
                hint = (
                    (f"did you mean `{near}`?", f"`{near}` ではありませんか")
                    if near
                    else (f"known: {known}", f"使えるもの: {known}")
                )
                self.fault(name, f"a lab has no `{key}`", f"lab に `{key}` という項目はありません", hint)
            elif key in found:
                self.fault(name, f"`{key}` stands twice", f"`{key}` が 2 回あります")
            else:
                found[key] = value
        for key in ("platform", "tools"):
            if key not in found:
                self.fault(key_node, f"the lab does not say its `{key}`", f"lab に `{key}` がありません",
                           (f"add `{key}`", f"`{key}` を加えます"))  # fmt: skip
        return self._known(place, found)

    def _known(self, place: Place, found: Mapping[str, yaml.Node]) -> Declaration:
        label = "a lower-case name such as lab02", "lab02 のような小文字の名前"
        return Declaration(
            place,
            self.platform(found["platform"]) if "platform" in found else "kind",
            self.texts(found["tools"], "tools", _TOOL, "names of programs", "プログラム名") if "tools" in found else (),
            self.text(found["cluster"], "cluster", _CLUSTER, "the name of a cluster", "クラスター名")
            if "cluster" in found
            else None,
            self.text(found["namespace"], "namespace", _NAME, *label) if "namespace" in found else None,
            self.texts(
                found["requires"], "requires", _PAGE, "names of lab pages without .md", "ラボのページ名（.md を除く）"
            )
            if "requires" in found
            else (),
            self.texts(
                found["leaves"],
                "leaves",
                _LEFT,
                "type/name, such as namespace/demo",
                "namespace/demo のような type/name",
            )
            if "leaves" in found
            else (),
        )


def _entries(page: Page) -> Iterator[tuple[_Reader, yaml.Node, yaml.Node]]:
    if not any(line.text.startswith(("lab:", '"lab":', "'lab':")) for line in page.front_matter):
        return
    root = next(iter(parse(joined(page.front_matter)).documents), None)
    if isinstance(root, yaml.MappingNode):
        for key, value in root.value:
            if key.value == "lab":
                yield _Reader(page.front_matter), key, value


def read_declaration(page: Page) -> tuple[Declaration | None, tuple[Fault, ...]]:
    """Return what a page declares about itself as a lab, and what is wrong with that; None where it is no lab."""
    for reader, key, value in _entries(page):
        return reader.read(key, value), tuple(reader.faults)
    return None, ()
