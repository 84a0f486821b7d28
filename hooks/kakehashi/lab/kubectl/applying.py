"""kubectl apply, create -f, replace, delete -f and -k, diff, kustomize: objects from files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kakehashi.lab.controllers import WORKLOADS, template_of
from kakehashi.lab.kustomize import build
from kakehashi.lab.manifest import Document, mapping, text
from kakehashi.lab.objects import ANY, CLUSTER, NAMESPACES, Object, type_of
from kakehashi.lab.place import Text
from kakehashi.lab.platform import check_object
from kakehashi.lab.state import State

from .request import Request


def objects_of(
    state: State, documents: tuple[Document, ...], namespace: Text, *, forced: bool = False
) -> Iterator[Object]:
    """Yield the objects of documents.

    Args:
        state: The session.
        documents: The documents.
        namespace: Where objects go that do not say.
        forced: Whether ``-n`` was given, so that it must agree with what objects say.
    """
    for document in documents:
        if not document.is_object:
            if document.data is not None:
                state.skip("a document is no object", "オブジェクトではない文書があります")
            continue
        data = document.data
        kind = type_of(text(data, "apiVersion") or "", text(data, "kind") or "")
        name = text(data, "metadata", "name")
        own = text(data, "metadata", "namespace")
        if kind.group in ("kustomize.config.k8s.io", "kind.x-k8s.io", "eksctl.io"):
            continue
        where = own or namespace
        if name is None or name.unknown or (kind.namespaced and where.unknown):
            state.skip("an object's name or namespace is not known", "オブジェクトの名前か Namespace が分かりません")
            state.world.open.add(CLUSTER if not kind.namespaced else ANY if where.unknown else str(where))
            if kind.kind == "Namespace":
                state.world.open.add(NAMESPACES)
            continue
        yield Object(kind, str(where) if kind.namespaced else CLUSTER, str(name), data, name.place)


def gather(request: Request) -> Iterator[Object]:
    """Yield the objects of ``-f`` and ``-k``; note what is unknown."""
    state = request.state
    for name, documents in request.sources():
        if documents is None:
            _unknown(request, name)
            continue
        yield from objects_of(state, documents, request.namespace)
    folder = request.flag("kustomize")
    if folder is not None:
        built = None if folder.unknown or "://" in folder else build(state, folder)
        if built is None:
            _unknown(request, folder)
        else:
            yield from objects_of(state, built, request.namespace)


def _unknown(request: Request, name: Text) -> None:
    state = request.state
    state.skip(f"what `{name}` holds is not known", f"`{name}` の中身が分かりません")
    if request.case.name in ("apply", "create", "replace") and not request.dry:
        local = "://" not in name and not name.unknown and name != "-"
        missing = local and not state.files.may_exist(state.files.path(name))
        if not missing:
            given = "namespace" in request.case.parsed.by_name
            state.world.open |= {
                CLUSTER,
                NAMESPACES,
                str(request.namespace) if given and not request.namespace.unknown else ANY,
            }
            if local or name == "-":
                state.world.open.add(str(request.namespace))


def check_namespaces(request: Request, one: Object) -> None:
    """Note an object whose namespace does not exist."""
    state = request.state
    if not one.type.namespaced or state.world.namespace(one.namespace) is not None:
        return
    own = text(one.data, "metadata", "namespace")
    if own is None:
        request.check_namespace()
        return
    gone = state.world.gone.get(("namespaces.", "", one.namespace))
    if gone is None or not gone.object.doubtful:
        state.trouble("missing-namespace", own.place, own, near="", gone=str(gone.line) if gone else "")


def apply(request: Request) -> None:
    """Create or change the objects of files."""
    for one in list(gather(request)):
        check_namespaces(request, one)
        if not request.dry:
            admit(request.state, one)


def admit(state: State, one: Object) -> None:
    """Put an object into the cluster, keeping what apply keeps: labels set since, earlier templates."""
    before = state.world.objects.get(one.key)
    if before is not None:
        one.templates = before.templates
        one.blurred = before.blurred and before.source == "page" and _says_less(before.data, one.data)
        template = template_of(before)
        if one.is_a(*WORKLOADS) and template and template != template_of(one):
            one.templates = [*before.templates, template]
    state.put(one)
    check_object(state, one)


def _says_less(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    return bool(mapping(dict(before), "metadata")) and not mapping(dict(after), "spec", "template")


def delete(request: Request) -> None:
    """Delete the objects of files."""
    state = request.state
    for one in list(gather(request)):
        found = state.world.objects.get(one.key)
        if found is not None:
            if not request.dry:
                state.remove(found)
            continue
        gone = state.world.gone.get(one.key)
        if request.case.on("ignore-not-found") or state.mood.tolerated or (gone is not None and gone.object.doubtful):
            continue
        if state.world.is_open(one.type, one.namespace, state.own_namespace) or not one.type.built_in:
            continue
        if gone is not None and gone.line == state.line:
            continue
        sources = request.flags("filename") or [Text(one.name)]
        state.trouble("missing-object", sources[0].place or one.place, one.name, type=one.type.kind.lower(), near="",
                      namespace=one.namespace, gone=str(gone.line) if gone else "", file=str(sources[0]))  # fmt: skip


def look(request: Request) -> None:
    """Read files and change nothing: diff, kustomize, get -f and others."""
    if request.case.name == "kustomize":
        folder = request.args[0] if request.args else Text(".")
        if not folder.unknown and "://" not in folder:
            build(request.state, folder)
        return
    for one in list(gather(request)):
        check_namespaces(request, one)
