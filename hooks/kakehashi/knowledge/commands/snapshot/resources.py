"""Makes the table of resource types that kubectl can name, from the models of the Python package lightkube-models.

python -m kakehashi.knowledge.commands.snapshot.resources [--date DATE]: the package must be installed.
"""

from __future__ import annotations

import argparse
import ast
import datetime
import importlib.metadata
import importlib.util
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .store import DATA

# Short names live in the API server's code and stand in no published schema.
SHORT_NAMES = {
    "componentstatuses": "cs", "configmaps": "cm", "endpoints": "ep", "events": "ev", "limitranges": "limits",
    "namespaces": "ns", "nodes": "no", "persistentvolumeclaims": "pvc", "persistentvolumes": "pv", "pods": "po",
    "replicationcontrollers": "rc", "resourcequotas": "quota", "serviceaccounts": "sa", "services": "svc",
    "customresourcedefinitions": "crd crds", "daemonsets": "ds", "deployments": "deploy", "replicasets": "rs",
    "statefulsets": "sts", "horizontalpodautoscalers": "hpa", "cronjobs": "cj", "certificatesigningrequests": "csr",
    "ingresses": "ing", "networkpolicies": "netpol", "ipaddresses": "ip", "poddisruptionbudgets": "pdb",
    "priorityclasses": "pc", "storageclasses": "sc", "volumeattributesclasses": "vac",
}  # fmt: skip
# The types of the category "all".
ALL = (
    "pods services daemonsets deployments replicasets statefulsets horizontalpodautoscalers cronjobs jobs "
    "replicationcontrollers"
)


@dataclass(frozen=True)
class _Model:
    """What one model class says: its own type, its parent's (of a subresource), and whether it is namespaced."""

    group: str
    version: str
    kind: str
    plural: str
    verbs: tuple[str, ...]
    action: str
    namespaced: bool


def _literal(node: ast.expr | None) -> Any:
    return ast.literal_eval(node) if node is not None else None


def _read(definition: ast.ClassDef) -> _Model | None:
    """The facts of a class `X(res.NamespacedResourceG, …)` with its `_api_info = res.ApiInfo(…)`; None for other
    classes.
    """
    for node in definition.body:
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Call)
            and ast.unparse(node.targets[0]) == "_api_info"
        ):
            given = {keyword.arg: keyword.value for keyword in node.value.keywords}
            owner = given.get("parent") or given["resource"]
            assert isinstance(owner, ast.Call)
            group, version, kind = (_literal(argument) for argument in owner.args)
            namespaced = ast.unparse(definition.bases[0]).startswith("res.Namespaced")
            verbs, action = _literal(given.get("verbs")) or (), _literal(given.get("action")) or ""
            return _Model(group, version, kind, _literal(given["plural"]), tuple(verbs), action, namespaced)
    return None


def _models() -> Iterator[_Model]:
    """The models, read from the package's source: its run-time part need not be installed."""
    found = importlib.util.find_spec("lightkube")
    if found is None or not found.submodule_search_locations:
        raise ModuleNotFoundError("lightkube-models is not installed")
    for path in sorted(Path(found.submodule_search_locations[0]).glob("resources/*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            model = _read(node) if isinstance(node, ast.ClassDef) else None
            if model:
                yield model


def table() -> list[dict[str, Any]]:
    """One entry for each resource type: kind, plural, group, versions, scope, verbs, short names, subresources."""
    types = dict[tuple[str, str], dict[str, Any]]()
    for model in _models():
        key = (model.group, model.plural)
        entry = types.setdefault(
            key, {"group": model.group, "plural": model.plural, "versions": [], "subresources": [], "kind": model.kind}
        )
        if model.version not in entry["versions"]:
            entry["versions"].append(model.version)
        if model.action:
            entry["subresources"] = sorted({*entry["subresources"], model.action})
            continue
        entry |= {"namespaced": model.namespaced, "verbs": sorted(model.verbs)}
        if short := SHORT_NAMES.get(model.plural):
            entry["short"] = short.split()
        if model.plural in ALL.split():
            entry["all"] = True
    return [entry for _, entry in sorted(types.items()) if "verbs" in entry]


def main() -> int:
    """Write data/commands/kubectl-resources.json."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--date", default=datetime.date.today().isoformat())
    date = parser.parse_args().date
    version = importlib.metadata.version("lightkube-models")
    data = {"source": f"PyPI package lightkube-models {version}", "version": version, "date": date, "types": table()}
    path = Path(DATA) / "kubectl-resources.json"
    path.write_text(json.dumps(data, sort_keys=True, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(data['types'])} types, {path.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
