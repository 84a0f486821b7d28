"""What the schemas of custom resources do not say: names inside one block, fields that need each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import yaml

from kakehashi.knowledge.kubernetes.block import named, same_namespace
from kakehashi.knowledge.kubernetes.conflicts import node_label_problems
from kakehashi.knowledge.kubernetes.manifest import Manifest
from kakehashi.knowledge.kubernetes.problem import Problem, listed, problem
from kakehashi.knowledge.kubernetes.suggest import nearest
from kakehashi.knowledge.kubernetes.values import INT, Fields, fields, is_placeholder, items, text

_ROUTES = ("HTTPRoute", "GRPCRoute", "TCPRoute", "TLSRoute", "UDPRoute")
# Kind → where it names another object, and the kind that is meant where none is written.
_NAMES: dict[str, tuple[tuple[str, str], ...]] = {
    **dict.fromkeys(_ROUTES, (("spec.parentRefs[]", "Gateway"), ("spec.rules[].backendRefs[]", "Service"))),
    "NodePool": (("spec.template.spec.nodeClassRef", ""),),
    "NodeClaim": (("spec.nodeClassRef", ""),),
    "ExternalSecret": (("spec.secretStoreRef", "SecretStore"),),
    "ScaledObject": (("spec.scaleTargetRef", "Deployment"),),
    "TargetGroupBinding": (("spec.serviceRef", "Service"),),
    "VerticalPodAutoscaler": (("spec.targetRef", ""),),
    "Certificate": (("spec.issuerRef", "Issuer"),),
}
# Fields of a Kustomization that its authors call deprecated → what to write instead.
_KUSTOMIZE = {
    "bases": "resources",
    "patchesStrategicMerge": "patches",
    "patchesJson6902": "patches",
    "commonLabels": "labels",
    "vars": "replacements",
    "imageTags": "images",
}
"""Source: kubectl.docs.kubernetes.io/references/kustomize/kustomization/ (notes on each field)."""


def nodes_at(root: yaml.Node, path: str) -> Iterator[tuple[yaml.Node, str]]:
    """The nodes at a path such as `spec.rules[].backendRefs[]`, each with its own path."""
    found: list[tuple[yaml.Node, str]] = [(root, "")]
    for step in path.split("."):
        name = step.removesuffix("[]")
        following: list[tuple[yaml.Node, str]] = []
        for node, at in found:
            entry = fields(node).get(name)
            if entry is None:
                continue
            inner = f"{at}.{name}" if at else name
            if step == name:
                following.append((entry[1], inner))
            else:
                following += [(item, f"{inner}[{index}]") for index, item in enumerate(items(entry[1]))]
        found = following
    yield from found


def relation_problems(manifests: Sequence[Manifest]) -> Iterator[Problem]:
    """Names of custom resources that lead nowhere in their block, and fields that need each other.

    Rules: `reference` (a warning), `ingress-backend`, `missing-field`, `range`, `enum`, `deprecated-field`.
    """
    references = list(_references(manifests))
    used = {(kind, name) for _, kind, name, _, _ in references}
    for manifest, kind, name, node, path in references:
        have = named(manifests, kind)
        left = [other for other in have if (kind, other) not in used]
        if not have or name in have:
            continue
        guess = nearest(name, left)[0] or (left[0] if len(left) == 1 else None)
        if guess and same_namespace(manifest, have[guess]):
            words = (
                f"The block has no {kind} `{name}`, but one called `{guess}` that nothing uses.",
                f"このブロックに {kind} `{name}` はなく、`{guess}` がどこからも使われていない。",
            )
            hint = f"Did you mean `{guess}`?", f"`{guess}` の間違いか。"
            yield problem("reference", node, f"{path}.name", words, hint, severity="warning")
    for manifest in manifests:
        if manifest.definition:
            continue
        if manifest.kind in _ROUTES:
            yield from _route(manifest, manifests)
        elif manifest.kind == "Gateway":
            yield from _gateway(manifest)
        elif manifest.kind == "ClusterConfig":
            yield from _node_groups(manifest)
        elif manifest.kind == "Kustomization":
            yield from _kustomization(manifest)
        elif manifest.kind in ("NodePool", "NodeClaim"):
            yield from _requirements(manifest)


def _references(manifests: Sequence[Manifest]) -> Iterator[tuple[Manifest, str, str, yaml.Node, str]]:
    for manifest in manifests:
        if manifest.definition:
            continue
        for place, default in _NAMES.get(manifest.kind, ()):
            for node, path in nodes_at(manifest.root, place):
                entry = fields(node)
                kind = text(entry["kind"][1]) if "kind" in entry else default
                name = text(entry["name"][1]) if "name" in entry else None
                if kind and name:
                    yield manifest, kind, name, entry["name"][1], path


def _route(manifest: Manifest, manifests: Sequence[Manifest]) -> Iterator[Problem]:
    services, gateways = named(manifests, "Service"), named(manifests, "Gateway")
    for node, path in nodes_at(manifest.root, "spec.rules[].backendRefs[]"):
        entry = fields(node)
        if is_placeholder(node) or text(entry.get("kind", (None, None))[1]) not in (None, "Service"):
            continue
        if "kind" in entry and text(entry["kind"][1]) is None:
            continue
        if "port" not in entry and not manifest.partial and not manifest.elided(node) and entry:
            words = f"`{path}` lacks the `port` of the Service.", f"`{path}` に Service の `port` がない。"
            yield problem("missing-field", node, f"{path}.port", words)
        service = services.get(text(entry.get("name", (None, None))[1]) or "")
        if service and "port" in entry and same_namespace(manifest, service):
            yield from _port(entry["port"][1], f"{path}.port", service)
    for node, path in nodes_at(manifest.root, "spec.parentRefs[]"):
        entry = fields(node)
        gateway = gateways.get(text(entry.get("name", (None, None))[1]) or "")
        section = text(entry["sectionName"][1]) if "sectionName" in entry else None
        if gateway is None or section is None or gateway.elided(gateway.root):
            continue
        if "kind" in entry and text(entry["kind"][1]) != "Gateway":
            continue
        names = [
            text(fields(one).get("name", (None, None))[1]) for one, _ in nodes_at(gateway.root, "spec.listeners[]")
        ]
        if names and None not in names and section not in names:
            have_en, have_ja = listed([str(name) for name in names])
            words = (
                f"Gateway `{gateway.name}` has no listener `{section}`; it has {have_en}.",
                f"Gateway `{gateway.name}` に `{section}` というリスナーはない（あるのは {have_ja}）。",
            )
            yield problem("reference", entry["sectionName"][1], f"{path}.sectionName", words, severity="warning")


def _port(node: yaml.Node, path: str, service: Manifest) -> Iterator[Problem]:
    raw = text(node)
    ports = [text(fields(one).get("port", (None, None))[1]) for one, _ in nodes_at(service.root, "spec.ports[]")]
    if raw is None or not ports or None in ports or raw in ports or service.elided(service.root):
        return
    have_en, have_ja = listed([str(port) for port in ports])
    words = (
        f"Service `{service.name}` has no port `{raw}`; it has {have_en}.",
        f"Service `{service.name}` にポート `{raw}` はない（あるのは {have_ja}）。",
    )
    yield problem("ingress-backend", node, path, words)


def _gateway(manifest: Manifest) -> Iterator[Problem]:
    for node, path in nodes_at(manifest.root, "spec.listeners[]"):
        entry = fields(node)
        protocol = text(entry.get("protocol", (None, None))[1])
        if protocol in ("HTTP", "TCP", "UDP") and "tls" in entry:
            words = f"`tls` does not go with the protocol {protocol}.", f"`{protocol}` のリスナーに `tls` は書けない。"
            yield problem("exclusive-fields", entry["tls"][0], f"{path}.tls", words)


def _number(entry: Fields, name: str) -> int | None:
    node = entry[name][1] if name in entry else None
    raw = text(node)
    return int(raw) if raw and node is not None and node.tag == INT and raw.isdecimal() else None


def _node_groups(manifest: Manifest) -> Iterator[Problem]:
    for place in ("nodeGroups[]", "managedNodeGroups[]"):
        for node, path in nodes_at(manifest.root, place):
            entry = fields(node)
            least, most, wanted = (_number(entry, name) for name in ("minSize", "maxSize", "desiredCapacity"))
            if least is not None and most is not None and least > most:
                words = (
                    f"`minSize` ({least}) is above `maxSize` ({most}).",
                    f"`minSize`（{least}）が `maxSize`（{most}）より大きい。",
                )
                yield problem("range", entry["maxSize"][1], f"{path}.maxSize", words)
            elif wanted is not None and most is not None and wanted > most:
                words = (
                    f"`desiredCapacity` ({wanted}) is above `maxSize` ({most}).",
                    f"`desiredCapacity`（{wanted}）が `maxSize`（{most}）より大きい。",
                )
                yield problem("range", entry["desiredCapacity"][1], f"{path}.desiredCapacity", words)
            elif wanted is not None and least is not None and wanted < least:
                words = (
                    f"`desiredCapacity` ({wanted}) is below `minSize` ({least}).",
                    f"`desiredCapacity`（{wanted}）が `minSize`（{least}）より小さい。",
                )
                yield problem("range", entry["desiredCapacity"][1], f"{path}.desiredCapacity", words)


def _kustomization(manifest: Manifest) -> Iterator[Problem]:
    for name, heir in _KUSTOMIZE.items():
        if name in manifest.fields:
            words = f"Kustomize calls `{name}` deprecated.", f"Kustomize の `{name}` は非推奨。"
            hint = f"Use `{heir}`.", f"`{heir}` を使う。"
            yield problem("deprecated-field", manifest.fields[name][0], name, words, hint, severity="warning")


def _requirements(manifest: Manifest) -> Iterator[Problem]:
    place = "spec.template.spec.requirements[]" if manifest.kind == "NodePool" else "spec.requirements[]"
    for node, path in nodes_at(manifest.root, place):
        entry = fields(node)
        key = text(entry.get("key", (None, None))[1]) or ""
        operator = text(entry.get("operator", (None, None))[1])
        values = items(entry["values"][1]) if "values" in entry else []
        for index, value in enumerate(values):
            yield from node_label_problems(value, key, f"{path}.values[{index}]")
        if operator in ("In", "NotIn") and not values and not manifest.partial and not manifest.elided(node):
            words = (
                f"`{operator}` needs at least one entry in `values`.",
                f"`{operator}` には `values` が 1 つ以上必要。",
            )
            yield problem("selector-values", entry["operator"][0], f"{path}.values", words)
        elif operator in ("Exists", "DoesNotExist") and values:
            words = f"`{operator}` takes no `values`.", f"`{operator}` に `values` は書けない。"
            yield problem("selector-values", entry["values"][0], f"{path}.values", words)
