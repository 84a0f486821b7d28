"""Reading the map: YAML files by category, with every rule of care and a place for every complaint."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from kakehashi.collection import uncollected
from kakehashi.finding import Span, Words
from kakehashi.pages.source import Kind, read
from kakehashi.pages.yaml_tree import parse

from .concepts import SIDES, Concept, ConceptMap, MapProblem, Place, Relation, Row

LANGUAGES = ("ja", "en")
_CONCEPT_KEYS = ("id", "side", "name", "aliases", "code", "summary", "home", "reference")
_ROW_KEYS = (
    "id", "category", "ecs", "kubernetes", "ecs_command", "kubernetes_command", "relation", "trap",
    "note", "sources", "verified", "confidence", "owner", "title",
)  # fmt: skip
_CONFIDENCE = ("verified", "stable", "unverified")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*$")
_ROW_ID = re.compile(r"[A-Z]\d{2,3}$")
_HOME = re.compile(r"[\w./-]+\.md(?:#[a-z0-9-]+)?$")
_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$")


def _value(node: yaml.Node | None) -> Any:
    """Plain values of a node; scalars stay the text they are."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    if isinstance(node, yaml.ScalarNode):
        return None if node.tag.endswith(":null") else str(node.value)
    return None


def _span(node: yaml.Node) -> Span:
    start, end = node.start_mark, node.end_mark
    stop = end.column if end.line == start.line and end.column > start.column else start.column + 1
    return Span(start.line + 1, start.column + 1, start.line + 1, stop + 1)


class _File:
    """One file of the map."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[MapProblem] = []
        self.concepts: list[Concept] = []
        self.rows: list[Row] = []

    def place(self, node: yaml.Node) -> Place:
        return Place(self.path, _span(node))

    def say(self, node: yaml.Node, en: str, ja: str, suggestion: Words | None = None, kind: str = "map-form") -> None:
        self.problems.append(MapProblem(kind, self.place(node), Words(en, ja), suggestion))

    def fields(self, node: yaml.Node, known: Sequence[str]) -> Mapping[str, yaml.Node]:
        """The fields of an entry; unknown and doubled keys are told."""
        if not isinstance(node, yaml.MappingNode):
            self.say(node, "an entry is a mapping", "項目はマッピングで書きます")
            return {}
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = str(key.value)
            if name not in known:
                close = difflib.get_close_matches(name, known, 1)
                hint = Words(f"did you mean `{close[0]}`?", f"`{close[0]}` ではありませんか") if close else Words(
                    f"known keys: {', '.join(known)}", f"使えるキー: {', '.join(known)}")  # fmt: skip
                self.say(key, f"unknown key `{name}`", f"`{name}` というキーはありません", hint)
            elif name in found:
                self.say(key, f"the key `{name}` stands twice", f"キー `{name}` が 2 回あります")
            else:
                found[name] = value
        return found

    def text(
        self, entry: yaml.Node, fields: Mapping[str, yaml.Node], key: str, pattern: re.Pattern[str] | None = None
    ) -> str:
        """A text field that must be there."""
        node = fields.get(key)
        value = _value(node) if node is not None else None
        if not isinstance(value, str) or not value.strip():
            self.say(node or entry, f"`{key}` is missing", f"`{key}` がありません")
            return ""
        if pattern and not pattern.match(value):
            self.say(node or entry, f"`{value}` is not a valid {key}", f"`{value}` は {key} として正しくありません")
        return value

    def by_language(
        self, entry: yaml.Node, fields: Mapping[str, yaml.Node], key: str, *, required: bool
    ) -> Mapping[str, str]:
        """A text in every language."""
        node = fields.get(key)
        value = _value(node) if node is not None else None
        if value is None:
            if required:
                self.say(node or entry, f"`{key}` is missing", f"`{key}` がありません")
            return {}
        if not isinstance(value, dict):
            self.say(node or entry, f"`{key}` needs one text for each language: {{ja: …, en: …}}",
                     f"`{key}` には言語ごとの文を {{ja: …, en: …}} の形で書いてください")  # fmt: skip
            return {}
        for language in LANGUAGES:
            if not isinstance(value.get(language), str) or not value[language].strip():
                self.say(node or entry, f"`{key}` has no text in {language}", f"`{key}` に {language} の文がありません")
        for other in value:
            if other not in LANGUAGES:
                self.say(
                    node or entry,
                    f"`{key}` names an unknown language {other}",
                    f"`{key}` に知らない言語 {other} があります",
                )
        return {language: text for language, text in value.items() if isinstance(text, str)}

    def texts(self, fields: Mapping[str, yaml.Node], key: str) -> tuple[str, ...]:
        """A list of texts, which may be absent."""
        node = fields.get(key)
        value = _value(node) if node is not None else None
        if node is None or value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            self.say(node, f"`{key}` must be a list of texts", f"`{key}` には文字列の一覧を書いてください")
            return ()
        return tuple(value)

    def concept(self, node: yaml.Node) -> None:
        fields = self.fields(node, _CONCEPT_KEYS)
        if not fields:
            return
        side = self.text(node, fields, "side")
        if side and side not in SIDES:
            self.say(
                fields["side"],
                f"`{side}` is no side",
                f"`{side}` という側はありません",
                Words(*[f"{', '.join(SIDES)}"] * 2),
            )
        aliases_node = fields.get("aliases")
        aliases = _value(aliases_node) if aliases_node is not None else {}
        if aliases_node is not None and not (
            isinstance(aliases, dict) and all(isinstance(one, list) for one in aliases.values())
        ):
            self.say(
                aliases_node,
                "`aliases` needs one list for each language",
                "`aliases` には言語ごとの一覧を書いてください",
            )
            aliases = {}
        references = self.by_language(node, fields, "reference", required=False)
        home = _value(fields["home"]) if "home" in fields else None
        if home is not None and not (isinstance(home, str) and _HOME.match(home)):
            self.say(fields["home"], "`home` is page#section below docs/<language>/",
                     "`home` は docs/<言語>/ の下のページ#節です")  # fmt: skip
            home = None
        if home is None and not references:
            self.say(node, "neither `home` nor `reference`: the name leads nowhere",
                     "`home` も `reference` もなく、名前の行き先がありません")  # fmt: skip
        names = self.by_language(node, fields, "name", required=True)
        self.concepts.append(
            Concept(
                self.text(node, fields, "id", _ID),
                side,
                names,
                {one: tuple(str(alias) for alias in found) for one, found in aliases.items()},
                self.texts(fields, "code"),
                self.by_language(node, fields, "summary", required=True),
                home,
                references,
                self.place(node),
                self.place(fields.get("home", node)),
            )
        )

    def row(self, node: yaml.Node) -> None:
        fields = self.fields(node, _ROW_KEYS)
        if not fields:
            return
        commands = self.texts(fields, "ecs_command"), self.texts(fields, "kubernetes_command")
        relation = None
        if "relation" in fields or not any(commands):
            name = self.text(node, fields, "relation")
            if name in tuple(Relation):
                relation = Relation(name)
            elif name:
                known = ", ".join(Relation)
                self.say(
                    fields["relation"],
                    f"`{name}` is no relation",
                    f"`{name}` という関係はありません",
                    Words(known, known),
                )
        sources = self.texts(fields, "sources")
        if not sources or not all(source.startswith("https://") for source in sources):
            self.say(fields.get("sources", node), "the row names no source", "行に出典がありません",
                     Words("list at least one https:// page", "https:// のページを 1 つ以上書いてください"),
                     "map-source")  # fmt: skip
        confidence = self.text(node, fields, "confidence")
        if confidence and confidence not in _CONFIDENCE:
            known = ", ".join(_CONFIDENCE)
            self.say(
                fields["confidence"],
                f"`{confidence}` is no confidence",
                f"`{confidence}` という確度はありません",
                Words(known, known),
            )
        self.rows.append(
            Row(
                self.text(node, fields, "id", _ROW_ID),
                self.text(node, fields, "category", _ID),
                self.texts(fields, "ecs"),
                self.texts(fields, "kubernetes"),
                *commands,
                relation,
                self.by_language(node, fields, "trap", required=False),
                self.by_language(node, fields, "note", required=False),
                sources,
                self.text(node, fields, "verified", _DATE),
                confidence,
                self.text(node, fields, "owner"),
                self.by_language(node, fields, "title", required=any(commands)),
                self.place(fields.get("id", node)),
            )
        )

    def read(self, text: str) -> None:
        stream = parse(text)
        if stream.error:
            line, column = stream.error.line + 1, stream.error.column + 1
            place = Place(self.path, Span(line, column, line, column + 1))
            words = Words(
                f"this is not YAML: {stream.error.problem}", f"YAML として読めません（{stream.error.problem}）"
            )
            self.problems.append(MapProblem("map-form", place, words))
            return
        for root in stream.documents:
            if root is None:
                continue
            for key, node in self.fields(root, ("concepts", "relations")).items():
                if isinstance(node, yaml.SequenceNode):
                    for entry in node.value:
                        self.concept(entry) if key == "concepts" else self.row(entry)
                elif _value(node) is not None:
                    self.say(node, f"`{key}` is a list", f"`{key}` には一覧を書いてください")


def _across(concepts: Sequence[Concept], rows: Sequence[Row]) -> Iterator[MapProblem]:
    """What only the whole map shows: doubled ids and names, ids that lead nowhere."""
    seen: dict[str, Place] = {}
    entries: list[Concept | Row] = [*concepts, *rows]
    for entry in entries:
        if entry.id in seen:
            other = seen[entry.id]
            yield MapProblem(
                "map-id", entry.place,
                Words(f"the id `{entry.id}` already stands at {other.path}:{other.span.line}",
                      f"id `{entry.id}` は {other.path}:{other.span.line} にもあります"),
            )  # fmt: skip
        seen.setdefault(entry.id, entry.place)
    names: dict[tuple[str, str, str], Concept] = {}
    for concept in concepts:
        for language in LANGUAGES:
            own = {concept.names.get(language, ""), *concept.aliases.get(language, ()), *concept.code}
            for name in sorted(filter(None, own)):
                side = "ecs" if concept.side == "ecs" else "kubernetes"
                taken = names.setdefault((side, language, name.casefold()), concept)
                if taken is not concept:
                    yield MapProblem(
                        "map-alias", concept.place,
                        Words(f"“{name}” ({language}) already names `{taken.id}` ({taken.place.shown})",
                              f"「{name}」（{language}）はすでに `{taken.id}` の名前です（{taken.place.shown}）"),
                        Words("one name leads to one concept on a side",
                              "同じ側では、1 つの名前は 1 つの概念を指します"),
                    )  # fmt: skip
    ids = {concept.id for concept in concepts}
    for row in rows:
        for identifier in (*row.ecs, *row.kubernetes):
            if identifier not in ids:
                close = difflib.get_close_matches(identifier, ids, 1)
                hint = Words(f"did you mean `{close[0]}`?", f"`{close[0]}` ではありませんか") if close else None
                words = Words(
                    f"{row.id} names `{identifier}`, which is no concept",
                    f"{row.id} の `{identifier}` という概念はありません",
                )
                yield MapProblem("map-id", row.place, words, hint)


def read_map(root: Path, folder: str | None) -> ConceptMap:
    """Read the map of a documentation folder.

    Args:
        root: The documentation folder.
        folder: The folder of the map below it, or None for none.

    Returns:
        The map, with everything that is wrong in it; an empty one where there is no such folder.
    """
    if folder is None or not (root / folder).is_dir():
        return ConceptMap()
    files = []
    for name in sorted(os.listdir(root / folder)):
        if name.endswith((".yaml", ".yml")):
            try:
                stat = (root / folder / name).stat()
                files.append((name, stat.st_mtime_ns, stat.st_size))
            except OSError:
                files.append((name, 0, 0))
    with uncollected():
        return _read(root, folder, tuple(files))


# A build asks twice, for its checks and for its pages, and `mkdocs serve` with every edit of a page.
@lru_cache(maxsize=2)
def _read(root: Path, folder: str, files: tuple[tuple[str, int, int], ...]) -> ConceptMap:
    concepts: list[Concept] = []
    rows: list[Row] = []
    problems: list[MapProblem] = []
    for name, _, _ in files:
        file = _File(f"{folder}/{name}")
        source = read(root / folder / name, file.path)
        if source.kind is not Kind.TEXT or source.bad_bytes:
            words = Words("this file of the map cannot be read", "マップのファイルを読み込めません")
            problems.append(MapProblem("map-form", Place(file.path, Span(1, 1, 1, 2)), words))
            continue
        file.read(source.text)
        concepts += file.concepts
        rows += file.rows
        problems += file.problems
    problems += _across(concepts, rows)
    return ConceptMap({concept.id: concept for concept in concepts}, tuple(rows), tuple(problems))
