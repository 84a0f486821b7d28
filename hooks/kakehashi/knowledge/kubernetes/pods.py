"""Relations inside one Pod: volumes and mounts, names given twice, probes and hooks."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from kakehashi.knowledge.kubernetes.manifest import Manifest, Part
from kakehashi.knowledge.kubernetes.problem import Problem, problem
from kakehashi.knowledge.kubernetes.suggest import nearest
from kakehashi.knowledge.kubernetes.values import fields, is_null, is_placeholder, items, text

_HANDLERS = {
    "core.v1.Probe": ("exec", "httpGet", "tcpSocket", "grpc"),
    "core.v1.LifecycleHandler": ("exec", "httpGet", "tcpSocket", "sleep"),
}
# The API accepts these twice and only warns; every other list with keys must be unique.
_MERELY_ODD = {("core.v1.Container", "env"), ("core.v1.Container", "ports"), ("core.v1.PodSpec", "imagePullSecrets")}
_DEFAULTS = {"protocol": "TCP"}


def _names(nodes: list[yaml.Node]) -> list[tuple[str, yaml.Node]]:
    """Names of the items of a list, with their nodes; a placeholder's name is empty."""
    found = []
    for node in nodes:
        name = fields(node).get("name")
        if name:
            found.append((text(name[1]) or "", name[1]))
    return found


def _claim_templates(pod: Part) -> list[tuple[str, yaml.Node]]:
    owner = pod.up("apps.v1.StatefulSetSpec")
    found = []
    for node in items(owner.value("volumeClaimTemplates")) if owner else []:
        metadata = fields(node).get("metadata")
        name = fields(metadata[1]).get("name") if metadata else None
        if name:
            found.append((text(name[1]) or "", name[1]))
    return found


def _mounts(manifest: Manifest, pod: Part) -> Iterator[Part]:
    for part in manifest.of("core.v1.VolumeMount", "core.v1.VolumeDevice"):
        if part.up("core.v1.PodSpec") is pod:
            yield part


def volume_problems(manifest: Manifest) -> Iterator[Problem]:
    """Mounts of volumes that are not there (`volume-mount`), and volumes nobody mounts (`unused-volume`, a warning)."""
    if manifest.partial:
        return
    for pod in manifest.of("core.v1.PodSpec"):
        if manifest.elided(pod.node) or (manifest.open(pod.node) and "volumes" not in pod.fields):
            continue
        volumes = _names(items(pod.value("volumes")))
        templates = _claim_templates(pod)
        known = {name for name, _ in volumes + templates}
        open_ended = "" in known or any(is_placeholder(node) for node in items(pod.value("volumes")))
        used: set[str] = set()
        for mount in _mounts(manifest, pod):
            name, node = mount.text("name"), mount.value("name")
            if name is None or node is None:
                open_ended = True
                continue
            used.add(name)
            if name not in known and "" not in known:
                near, _ = nearest(name, known)
                words = f"The Pod has no volume `{name}`.", f"この Pod に `{name}` というボリュームはない。"
                hint = (f"Did you mean `{near}`?", f"`{near}` の間違いか。") if near else None
                if not near and len(known) == 1:
                    only = next(iter(known))
                    hint = f"Its volume is called `{only}`.", f"定義済みのボリュームは `{only}`。"
                yield problem("volume-mount", node, mount.at("name"), words, hint)
        if open_ended or not items(pod.value("containers")):
            continue
        for name, node in volumes:
            if name not in used:
                words = (
                    f"No container mounts the volume `{name}`.",
                    f"ボリューム `{name}` をマウントするコンテナがない。",
                )
                yield problem("unused-volume", node, pod.at("volumes"), words, severity="warning")


def duplicate_problems(manifest: Manifest) -> Iterator[Problem]:
    """Items of a list that name the same thing twice (`duplicate-name`); a warning where the API only warns."""
    for definition, parts in manifest.by_definition.items():
        keys = manifest.schemas.definition(definition).keys
        for part in parts:
            for name in keys.keys() & part.fields.keys():
                if keys[name] and not name.startswith("conditions"):
                    yield from _duplicates(part, name, keys[name])
    for pod in manifest.of("core.v1.PodSpec"):
        yield from _container_names(pod)
    for part in manifest.of("core.v1.ServiceSpec"):
        yield from _service_port_names(part)


def _duplicates(part: Part, name: str, keys: tuple[str, ...]) -> Iterator[Problem]:
    seen: set[tuple[str, ...]] = set()
    for index, item in enumerate(items(part.value(name))):
        entry = fields(item)
        values: list[str] = []
        first: yaml.Node | None = None
        for key in keys:
            found = entry.get(key)
            raw = text(found[1]) if found else _DEFAULTS.get(key)
            if raw is None:
                break
            values.append(raw)
            first = first or (found[1] if found else None)
        if len(values) != len(keys) or first is None:
            continue
        identity = tuple(values)
        if identity in seen:
            shown = "/".join(identity)
            words = f"`{shown}` stands twice in `{part.at(name)}`.", f"`{part.at(name)}` に `{shown}` が 2 回ある。"
            severe = (part.definition, name) not in _MERELY_ODD
            path = f"{part.at(name)}[{index}].{keys[0]}"
            yield problem("duplicate-name", first, path, words, severity="error" if severe else "warning")
        seen.add(identity)


def _container_names(pod: Part) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name in ("initContainers", "containers", "ephemeralContainers"):
        for raw, node in _names(items(pod.value(name))):
            if raw and seen.get(raw, name) != name:
                words = f"`{raw}` is also the name of one of the `{seen[raw]}`.", f"`{raw}` は `{seen[raw]}` にもある。"
                yield problem("duplicate-name", node, pod.at(name), words)
            seen.setdefault(raw, name)
    for container in items(pod.value("containers")):
        names: set[str] = set()
        ports = fields(container).get("ports")
        for raw, node in _names(items(ports[1] if ports else None)):
            if raw and raw in names:
                words = (
                    f"Two ports of the container are called `{raw}`.",
                    f"コンテナのポート名 `{raw}` が重複している。",
                )
                yield problem("duplicate-name", node, pod.at("containers"), words)
            names.add(raw)


def _service_port_names(part: Part) -> Iterator[Problem]:
    ports = items(part.value("ports"))
    seen: set[str] = set()
    for index, node in enumerate(ports):
        entry = fields(node)
        name = entry.get("name")
        path = f"{part.at('ports')}[{index}]"
        if name is None:
            if len(ports) > 1 and isinstance(node, yaml.MappingNode) and not is_placeholder(node):
                words = "With several ports each needs a `name`.", "ポートが複数あるときは、それぞれに `name` が必要。"
                yield problem("missing-field", node, path, words)
            continue
        raw = text(name[1])
        if raw and raw in seen:
            words = f"Two ports of the Service are called `{raw}`.", f"Service のポート名 `{raw}` が重複している。"
            yield problem("duplicate-name", name[1], f"{path}.name", words)
        seen.add(raw or "")


def probe_problems(manifest: Manifest) -> Iterator[Problem]:
    """Probes and lifecycle hooks with no handler or more than one (`probe-handler`)."""
    for definition, handlers in _HANDLERS.items():
        for part in manifest.of(definition):
            found = [name for name in part.fields if name in handlers and not is_null(part.fields[name][1])]
            what = part.name or part.definition.rsplit(".", 1)[-1]
            if len(found) > 1:
                words = (
                    f"`{what}` has {len(found)} handlers ({', '.join(found)}); exactly one is allowed.",
                    f"`{what}` にハンドラーが {len(found)} つある（{'、'.join(found)}）。1 つだけ書ける。",
                )
                yield problem("probe-handler", part.key(found[1]), part.at(found[1]), words)
            elif not found and not manifest.partial and not manifest.open(part.node):
                misplaced = any(name not in manifest.schemas.definition(definition).fields for name in part.fields)
                if misplaced:
                    # The unknown field is reported already and surely is the handler.
                    continue
                names = ", ".join(
                    f"`{name}`" for name in handlers if name != "tcpSocket" or definition == "core.v1.Probe"
                )
                words = f"`{what}` has no handler.", f"`{what}` にハンドラーがない。"
                hint = f"Add one of {names}.", f"{names.replace(', ', '、')} のどれかを加える。"
                holder = part.parent.key(part.name) if part.parent and part.name in part.parent.fields else part.node
                yield problem("probe-handler", holder, part.path, words, hint)
