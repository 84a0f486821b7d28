"""The data: the snapshot says what the installed schema package says, the hand tables name only what exists."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kakehashi.knowledge.kubernetes import ranges
from kakehashi.knowledge.kubernetes.schemas import DATA, field_type, known_versions, schemas_for
from kakehashi.knowledge.kubernetes.snapshot import build, short_name, type_expression

kubernetes_validate = pytest.importorskip("kubernetes_validate")


def test_the_snapshot_is_what_the_package_gives() -> None:
    from kakehashi.knowledge.kubernetes.snapshot import packaged_versions

    stored = json.loads((DATA / "definitions.json").read_text(encoding="utf-8"))
    source = stored.pop("source")
    assert source["package"] == "kubernetes-validate"
    assert stored == json.loads(json.dumps(build(packaged_versions())))


def test_short_names_and_types() -> None:
    assert short_name("#/$defs/io.k8s.api.core.v1.PodSpec") == "core.v1.PodSpec"
    assert short_name("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta") == "meta.v1.ObjectMeta"
    assert type_expression({"type": ["array", "null"], "items": {"type": "string"}}) == "[string]"
    assert (
        type_expression(
            {"type": "object", "additionalProperties": {"$ref": "#/x/io.k8s.apimachinery.pkg.api.resource.Quantity"}}
        )
        == "{quantity}"
    )
    with pytest.raises(ValueError, match="unknown type"):
        type_expression({"type": "gizmo"})
    assert field_type("[core.v1.Container]").name == "core.v1.Container"


def test_a_field_remembers_when_it_came_and_went() -> None:
    def version(*fields: str) -> dict[str, object]:
        return {
            "io.k8s.api.core.v1.Thing": {"properties": {name: {"type": "string"} for name in fields}, "type": "object"}
        }

    built = build({"1.1": version("a"), "1.2": version("a", "b"), "1.3": version("b")})
    assert built["definitions"]["core.v1.Thing"] == {
        "fields": {"a": "string", "b": "string"},
        "spans": {"a": [0, 1], "b": [1, 2]},
    }


def test_tables_name_fields_that_exist() -> None:
    schemas = schemas_for(known_versions())
    enums = json.loads((DATA / "enums.json").read_text(encoding="utf-8"))["fields"]
    retired = json.loads((DATA / "retired.json").read_text(encoding="utf-8"))["fields"]
    for table in (enums, retired, ranges.BOUNDS):
        for definition, names in table.items():
            for name in names:
                assert name in schemas.definition(definition).fields, (definition, name)


def test_the_api_table_names_heirs_that_are_served() -> None:
    apis = json.loads((DATA / "apis.json").read_text(encoding="utf-8"))["apis"]
    schemas = schemas_for(known_versions()[-1:])
    for gvk, fate in apis.items():
        kind = fate.get("kind", gvk.rpartition("/")[2])
        if "use" in fate:
            assert schemas.definition_of(fate["use"], kind), gvk
        else:
            assert ("en" in fate) == ("ja" in fate)


def test_an_api_marked_removed_is_in_no_later_version() -> None:
    apis = json.loads((DATA / "apis.json").read_text(encoding="utf-8"))["apis"]
    for version in known_versions():
        schemas = schemas_for((version,))
        for gvk, fate in apis.items():
            api_version, _, kind = gvk.rpartition("/")
            removed = fate.get("removed")
            if removed and tuple(map(int, version.split("."))) >= tuple(map(int, removed.split("."))):
                assert schemas.definition_of(api_version, kind) is None, (gvk, version)


def test_the_lists_of_rules_name_what_the_code_says() -> None:
    from kakehashi.knowledge.ecs import documents
    from kakehashi.knowledge.kubernetes import checks

    def said(package: object, pattern: str) -> set[str]:
        folder = Path(str(package.__file__)).parent  # type: ignore[attr-defined]
        return {name for path in folder.glob("*.py") for name in re.findall(pattern, path.read_text(encoding="utf-8"))}

    listed = {*checks.ERRORS, *checks.WARNINGS}
    assert len(listed) == len(checks.ERRORS) + len(checks.WARNINGS)
    assert said(checks, r'problem\(\s*"([a-z0-9-]+)"') | {"ambiguous-scalar", "wrong-type"} == listed
    assert said(documents, r'"ecs/([a-z-]+)"') == set(documents.RULES)
