"""kubectl scale, set, label, patch, rollout, edit, cordon, drain, taint, delete: objects that exist change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kakehashi.knowledge.commands.suggest import nearest
from kakehashi.lab.controllers import containers_of, template_of
from kakehashi.lab.manifest import mapping, read, text
from kakehashi.lab.objects import Object, built_in
from kakehashi.lab.place import Text

from .applying import delete as delete_files
from .applying import gather
from .request import Request, Target, missing_file


def named(request: Request, first: int = 0, *, only: int | None = None) -> list[Object]:
    """Return the objects a command changes: named, selected, or from files; note those that do not exist."""
    found: list[Object] = []
    if request.flags("filename") or request.flag("kustomize"):
        for made in list(gather(request)):
            known = request.state.world.objects.get(made.key)
            found += [known] if known is not None else []
        return found
    for target in request.targets(first, only=only):
        if target.name is None:
            found += request.check_selector(target.type) if request.case.has("selector") else _all(request, target)
            continue
        one = request.require(target)
        found += [one] if one is not None else []
    return found


def _all(request: Request, target: Target) -> Iterator[Object]:
    if request.case.on("all") and target.type is not None and not request.namespace.unknown:
        yield from list(request.state.world.of(target.type, str(request.namespace)))


def scale(request: Request) -> None:
    """kubectl scale: the number of Pods."""
    replicas = request.flag("replicas")
    for one in named(request):
        if replicas is not None and one.source != "controller":
            _spec(one)[Text("replicas")] = replicas
            request.state.changed(one)


def _spec(one: Object) -> dict[Any, Any]:
    spec: dict[Any, Any] = dict(mapping(one.data, "spec"))
    one.data[Text("spec")] = spec
    return spec


def _pairs(request: Request) -> tuple[int, list[Text]]:
    """Return how many arguments name objects, and the arguments after them."""
    args = request.args
    for index, arg in enumerate(args):
        if "=" in arg or (index > 0 and arg.endswith("-")):
            return index, args[index:]
    return len(args), []


def set_image(request: Request) -> None:
    """kubectl set image: the container must exist."""
    first, pairs = _pairs(request)
    for one in named(request, only=first):
        names = containers_of(template_of(one))
        for pair in pairs:
            name, _, image = pair.partition("=")
            index = request.args.index(pair)
            part = request.part(index, 0, len(name))
            check_container(request, one, Text(name, part.place, any(char in name for char in "$<`")))
            container = names.get(name)
            if container is not None and template_of(one):
                remember(one)
                container[Text("image")] = Text(image, None, "$" in image or "<" in image)
        request.state.changed(one)


def check_container(request: Request, one: Object, name: Text) -> None:
    """Note a container that an object does not have."""
    names = list(containers_of(template_of(one)))
    if name == "*" or name.unknown or not name or name in names or not names or one.blurred:
        return
    near = nearest(name, names) or (names[0] if len(names) == 1 else "")
    request.state.trouble("missing-container", name.place, name, owner=one.shown, near=near, known=", ".join(names))


def remember(one: Object) -> None:
    """Keep the Pod template as it is now, for ``rollout undo``."""
    one.templates.append(_copy(template_of(one)))


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(one) for key, one in value.items()}
    return [_copy(one) for one in value] if isinstance(value, list) else value


def set_env(request: Request) -> None:
    """kubectl set env: literal values, or those of a ConfigMap or Secret."""
    first, _ = _pairs(request)
    origin = request.flag("from")
    if origin is not None and not origin.unknown:
        kind = {"configmap": "ConfigMap", "cm": "ConfigMap", "secret": "Secret"}.get(origin.partition("/")[0].lower())
        if kind is not None:
            name = Text(origin.partition("/")[2], origin.place, origin.unknown)
            request.require(Target(built_in(kind), name, origin))
    for one in named(request, only=first):
        _chosen_containers(request, one)
        if not request.case.on("list"):
            remember(one)
            request.state.changed(one)


def _chosen_containers(request: Request, one: Object) -> None:
    chosen = request.flag("containers")
    if chosen is not None and "," not in chosen:
        check_container(request, one, chosen)


def set_resources(request: Request) -> None:
    """kubectl set resources: the container must exist."""
    for one in named(request):
        _chosen_containers(request, one)
        remember(one)
        request.state.changed(one)


def set_account(request: Request) -> None:
    """kubectl set serviceaccount: the account should exist."""
    if len(request.args) < 2:
        return
    account = request.args[-1]
    for one in named(request, only=len(request.args) - 1):
        template = template_of(one)
        if template and not account.unknown:
            spec = mapping(template, "spec")
            spec[Text("serviceAccountName")] = account
        request.state.changed(one)


def blur(request: Request) -> None:
    """A change that is not followed: the objects are no longer judged."""
    for one in named(request):
        one.blurred = True
        request.state.changed(one)
    request.state.skip(
        f"`kubectl {request.case.name}` is not followed", f"`kubectl {request.case.name}` の結果は追いません"
    )


def label(request: Request) -> None:
    """kubectl label and annotate: labels decide what is selected."""
    first, pairs = _pairs(request)
    field = "labels" if request.case.name == "label" else "annotations"
    for one in named(request, only=first):
        if one.source == "controller":
            one.blurred = True
            request.state.skip(
                "labels of a controller's object are not followed",
                "コントローラーが作ったオブジェクトのラベルは追いません",
            )
            continue
        metadata = dict(mapping(one.data, "metadata"))
        values = dict(mapping(metadata, field))
        for pair in pairs:
            key, equals, value = pair.partition("=")
            if equals:
                values[Text(key)] = Text(value, None, pair.unknown)
            else:
                values.pop(key.removesuffix("-"), None)
        metadata[Text(field)] = values
        one.data[Text("metadata")] = metadata
        request.state.changed(one)


def patch(request: Request) -> None:
    """kubectl patch: merged where it is a merge, else the object is no longer judged."""
    objects = named(request)
    file, inline, kind = request.flag("patch-file"), request.flag("patch"), request.flag("type")
    changes: Any = None
    if file is not None:
        missing_file(request.state, file)
        known = request.state.files.files.get(request.state.files.path(file))
        documents = read(known.lines, expands=known.expands) if known is not None and known.lines is not None else None
        changes = documents[0].data if documents else None
    elif inline is not None and not inline.unknown:
        changes = _inline(request, inline)
    for one in objects:
        if isinstance(changes, dict) and kind != "json":
            if mapping(changes, "spec", "template"):
                remember(one)
            one.data = merge(one.data, changes)
        else:
            one.blurred = True
            request.state.skip("the patch is not followed", "このパッチは追いません")
        request.state.changed(one)


def _inline(request: Request, value: Text) -> Any:
    from kakehashi.pages.lines import Line

    path = value.place.path if value.place else ""
    number = value.place.span.line if value.place else 1
    column = value.place.span.column if value.place else 1
    lines = [
        Line(part, path, number + offset, column if not offset else 1) for offset, part in enumerate(value.split("\n"))
    ]
    documents = read(lines)
    return documents[0].data if documents else None


def merge(old: Any, new: Any) -> Any:
    """Merge a patch into a value: mappings by key, lists of named things by name, all else replaced; null deletes."""
    if isinstance(old, dict) and isinstance(new, dict):
        merged = dict(old)
        for key, value in new.items():
            if value is None:
                merged.pop(key, None)
            else:
                merged[key] = merge(merged.get(key), value)
        return merged
    if isinstance(old, list) and isinstance(new, list) and all(text(one, "name") is not None for one in (*old, *new)):
        by_name = {str(text(one, "name")): one for one in old}
        for one in new:
            name = str(text(one, "name"))
            by_name[name] = merge(by_name.get(name), one)
        return list(by_name.values())
    return new


def rollout(request: Request) -> None:
    """kubectl rollout restart, undo, pause, resume, history."""
    verb = request.case.name.removeprefix("rollout ")
    for one in named(request):
        if verb == "undo":
            if one.templates and not request.case.has("to-revision"):
                current = _copy(template_of(one))
                _spec(one)[Text("template")] = one.templates[-1]
                one.templates = [*one.templates[:-1], current]
            else:
                one.blurred = True
            request.state.changed(one)
        elif verb in ("restart", "pause", "resume"):
            request.state.changed(one)


def node(request: Request) -> None:
    """kubectl cordon, uncordon, drain, taint: the node must exist; what is not undone is left behind."""
    verb = request.case.name
    kind = built_in("Node")
    args = request.args
    if verb == "taint":
        args = [one for one in args[1:] if "=" not in one and ":" not in one and not one.endswith("-")]
        taints = [one for one in request.args if "=" in one or ":" in one or one.endswith("-")]
    targets = [Target(kind, one, Text("node")) for one in args if not one.startswith(("node/", "nodes/"))]
    if request.case.has("selector"):
        request.check_selector(kind)
    marks = request.state.touched_nodes
    for target in targets:
        request.require(target)
        name = str(target.name)
        place = target.name.place if target.name is not None else None
        if place is None or (target.name is not None and target.name.unknown):
            continue
        if verb in ("cordon", "drain") and not request.dry:
            marks.setdefault((name, "cordon"), place)
        elif verb == "uncordon":
            marks.pop((name, "cordon"), None)
        elif verb == "taint":
            for taint in taints:
                key = taint.rstrip("-").partition("=")[0].partition(":")[0]
                if taint.endswith("-"):
                    marks.pop((name, f"taint {key}"), None)
                else:
                    marks.setdefault((name, f"taint {key}"), place)


def delete(request: Request) -> None:
    """kubectl delete: by file, by name, by selector, all of a type."""
    if request.flags("filename") or request.flag("kustomize"):
        delete_files(request)
        return
    state = request.state
    tolerant = request.case.on("ignore-not-found") or state.mood.tolerated
    for target in request.targets():
        if target.name is None:
            _delete_many(request, target, tolerant)
            continue
        if tolerant:
            one = request.find(target.type, target.name) if target.type and not target.name.unknown else None
        else:
            one = request.require(target)
        if one is not None and not request.dry:
            _delete_one(request, one)


def _delete_one(request: Request, one: Object) -> None:
    state = request.state
    if one.source == "controller" and one.key not in state.world.objects:
        # Its controller makes it again at once.
        return
    state.remove(one)
    if one.is_a("Node"):
        state.touched_nodes.pop((one.name, "cordon"), None)


def _delete_many(request: Request, target: Target, tolerant: bool) -> None:
    state = request.state
    if target.type is None and target.type_text != "all":
        return
    if request.case.has("selector"):
        found = request.selected(target.type) if tolerant else request.check_selector(target.type, ever=True)
    elif request.case.on("all") and target.type is not None and not request.namespace.unknown:
        found = list(state.world.of(target.type, None if request.everywhere else str(request.namespace)))
    else:
        found = []
    for one in found:
        if not request.dry and one.key in state.world.objects:
            state.remove(one)


def delete_category(request: Request) -> None:
    """kubectl delete all --all: what the category holds."""
    state = request.state
    for one in list(state.world.objects.values()):
        if one.type.in_all and one.namespace == request.namespace and not request.dry:
            chosen = request.case.on("all") or (request.selector is not None and one in request.selected(one.type))
            if chosen:
                state.remove(one)
