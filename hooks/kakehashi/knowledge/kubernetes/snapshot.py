"""Writes the schema snapshot `data/kubernetes/definitions.json` from the package `kubernetes-validate`.

A maintainer runs `python -m kakehashi.knowledge.kubernetes.snapshot` after a new release of that package; the build
never imports this module. One file holds every packaged Kubernetes version: each field once, with the version that
brought it and the version that dropped it, so that a message can say "exists since 1.35".

Types are written as short expressions: `string`, `integer`, `number`, `boolean`, `object` (free form), `any`,
`quantity`, `int-or-string`, `time`, a definition's name (`core.v1.PodSpec`), `[T]` for a list and `{T}` for a map.
"""

from __future__ import annotations

import datetime
import importlib.metadata
import importlib.resources
import json
import re
from pathlib import Path
from typing import Any

Json = dict[str, Any]

DESTINATION = Path(__file__).parents[2] / "data" / "kubernetes" / "definitions.json"
_FOLDER = re.compile(r"v(\d+\.\d+)\.\d+-local-strict")
_PREFIXES = (
    "io.k8s.apiextensions-apiserver.pkg.apis.",
    "io.k8s.kube-aggregator.pkg.apis.",
    "io.k8s.apimachinery.pkg.apis.",
    "io.k8s.apimachinery.pkg.api.",
    "io.k8s.apimachinery.pkg.",
    "io.k8s.api.",
)
_NAMED_TYPES = {
    "resource.Quantity": "quantity",
    "util.intstr.IntOrString": "int-or-string",
    "meta.v1.Time": "time",
    "meta.v1.MicroTime": "time",
}
# Sent to the API by clients, never written as a manifest; listed under every group.
_NOT_MANIFESTS = {"DeleteOptions", "WatchEvent"}


def short_name(name: str) -> str:
    """`io.k8s.api.core.v1.PodSpec` as `core.v1.PodSpec`; `$ref` pointers are cut to their name first."""
    name = name.rsplit("/", 1)[-1]
    for prefix in _PREFIXES:
        if name.startswith(prefix):
            return name[len(prefix) :]
    return name


def type_expression(schema: Json) -> str:
    """The type of one schema as the snapshot writes it; raises ValueError on a shape it does not know."""
    if "$ref" in schema:
        name = short_name(schema["$ref"])
        return _NAMED_TYPES.get(name, name)
    kind = schema.get("type")
    if isinstance(kind, list):
        kind = next(item for item in kind if item != "null")
    if kind is None:
        return "any"
    if kind == "array":
        return f"[{type_expression(schema['items'])}]"
    if kind == "object":
        values = schema.get("additionalProperties")
        return f"{{{type_expression(values)}}}" if isinstance(values, dict) else "object"
    if kind in ("string", "integer", "number", "boolean"):
        return str(kind)
    raise ValueError(f"unknown type {kind!r}")


def packaged_versions() -> dict[str, Json]:
    """Minor version → its definitions, oldest first, as the installed package has them."""
    root = importlib.resources.files("kubernetes_validate") / "kubernetes-json-schema"
    found = {m[1]: entry for entry in root.iterdir() if (m := _FOLDER.fullmatch(entry.name))}
    ordered = sorted(found, key=lambda version: tuple(map(int, version.split("."))))
    return {
        version: json.loads((found[version] / "_definitions.json").read_text(encoding="utf-8"))["$defs"]
        for version in ordered
    }


def _span(present: list[int], last: int) -> list[int] | None:
    """First and last version index, or None for something in every version."""
    return None if (present[0], present[-1]) == (0, last) else [present[0], present[-1]]


def _definition(per_version: dict[int, Json], last: int) -> Json:
    fields: Json = {}
    present: dict[str, list[int]] = {}
    keys: Json = {}
    for index, schema in per_version.items():
        for name, field in schema.get("properties", {}).items():
            fields[name] = type_expression(field)
            present.setdefault(name, []).append(index)
            if field.get("x-kubernetes-list-type") in ("map", "set"):
                keys[name] = field.get("x-kubernetes-list-map-keys", [])
    newest = per_version[max(per_version)]
    entry: Json = {"fields": fields}
    if newest.get("required"):
        # The newest list is the truest: it says what servers of every version insist on.
        entry["required"] = sorted(newest["required"])
    spans = {name: [found[0], found[-1]] for name, found in present.items() if found != list(per_version)}
    if spans:
        entry["spans"] = spans
    if keys:
        entry["keys"] = keys
    if span := _span(list(per_version), last):
        entry["span"] = span
    return entry


def build(versions: dict[str, Json]) -> Json:
    """The snapshot's `versions`, `kinds` and `definitions` out of the definitions of each version."""
    last = len(versions) - 1
    collected: dict[str, dict[int, Json]] = {}
    kinds: dict[str, str] = {}
    for index, definitions in enumerate(versions.values()):
        for long_name, schema in definitions.items():
            name = short_name(long_name)
            if name in _NAMED_TYPES:
                continue
            collected.setdefault(name, {})[index] = schema
            for gvk in schema.get("x-kubernetes-group-version-kind", ()):
                if gvk["kind"] not in _NOT_MANIFESTS:
                    api_version = f"{gvk['group']}/{gvk['version']}" if gvk["group"] else gvk["version"]
                    kinds[f"{api_version}/{gvk['kind']}"] = name
    definitions_out: Json = {}
    for name, per_version in collected.items():
        newest = per_version[max(per_version)]
        if "properties" in newest:
            definitions_out[name] = _definition(per_version, last)
        else:
            free = "object" if "type" in newest else "any"
            definitions_out[name] = {"free": free}
    return {"versions": list(versions), "kinds": kinds, "definitions": definitions_out}


def main() -> None:
    """Write the snapshot, sorted and compact, with its origin."""
    snapshot = build(packaged_versions())
    snapshot["source"] = {
        "package": "kubernetes-validate",
        "version": importlib.metadata.version("kubernetes-validate"),
        "date": datetime.date.today().isoformat(),
        "licence": "Apache-2.0",
    }
    text = json.dumps(snapshot, sort_keys=True, separators=(",", ":"))
    DESTINATION.write_text(text + "\n", encoding="utf-8")
    print(f"{DESTINATION.name}: {len(snapshot['definitions'])} definitions, {len(text)} bytes")


if __name__ == "__main__":
    main()
