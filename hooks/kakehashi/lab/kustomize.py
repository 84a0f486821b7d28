"""kubectl kustomize: the objects a kustomization stands for, as far as names and references go."""

from __future__ import annotations

import posixpath
from typing import Any

from .files import FileSystem
from .manifest import Document, items, mapping, read, text
from .place import Text
from .state import State

NAMES = ("kustomization.yaml", "kustomization.yml", "Kustomization")
MAX_DEPTH = 8
"""How deep bases may stand in each other."""


def build(state: State, folder: Text, depth: int = 0) -> tuple[Document, ...] | None:
    """Return the objects of a kustomization; note files it names that do not exist.

    Args:
        state: The session.
        folder: The folder, as written.
        depth: How many kustomizations lead here.

    Returns:
        The objects, or None where a part is not known.
    """
    files = state.files
    path = files.path(folder)
    if depth > MAX_DEPTH:
        return None
    name = next((one for one in NAMES if f"{path}/{one}" in files.files), None)
    if name is None:
        if not files.may_exist(path) or (path in files.folders and not _open(files, path)):
            state.trouble(
                "missing-file",
                folder.place,
                str(folder) if not files.may_exist(path) else f"{folder}/{NAMES[0]}",
                near="",
                gone="",
            )
        return None
    file = files.files[f"{path}/{name}"]
    documents = read(file.lines, expands=file.expands) if file.lines is not None else None
    if not documents or not isinstance(documents[0].data, dict):
        return None
    return _build(state, path, documents[0].data, depth)


def _open(files: FileSystem, path: str) -> bool:
    return any(path == one or path.startswith(f"{one}/") for one in files.open)


def _resource(state: State, path: str, entry: Text, depth: int) -> tuple[Document, ...] | None:
    if entry.unknown or "://" in entry or entry.startswith("github.com/"):
        return None
    target = posixpath.normpath(posixpath.join(path, entry))
    file = state.files.files.get(target)
    if file is not None:
        return read(file.lines, expands=file.expands) if file.lines is not None else None
    if target in state.files.folders:
        return build(state, Text(target, entry.place), depth + 1)
    if not state.files.may_exist(target):
        near = [name for name in state.files.in_folder(path) if posixpath.basename(name) not in NAMES]
        state.trouble(
            "missing-file", entry.place, entry, near=posixpath.basename(near[0]) if len(near) == 1 else "", gone=""
        )
    return None


def _build(state: State, path: str, data: dict[str, Any], depth: int) -> tuple[Document, ...] | None:
    found: list[Document] = []
    for field in ("resources", "bases", "components"):
        for entry in items(data, field):
            part = _resource(state, path, entry, depth) if isinstance(entry, Text) else None
            if part is None:
                return None
            found += part
    for field, kind in (("configMapGenerator", "ConfigMap"), ("secretGenerator", "Secret")):
        for entry in items(data, field):
            made = _generated(state, path, entry, kind)
            if made is not None:
                found.append(made)
    for entry in items(data, "patches"):
        file = text(entry, "path")
        if file is not None:
            _must_exist(state, path, file)
    prefix, suffix, namespace = text(data, "namePrefix") or "", text(data, "nameSuffix") or "", text(data, "namespace")
    names = frozenset(str(name) for one in found if (name := text(one.data, "metadata", "name")) is not None)
    changed = [Document(_changed(one.data, names, prefix, suffix, namespace), one.lines) for one in found]
    labels = [mapping(entry, "pairs") for entry in items(data, "labels")] + [mapping(data, "commonLabels")]
    for pairs in labels:
        for one in changed:
            _label(one.data, pairs)
    # kustomize sorts namespaces to the front, so that everything else finds its own.
    return tuple(sorted(changed, key=lambda one: text(one.data, "kind") != "Namespace"))


def _must_exist(state: State, path: str, file: Text) -> bool:
    target = posixpath.normpath(posixpath.join(path, file))
    if file.unknown or state.files.may_exist(target):
        return True
    state.trouble("missing-file", file.place, file, near="", gone="")
    return False


def _generated(state: State, path: str, entry: Any, kind: str) -> Document | None:
    name = text(entry, "name")
    if name is None:
        return None
    data: dict[Text, Any] = {}
    for literal in items(entry, "literals"):
        if isinstance(literal, Text):
            key, _, value = literal.partition("=")
            data[Text(key, literal.place)] = Text(value)
    for file in items(entry, "files"):
        if isinstance(file, Text):
            key, equals, source = file.partition("=")
            source_text = Text(source if equals else key, file.place, file.unknown)
            _must_exist(state, path, source_text)
            data[Text(key if equals else posixpath.basename(key), file.place)] = Text("")
    for field in ("envs", "env"):
        sources = items(entry, field) or [one for one in [text(entry, field)] if one is not None]
        for env in sources:
            if _must_exist(state, path, env):
                data.update(env_keys(state, posixpath.normpath(posixpath.join(path, env))))
    metadata: dict[Text, Any] = {Text("name"): name}
    namespace = text(entry, "namespace")
    if namespace is not None:
        metadata[Text("namespace")] = namespace
    made: dict[Text, Any] = {
        Text("apiVersion"): Text("v1"),
        Text("kind"): Text(kind),
        Text("metadata"): metadata,
        Text("data"): data,
    }
    return Document(made, ())


def env_keys(state: State, path: str) -> dict[Text, Text]:
    """Return the keys of a ``NAME=value`` file; an unknown key where its text is not known."""
    file = state.files.files.get(path)
    if file is None or file.lines is None:
        return {Text("", None, True): Text("", None, True)}
    found = {}
    for line in file.lines:
        key, equals, value = line.text.strip().partition("=")
        if equals and not key.startswith("#"):
            found[Text(key.strip())] = Text(value)
    return found


_REFERENCES = frozenset({"name", "secretName", "claimName", "serviceName", "serviceAccountName"})


def _renamed(data: Any, names: frozenset[str], prefix: str, suffix: str, key: str = "") -> Any:
    """A value in which names of the kustomization's own objects carry its prefix and suffix."""
    if isinstance(data, dict):
        return {name: _renamed(value, names, prefix, suffix, str(name)) for name, value in data.items()}
    if isinstance(data, list):
        return [_renamed(one, names, prefix, suffix) for one in data]
    if isinstance(data, Text) and key in _REFERENCES and data in names:
        return Text(f"{prefix}{data}{suffix}", data.place, data.unknown)
    return data


def _changed(data: Any, names: frozenset[str], prefix: str, suffix: str, namespace: Text | None) -> Any:
    """An object as the kustomization changes it: its name and references to others, and its namespace."""
    if not isinstance(data, dict):
        return data
    kind = text(data, "kind")
    if (prefix or suffix) and kind not in ("Namespace", "CustomResourceDefinition"):
        data = _renamed(data, names, prefix, suffix)
    metadata = dict(mapping(data, "metadata"))
    if namespace is not None and kind != "Namespace":
        metadata[Text("namespace")] = Text(str(namespace), None, namespace.unknown)
    return {**data, Text("metadata"): metadata}


def _label(data: Any, pairs: dict[str, Any]) -> None:
    metadata = mapping(data, "metadata")
    if pairs and metadata:
        metadata[Text("labels")] = {**mapping(metadata, "labels"), **pairs}
