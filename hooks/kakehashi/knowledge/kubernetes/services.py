"""Services, Ingresses and disruption budgets against the workloads of the same block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import yaml

from kakehashi.knowledge.kubernetes.block import Workload, certain, named, same_namespace, selected, workloads
from kakehashi.knowledge.kubernetes.manifest import Manifest, Part
from kakehashi.knowledge.kubernetes.problem import Problem, listed, problem
from kakehashi.knowledge.kubernetes.suggest import nearest
from kakehashi.knowledge.kubernetes.values import INT, Fields, fields, is_placeholder, items, text


def _selector(node: yaml.Node | None) -> tuple[Fields, dict[str, str | None]]:
    entries = fields(node)
    return entries, {key: text(value) for key, (_, value) in entries.items()}


def _services(manifests: Sequence[Manifest]) -> Iterator[tuple[Manifest, Part]]:
    for manifest in manifests:
        if not manifest.partial and not manifest.fragment:
            for spec in manifest.of("core.v1.ServiceSpec"):
                yield manifest, spec


def service_selector_problems(manifests: Sequence[Manifest]) -> Iterator[Problem]:
    """Services and disruption budgets that select no workload of the block while theirs is left over.

    Rule: `service-selector`, a warning. A Service alone, or beside workloads that others select, is fine.
    """
    found = workloads(manifests)
    if not found or not certain(found):
        return
    # A custom resource such as a Rollout may own the Pods a Service means.
    strangers = any(not manifest.definition for manifest in manifests)
    for kind, entries in (
        ("Service", list(_service_selectors(manifests))),
        ("PodDisruptionBudget", list(_budgets(manifests))),
    ):
        taken: set[int] = set()
        lone: list[tuple[Manifest, Fields, str]] = []
        for manifest, nodes, wanted, path in entries:
            picked = selected(wanted, manifest, found)
            taken |= {id(workload) for workload in picked}
            if not picked and not any(value is None for value in wanted.values()):
                lone.append((manifest, nodes, path))
        left = [workload for workload in found if id(workload) not in taken and workload.labels]
        for manifest, nodes, path in lone:
            near = [workload for workload in left if same_namespace(manifest, workload.manifest)]
            alone = len(entries) == 1 and len(found) == 1 and not strangers
            meant = next((workload for workload in near if alone or _alike(manifest, nodes, workload)), None)
            if meant:
                yield _selects_nothing(kind, nodes, path, meant)


def _alike(manifest: Manifest, nodes: Fields, workload: Workload) -> bool:
    """Whether names or label values are so near that the two surely belong together."""
    name, other = manifest.name or "", workload.manifest.name or ""
    if name and other and (name in other or other in name):
        return True
    for key, (_, node) in nodes.items():
        wanted, actual = text(node), workload.labels.get(key)
        if wanted and actual and (wanted in actual or actual in wanted or nearest(wanted, [actual])[0]):
            return True
    return False


def _service_selectors(
    manifests: Sequence[Manifest],
) -> Iterator[tuple[Manifest, Fields, dict[str, str | None], str]]:
    for manifest, spec in _services(manifests):
        nodes, wanted = _selector(spec.value("selector"))
        if wanted and spec.text("type") != "ExternalName":
            yield manifest, nodes, wanted, spec.at("selector")


def _budgets(manifests: Sequence[Manifest]) -> Iterator[tuple[Manifest, Fields, dict[str, str | None], str]]:
    for manifest in manifests:
        for spec in manifest.of("policy.v1.PodDisruptionBudgetSpec"):
            inner = fields(spec.value("selector"))
            nodes, wanted = _selector(inner.get("matchLabels", (None, None))[1])
            if wanted and "matchExpressions" not in inner:
                yield manifest, nodes, wanted, f"{spec.at('selector')}.matchLabels"


def _selects_nothing(kind: str, nodes: Fields, path: str, near: Workload) -> Problem:
    wrong = next((key for key in nodes if near.labels.get(key) != text(nodes[key][1])), next(iter(nodes)))
    name = near.manifest.name or near.manifest.kind
    actual = near.labels.get(wrong)
    has_en = f"has `{wrong}: {actual}`" if actual else f"has no label `{wrong}`"
    has_ja = f"は `{wrong}: {actual}`" if actual else f"にラベル `{wrong}` はない"
    return problem(
        "service-selector",
        nodes[wrong][1],
        f"{path}.{wrong}",
        (
            f"This {kind} selects no Pods of the block: {near.manifest.kind} `{name}` {has_en}.",
            f"この {kind} が選ぶ Pod はブロックにない。{near.manifest.kind} `{name}` {has_ja}。",
        ),
        severity="warning",
    )


def target_port_problems(manifests: Sequence[Manifest]) -> Iterator[Problem]:
    """Ports of Services that no selected container has (`target-port`).

    An unknown port name is an error. A number that no container declares is a warning, and only where the containers
    declare ports at all: a port may be open without being declared.
    """
    found = workloads(manifests)
    if not certain(found):
        return
    for manifest, spec in _services(manifests):
        _, wanted = _selector(spec.value("selector"))
        if not wanted or any(value is None for value in wanted.values()):
            continue
        picked = selected(wanted, manifest, found)
        if not picked or any(workload.open_ended() for workload in picked):
            continue
        names, numbers = set[str](), set[str]()
        for workload in picked:
            some_names, some_numbers = workload.ports()
            names |= some_names
            numbers |= some_numbers
        for index, port in enumerate(items(spec.value("ports"))):
            yield from _target(fields(port), f"{spec.at('ports')}[{index}]", names, numbers)


def _target(port: Fields, path: str, names: set[str], numbers: set[str]) -> Iterator[Problem]:
    entry = port.get("targetPort") or port.get("port")
    raw = text(entry[1]) if entry else None
    if not entry or raw is None or not isinstance(entry[1], yaml.ScalarNode):
        return
    path = f"{path}.{'targetPort' if 'targetPort' in port else 'port'}"
    if entry[1].tag == INT:
        if numbers and raw not in numbers and raw != "0":
            have_en, have_ja = listed(sorted(numbers, key=lambda number: (len(number), number)))
            words = (
                f"No selected container declares port {raw}; they declare {have_en}.",
                f"選ばれるコンテナはポート {raw} を宣言していない。宣言は {have_ja}。",
            )
            hint = None
            if len(numbers) == 1:
                only = next(iter(numbers))
                hint = f"Write `targetPort: {only}`.", f"`targetPort: {only}` と書く。"
            yield problem("target-port", entry[1], path, words, hint, severity="warning")
    elif raw and not raw.isdecimal() and raw not in names:
        near, _ = nearest(raw, names)
        words = f"No selected container has a port called `{raw}`.", f"選ばれるコンテナに `{raw}` というポートはない。"
        guess = near or (next(iter(names)) if len(names) == 1 else None)
        hint = (f"Did you mean `{guess}`?", f"`{guess}` の間違いか。") if guess else None
        yield problem("target-port", entry[1], path, words, hint)


def ingress_problems(manifests: Sequence[Manifest]) -> Iterator[Problem]:
    """Ingress backends against the Services of the block (`ingress-backend`).

    A port the Service lacks is an error; a Service that is not in the block is a warning, where one is left over.
    """
    services = named(manifests, "Service")
    if not services:
        return
    backends = [(m, part) for m in manifests for part in m.of("networking.v1.IngressServiceBackend")]
    used = {part.text("name") for _, part in backends}
    left = [name for name in services if name not in used]
    for manifest, part in backends:
        name, node = part.text("name"), part.value("name")
        if name is None or node is None:
            continue
        service = services.get(name)
        if service is None:
            near = nearest(name, left)[0] or (left[0] if len(left) == 1 else None)
            if near:
                words = f"The block has no Service `{name}`.", f"このブロックに `{name}` という Service はない。"
                hint = f"Did you mean `{near}`?", f"`{near}` の間違いか。"
                yield problem("ingress-backend", node, part.at("name"), words, hint, severity="warning")
        elif same_namespace(manifest, service):
            yield from _backend_port(part, service)


def _backend_port(part: Part, service: Manifest) -> Iterator[Problem]:
    port = fields(part.value("port"))
    if service.elided(service.root):
        return
    for spec in service.of("core.v1.ServiceSpec"):
        have = [fields(node) for node in items(spec.value("ports"))]
        if not have or any(is_placeholder(node) for node in items(spec.value("ports"))):
            return
        for name, key in (("number", "port"), ("name", "name")):
            entry = port.get(name)
            raw = text(entry[1]) if entry else None
            given = [text(item.get(key, (None, None))[1]) for item in have if key in item]
            if not entry or raw is None or None in given or raw in given:
                continue
            if raw == "use-annotation":
                # AWS Load Balancer Controller reads the backend from an annotation then.
                continue
            have_en, have_ja = listed([str(value) for value in given])
            what, what_ja = ("port", "ポート") if name == "number" else ("port called", "ポート名")
            tail = (f"; it has {have_en}", f"（あるのは {have_ja}）") if given else ("", "")
            words = (
                f"Service `{service.name}` has no {what} `{raw}`{tail[0]}.",
                f"Service `{service.name}` に{what_ja} `{raw}` はない{tail[1]}。",
            )
            yield problem("ingress-backend", entry[1], f"{part.at('port')}.{name}", words)
