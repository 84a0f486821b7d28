"""Names: of objects, containers, ports, keys, labels and environment variables.

Sources: kubernetes.io/docs/concepts/overview/working-with-objects/names/ and …/labels/, RFC 1123, RFC 1035, RFC 6335.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from kakehashi.knowledge.kubernetes.manifest import Manifest, Part
from kakehashi.knowledge.kubernetes.problem import Problem, problem
from kakehashi.knowledge.kubernetes.values import STRING, fields, is_placeholder, items, text
from kakehashi.knowledge.kubernetes.words import shown

_LABEL = re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?")
_SUBDOMAIN = re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*")
_PORT_NAME = re.compile(r"(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?")
_QUALIFIED = re.compile(r"[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?")
_DATA_KEY = re.compile(r"[-._a-zA-Z0-9]+")
_PATH_NAME_KINDS = {"Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"}
_LABEL_KINDS = {"Namespace", "Service"}
_LIMITS = {"CronJob": 52, "Job": 63}

# Where the names of other objects are written: definition → field.
_SUBDOMAIN_FIELDS = {
    "core.v1.PodSpec": ("serviceAccountName", "priorityClassName", "runtimeClassName"),
    "core.v1.SecretVolumeSource": ("secretName",),
    "core.v1.PersistentVolumeClaimVolumeSource": ("claimName",),
    "core.v1.PersistentVolumeClaimSpec": ("storageClassName", "volumeName"),
    "core.v1.PersistentVolumeSpec": ("storageClassName",),
    "networking.v1.IngressSpec": ("ingressClassName",),
    "networking.v1.IngressServiceBackend": ("name",),
}
_LABEL_FIELDS = {
    "core.v1.Container": ("name",),
    "core.v1.EphemeralContainer": ("name",),
    "core.v1.Volume": ("name",),
    "core.v1.ServicePort": ("name",),
    "core.v1.PodSpec": ("hostname", "subdomain"),
    "meta.v1.ObjectMeta": ("namespace",),
    "rbac.v1.Subject": ("namespace",),
}


def _hint(raw: str) -> tuple[str, str] | None:
    guess = re.sub(r"[^a-z0-9.-]+", "-", raw.lower()).strip("-.")
    return (f"Write `{guess}`.", f"`{guess}` と書く。") if guess and guess != raw else None


def _name(node: yaml.Node, path: str, pattern: re.Pattern[str], limit: int, *, dots: bool) -> Iterator[Problem]:
    raw = text(node)
    if raw is None:
        return
    if len(raw) > limit:
        words = (
            f"`{path}` has {len(raw)} characters; at most {limit} are allowed.",
            f"`{path}` は {len(raw)} 文字。上限は {limit} 文字。",
        )
        yield problem("name", node, path, words)
    elif not pattern.fullmatch(raw):
        kinds_en = "lower-case letters, digits, `-` and `.`" if dots else "lower-case letters, digits and `-`"
        kinds_ja = "英小文字、数字、`-`、`.` " if dots else "英小文字、数字、`-` "
        words = (
            f"`{shown(raw)}` is not a valid name: only {kinds_en}, a letter or digit at both ends.",
            f"`{shown(raw)}` は名前に使えない。使えるのは{kinds_ja}で、両端は英小文字か数字。",
        )
        yield problem("name", node, path, words, _hint(raw))


def name_problems(manifest: Manifest) -> Iterator[Problem]:
    """Object, container, volume, port and referenced names that the API refuses (`name`)."""
    yield from _object_name(manifest)
    for definition, names in _LABEL_FIELDS.items():
        for part in manifest.of(definition):
            for name in names:
                node = part.value(name)
                if node is not None and text(node):
                    yield from _name(node, part.at(name), _LABEL, 63, dots=False)
    for definition, names in _SUBDOMAIN_FIELDS.items():
        for part in manifest.of(definition):
            for name in names:
                node = part.value(name)
                if node is not None and text(node):
                    yield from _name(node, part.at(name), _SUBDOMAIN, 253, dots=True)
    for part in manifest.of("core.v1.ContainerPort"):
        node = part.value("name")
        if node is not None and text(node):
            yield from _port_name(node, part.at("name"))
    yield from _port_references(manifest)
    yield from _environment_names(manifest)


def _object_name(manifest: Manifest) -> Iterator[Problem]:
    entry = manifest.metadata.get("name")
    if not entry or not manifest.definition or not text(entry[1]):
        return
    node, raw = entry[1], str(text(entry[1]))
    if manifest.kind in _PATH_NAME_KINDS:
        if "/" in raw or "%" in raw or raw in (".", ".."):
            words = f"`{shown(raw)}` must not contain `/` or `%`.", f"`{shown(raw)}` に `/` や `%` は使えない。"
            yield problem("name", node, "metadata.name", words)
        return
    if manifest.kind in _LABEL_KINDS:
        yield from _name(node, "metadata.name", _LABEL, 63, dots=False)
        old = tuple(version for version in manifest.versions if _minor(version) < 36)
        if manifest.kind == "Service" and raw[:1].isdecimal() and _LABEL.fullmatch(raw) and old:
            words = (
                "Before Kubernetes 1.36 the name of a Service must start with a letter.",
                "Kubernetes 1.36 より前では、Service の名前は英小文字で始める。",
            )
            yield problem("name", node, "metadata.name", words, severity="warning", versions=old)
        return
    if manifest.kind in ("APIService", "IPAddress"):
        return
    yield from _name(node, "metadata.name", _SUBDOMAIN, _LIMITS.get(manifest.kind, 253), dots=True)
    if manifest.kind == "CustomResourceDefinition":
        yield from _definition_name(manifest, node, raw)


def _minor(version: str) -> int:
    return int(version.split(".")[1])


def _definition_name(manifest: Manifest, node: yaml.Node, raw: str) -> Iterator[Problem]:
    for spec in manifest.of("apiextensions.v1.CustomResourceDefinitionSpec"):
        plural = text(fields(spec.value("names")).get("plural", (None, None))[1])
        group = spec.text("group")
        if plural and group and raw != f"{plural}.{group}":
            words = (
                f"The name of a CustomResourceDefinition is its plural and group: `{plural}.{group}`.",
                f"CustomResourceDefinition の名前は複数形とグループ: `{plural}.{group}`。",
            )
            hint = f"Write `{plural}.{group}`.", f"`{plural}.{group}` と書く。"
            yield problem("name", node, "metadata.name", words, hint)


def _port_name(node: yaml.Node, path: str) -> Iterator[Problem]:
    raw = str(text(node))
    if len(raw) > 15:
        words = (
            f"A port name has at most 15 characters; `{shown(raw)}` has {len(raw)}.",
            f"ポート名は 15 文字まで。`{shown(raw)}` は {len(raw)} 文字。",
        )
        yield problem("name", node, path, words)
    elif not _PORT_NAME.fullmatch(raw):
        words = (
            f"`{shown(raw)}` is not a port name: lower-case letters, digits and single `-`, with at least one letter.",
            f"`{shown(raw)}` はポート名に使えない。英小文字、数字、連続しない `-` だけで、英字を 1 つ以上含める。",
        )
        yield problem("name", node, path, words, _hint(raw))


def _port_references(manifest: Manifest) -> Iterator[Problem]:
    """Quoted digits where a port is a number or a name: the text is taken for a name, and a name needs a letter."""
    for definition, name in (
        ("core.v1.ServicePort", "targetPort"),
        ("core.v1.HTTPGetAction", "port"),
        ("core.v1.TCPSocketAction", "port"),
        ("networking.v1.NetworkPolicyPort", "port"),
    ):
        for part in manifest.of(definition):
            node = part.value(name)
            raw = text(node)
            if not isinstance(node, yaml.ScalarNode) or raw is None or node.tag.endswith((":int", ":float", ":bool")):
                continue
            if raw.isdecimal():
                words = (
                    f"`{part.at(name)}` is the text `{raw}`, so it is taken for the name of a port.",
                    f"`{part.at(name)}` は文字列 `{raw}` なので、ポートの名前と解釈される。",
                )
                hint = f"Write `{raw}` without quotes.", f"引用符なしで `{raw}` と書く。"
                yield problem("name", node, part.at(name), words, hint, replacement=raw)
            else:
                yield from _port_name(node, part.at(name))


def _environment_names(manifest: Manifest) -> Iterator[Problem]:
    for part in manifest.of("core.v1.EnvVar"):
        raw = part.text("name")
        node = part.value("name")
        if (
            raw is not None
            and node is not None
            and ("=" in raw or not raw.isascii() or not raw.isprintable() or not raw)
        ):
            words = (
                f"`{shown(raw)}` cannot be the name of an environment variable.",
                f"`{shown(raw)}` は環境変数の名前にできない。",
            )
            yield problem("name", node, part.at("name"), words)


def label_problems(manifest: Manifest) -> Iterator[Problem]:
    """Label and annotation keys, label values and data keys the API refuses (`label`, `data-key`)."""
    for part in manifest.of("meta.v1.ObjectMeta"):
        yield from _labels(part, "labels", values=True)
        yield from _labels(part, "annotations", values=False)
    for part in manifest.of("meta.v1.LabelSelector"):
        yield from _labels(part, "matchLabels", values=True)
    for part in manifest.of("core.v1.PodSpec"):
        yield from _labels(part, "nodeSelector", values=True)
    if manifest.kind == "Service":
        for part in manifest.of("core.v1.ServiceSpec"):
            yield from _labels(part, "selector", values=True)
    for definition in ("core.v1.ConfigMap", "core.v1.Secret"):
        for part in manifest.of(definition):
            for name in ("data", "stringData", "binaryData"):
                for key, (key_node, _) in fields(part.value(name)).items():
                    if not is_placeholder(key_node) and (not _DATA_KEY.fullmatch(key) or len(key) > 253):
                        words = (
                            f"`{shown(key)}` is not a valid key: only letters, digits, `-`, `_` and `.`.",
                            f"`{shown(key)}` はキーに使えない。使えるのは英数字、`-`、`_`、`.`。",
                        )
                        yield problem("data-key", key_node, f"{part.at(name)}.{key}", words)


def _labels(part: Part, name: str, *, values: bool) -> Iterator[Problem]:
    for key, (key_node, node) in fields(part.value(name)).items():
        if is_placeholder(key_node):
            continue
        path = f"{part.at(name)}.{key}"
        prefix, slash, short = key.rpartition("/")
        lowered = prefix if values else prefix.lower()
        good_prefix = not slash or (bool(_SUBDOMAIN.fullmatch(lowered)) and len(prefix) <= 253)
        if not _QUALIFIED.fullmatch(short) or len(short) > 63 or not good_prefix:
            words = (
                f"`{shown(key)}` is not a valid key: an optional DNS prefix and `/`, then at most 63 letters, digits, "
                "`-`, `_` and `.`.",
                f"`{shown(key)}` はキーに使えない。DNS 名と `/`（省略可）の後に、英数字と `-`、`_`、`.` で 63 字まで。",
            )
            yield problem("label", key_node, path, words)
        raw = text(node)
        if values and raw and node.tag == STRING and (len(raw) > 63 or not _QUALIFIED.fullmatch(raw)):
            words = (
                f"`{shown(raw)}` is not a valid label value: at most 63 letters, digits, `-`, `_` and `.`, "
                "a letter or digit at both ends.",
                f"`{shown(raw)}` はラベルの値に使えない。英数字、`-`、`_`、`.` を 63 文字まで、両端は英数字。",
            )
            yield problem("label", node, path, words)


def selector_value_problems(manifest: Manifest) -> Iterator[Problem]:
    """Set-based requirements: `In` without values, `Exists` with values (`selector-values`)."""
    for part in manifest.of("meta.v1.LabelSelectorRequirement", "core.v1.NodeSelectorRequirement"):
        operator = part.text("operator")
        values = part.value("values")
        count = len(items(values))
        if operator in ("In", "NotIn") and not count and not manifest.partial and not manifest.elided(part.node):
            words = (
                f"`{operator}` needs at least one entry in `values`.",
                f"`{operator}` には `values` が 1 つ以上必要。",
            )
            yield problem("selector-values", part.key("operator"), part.at("values"), words)
        elif operator in ("Exists", "DoesNotExist") and count:
            words = f"`{operator}` takes no `values`.", f"`{operator}` に `values` は書けない。"
            yield problem("selector-values", part.key("values"), part.at("values"), words)
        elif operator in ("Gt", "Lt") and count != 1:
            words = f"`{operator}` takes exactly one entry in `values`.", f"`{operator}` の `values` はちょうど 1 つ。"
            yield problem("selector-values", part.key("values"), part.at("values"), words)
