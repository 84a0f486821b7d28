"""The data files: compact, sorted, with their provenance, and within the few keywords that readers know."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from kakehashi.knowledge.custom_resources import catalogue, load

FILES = sorted(catalogue.FOLDER.glob("*.json"))
KEYWORDS = {
    "$ref",
    "additionalProperties",
    "enum",
    "format",
    "items",
    "maxLength",
    "maximum",
    "minItems",
    "minLength",
    "minimum",
    "pattern",
    "properties",
    "required",
    "type",
    "x-kubernetes-int-or-string",
    "x-kubernetes-object-meta",
    "x-kubernetes-ref",
    "x-partial",
}


def _nodes(schema: Any) -> Iterator[dict[str, Any]]:
    assert isinstance(schema, dict)
    yield schema
    for child in schema.get("properties", {}).values():
        yield from _nodes(child)
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield from _nodes(schema[key])


def test_the_size_of_all_files() -> None:
    assert FILES
    assert sum(path.stat().st_size for path in FILES) <= 400_000


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_sorted_and_compact(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    content = json.loads(text)
    assert text == json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
    assert path.stem == (content["group"] or "core")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_kind_has_one_source(path: Path) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    listed = [kind for source in content["sources"] for kind in source["kinds"]]
    assert sorted(listed) == sorted(content["kinds"])
    for source in content["sources"]:
        assert re.fullmatch(r"20\d\d-[01]\d-[0-3]\d", source["date"])
        assert all(source[name] for name in ("licence", "source", "upstream", "version"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_schemas_keep_to_the_keywords(path: Path) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    for schema in [*content["kinds"].values(), *content["$defs"].values()]:
        for node in _nodes(schema):
            assert set(node) <= KEYWORDS, node
            if "$ref" in node:
                assert set(node) == {"$ref"}
                assert node["$ref"].removeprefix("#/$defs/") in content["$defs"]
            assert node.get("format") in {None, "byte", "date-time", "quantity"}
            assert set(node.get("required", ())) <= set(node.get("properties", ())), node
            assert "description" not in node


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_schema_compiles_by_itself(path: Path) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    for key in content["kinds"]:
        version, kind = key.split("/")
        known = load(content["group"], version, kind)
        assert known is not None
        jsonschema_rs.validator_for(known.schema)
