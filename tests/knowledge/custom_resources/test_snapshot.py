"""The maintainer's command: outlines, the reading of compiled validators, and that it tells when its input changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from kakehashi.knowledge.custom_resources import catalogue, snapshot
from kakehashi.knowledge.custom_resources.outline import compile_outline, compile_type

OUTLINES = Path(snapshot.__file__).with_name("outlines")


class TestOutline:
    def test_an_object_is_closed_and_knows_what_it_requires(self) -> None:
        schema = compile_outline(
            yaml.safe_load("{name!: string, size: integer 1..10, kinds: [=a|b], labels: '{string}'}")
        )
        assert schema == {
            "type": "object",
            "additionalProperties": False,
            "required": ["name"],
            "properties": {
                "name": {"type": "string"},
                "size": {"type": "integer", "minimum": 1, "maximum": 10},
                "kinds": {"type": "array", "items": {"type": "string", "enum": ["a", "b"]}},
                "labels": {"type": "object", "additionalProperties": {"type": "string"}},
            },
        }

    def test_an_open_object(self) -> None:
        assert "additionalProperties" not in compile_outline({"a": "string", "...": "any"})

    @pytest.mark.parametrize(
        ("text", "schema"),
        [
            ("any", {}),
            ("[integer]?", {"type": ["array", "null"], "items": {"type": "integer"}}),
            ("integer 0..", {"type": "integer", "minimum": 0}),
            ("/^a$/", {"type": "string", "pattern": "^a$"}),
            ("@Name", {"$type": "Name"}),
            ("^core.v1.PodSpec", {"type": "object", "x-kubernetes-ref": "core.v1.PodSpec"}),
        ],
    )
    def test_types(self, text: str, schema: dict[str, object]) -> None:
        assert compile_type(text) == schema

    @pytest.mark.parametrize("node", ["strng", "", [], ["string", "integer"], 3, None])
    def test_what_is_no_outline_is_refused(self, node: object) -> None:
        with pytest.raises(ValueError, match="outline"):
            compile_outline(node)

    @pytest.mark.parametrize("path", sorted(OUTLINES.glob("[!_]*.yaml")), ids=lambda path: path.stem)
    def test_each_outline_says_where_it_comes_from(self, path: Path) -> None:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert set(document["provenance"]) == {"date", "licence", "source", "upstream", "version"}
        assert (catalogue.FOLDER / f"{document['group'] or 'core'}.json").is_file()


# A validator as the packages ship it: one function per subschema, here of {size: integer 1.. (required), tags: [enum]}.
VALIDATOR = (
    'import{validate as validate9}from"./OtherV1Thing.js";export const validate=validate0;'
    'let schema3_enum=["a","b{"];'
    'function validate1(data,{instancePath=""}={}){let vErrors=null,errors=0;'
    'if(!("number"==typeof data)){let err0={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"integer"}}}'
    'if(data<1){let err1={instancePath,schemaPath:"#/minimum",keyword:"minimum",params:{comparison:">=",limit:1}}}'
    "return validate1.errors=vErrors,0===errors}"
    'function validate2(data,{instancePath=""}={}){'
    'let err0={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"string"}};'
    'let err1={instancePath,schemaPath:"#/enum",keyword:"enum",params:{allowedValues:schema3_enum}}}'
    'function validate4(data,{instancePath=""}={}){'
    'let err0={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"array"}};'
    'for(let i0=0;i0<len0;i0++)validate2(data[i0],{instancePath:instancePath+"/"+i0})}'
    'function validate0(data,{instancePath=""}={}){'
    'let err0={instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty:"size"}};'
    'void 0!==data.size&&(validate1(data.size,{instancePath:instancePath+"/size"}));'
    'void 0!==data["the-tags"]&&(validate4(data["the-tags"],{instancePath:instancePath+"/the-tags"}));'
    'void 0!==data.other&&(validate9(data.other,{instancePath:instancePath+"/other"}));'
    'let err1={instancePath,schemaPath:"#/type",keyword:"type",params:{type:"object"}}}'
)


class TestReadingValidators:
    def test_a_validator_becomes_its_schema(self) -> None:
        module = snapshot._read_module(VALIDATOR)
        assert snapshot._schema_of(module, module.root) == {
            "type": "object",
            "additionalProperties": False,
            "required": ["size"],
            "properties": {
                "size": {"type": "integer", "minimum": 1},
                "the-tags": {"type": "array", "items": {"type": "string", "enum": ["a", "b{"]}},
                "other": {"$type": "OtherV1Thing"},
            },
        }

    def test_a_keyword_that_is_new_stops_the_command(self) -> None:
        module = snapshot._read_module(VALIDATOR.replace('keyword:"minimum"', 'keyword:"multipleOf"'))
        with pytest.raises(ValueError, match="multipleOf"):
            snapshot._schema_of(module, module.root)

    def test_a_file_that_is_no_validator(self) -> None:
        with pytest.raises(ValueError, match="exports no validate function"):
            snapshot._read_module("export const a=1;")

    def test_a_correction_that_does_not_fit_any_more(self) -> None:
        name = next(name for name, correction in snapshot.CORRECTIONS.items() if correction.optional)
        with pytest.raises(ValueError, match="not required any more"):
            snapshot._relaxed({"type": "object", "properties": {}}, name)


def test_outlines_give_the_files_in_the_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The groups written by hand need no package, so that their files can be made again and compared."""
    monkeypatch.setattr(snapshot, "PACKAGES", ())
    texts = snapshot.build(tmp_path)
    assert len(texts) >= 15
    for group, text in texts.items():
        assert (catalogue.FOLDER / f"{group or 'core'}.json").read_text(encoding="utf-8") == text


def test_package_pins_match_the_files() -> None:
    for package in snapshot.PACKAGES:
        for group in {path.rsplit("/", 2)[0] for path in package.kinds}:
            content = json.loads((catalogue.FOLDER / f"{group}.json").read_text(encoding="utf-8"))
            pinned = [source for source in content["sources"] if source["source"] == package.source]
            assert [(source["version"], source["date"]) for source in pinned] == [(package.version, package.date)]


def test_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert snapshot.main([]) == 2
    assert "PACKAGES OUT" in capsys.readouterr().err
