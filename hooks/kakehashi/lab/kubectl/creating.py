"""kubectl create NAME, run, expose, autoscale: objects that no file describes."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from typing import Any

from kakehashi.lab.controllers import WORKLOADS, template_of
from kakehashi.lab.kustomize import env_keys
from kakehashi.lab.manifest import Document, mapping
from kakehashi.lab.objects import ANY, CLUSTER, NAMESPACES, Object, built_in
from kakehashi.lab.place import Text
from kakehashi.lab.references import pod_ports, service_ports

from .applying import admit
from .request import Request, Target, missing_file

_KINDS = {
    "clusterrole": "ClusterRole",
    "clusterrolebinding": "ClusterRoleBinding",
    "configmap": "ConfigMap",
    "cronjob": "CronJob",
    "deployment": "Deployment",
    "ingress": "Ingress",
    "job": "Job",
    "namespace": "Namespace",
    "poddisruptionbudget": "PodDisruptionBudget",
    "priorityclass": "PriorityClass",
    "quota": "ResourceQuota",
    "role": "Role",
    "rolebinding": "RoleBinding",
    "secret docker-registry": "Secret",
    "secret generic": "Secret",
    "secret tls": "Secret",
    "service clusterip": "Service",
    "service externalname": "Service",
    "service loadbalancer": "Service",
    "service nodeport": "Service",
    "serviceaccount": "ServiceAccount",
}


def _plain(value: Any) -> Any:
    """Turn plain values into texts."""
    if isinstance(value, Mapping):
        return {key if isinstance(key, Text) else Text(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value if isinstance(value, Text) or value is None else Text(str(value))


def _object(request: Request, kind: str, name: Text, data: Mapping[str, Any]) -> Object:
    found = built_in(kind)
    labels = mapping(dict(data), "metadata", "labels")
    value = _plain({**data, "apiVersion": "v1", "kind": kind, "metadata": {"name": name, "labels": labels}})
    return Object(found, str(request.namespace) if found.namespaced else CLUSTER, str(name), value, name.place)


def _publish(request: Request, one: Object) -> None:
    state = request.state
    if one.type.namespaced and not request.check_namespace():
        if request.namespace.unknown:
            state.world.open.add(ANY)
        return
    if not request.dry:
        admit(state, one)


def _unknown_name(request: Request, kind: str) -> None:
    state = request.state
    state.skip(f"the name of the {kind} is not known", f"{kind} の名前が分かりません")
    state.world.open.add(str(request.namespace) if built_in(kind).namespaced else CLUSTER)
    if kind == "Namespace":
        state.world.open |= {ANY, NAMESPACES}


def _deployment(request: Request, name: Text) -> dict[str, Any]:
    containers = []
    for image in request.flags("image"):
        base = image.rpartition("/")[2].partition("@")[0].partition(":")[0]
        ports = [{"containerPort": port}] if (port := request.flag("port")) is not None else []
        containers.append({"name": base.replace("_", "-"), "image": image, "ports": ports})
    template = {"metadata": {"labels": {"app": name}}, "spec": {"containers": containers}}
    replicas = request.flag("replicas") or Text("1")
    return {
        "metadata": {"labels": {"app": name}},
        "spec": {"replicas": replicas, "selector": {"matchLabels": {"app": name}}, "template": template},
    }


def _job_template(request: Request, name: Text) -> dict[str, Any]:
    return {"template": {"spec": {"containers": [{"name": name, "image": request.flag("image")}]}}}


def _job(request: Request, name: Text) -> dict[str, Any]:
    origin = request.flag("from")
    if origin is None:
        return {"spec": _job_template(request, name)}
    kind, _, other = origin.partition("/")
    start = len(kind) + 1
    place = origin.place
    if place is not None and other and place.span.line == place.span.end_line:
        from dataclasses import replace

        place = replace(place, span=replace(place.span, column=place.span.column + start))
    found = request.require(Target(built_in("CronJob"), Text(other or kind, place, origin.unknown), Text(kind)))
    return {"spec": mapping(found.data, "spec", "jobTemplate", "spec") if found else {}}


def _keys(request: Request, _: Text) -> dict[str, Any]:
    data: dict[Text, Text] = {}
    for literal in request.flags("from-literal"):
        key, _equals, value = literal.partition("=")
        data[Text(key, literal.place, "$" in key or "<" in key)] = Text(value)
    files = request.state.files
    for given in request.flags("from-file"):
        key, equals, source = given.partition("=")
        name = Text(source if equals else key, given.place, given.unknown)
        path = files.path(name)
        if equals and given.place is not None:
            name = _tail(given, len(key) + 1)
        missing_file(request.state, name)
        if not equals and path in files.folders and path not in files.files:
            data.update({Text(posixpath.basename(one)): Text("") for one in files.in_folder(path)})
        elif name.unknown:
            data[Text("", None, True)] = Text("")
        else:
            data[Text(key if equals else posixpath.basename(key))] = Text("")
    for given in request.flags("from-env-file"):
        missing_file(request.state, given)
        data.update(env_keys(request.state, files.path(given)))
    return {"data": data}


def _tail(text: Text, start: int) -> Text:
    from kakehashi.finding import Span
    from kakehashi.lab.place import Place

    place = text.place
    if place is not None and place.span.line == place.span.end_line:
        span = place.span
        place = Place(place.path, Span(span.line, span.column + start, span.line, span.end_column))
    return Text(text[start:], place, text.unknown)


def _service(request: Request, name: Text) -> dict[str, Any]:
    ports = []
    for given in request.flags("tcp"):
        for piece in given.split(","):
            port, _, target = piece.partition(":")
            ports.append({"port": port, "targetPort": target or port, "name": piece.replace(":", "-")})
    selector = {} if request.case.name.endswith("externalname") else {"app": name}
    return {"metadata": {"labels": {"app": name}}, "spec": {"selector": selector, "ports": ports}}


def _tls(request: Request, _: Text) -> dict[str, Any]:
    for flag in ("cert", "key"):
        given = request.flag(flag)
        if given is not None:
            missing_file(request.state, given)
    return {"data": {"tls.crt": "", "tls.key": ""}}


_DATA: Mapping[str, Callable[[Request, Text], dict[str, Any]]] = {
    "configmap": _keys,
    "secret generic": _keys,
    "secret tls": _tls,
    "secret docker-registry": lambda _request, _name: {"data": {".dockerconfigjson": ""}},
    "deployment": _deployment,
    "job": _job,
    "cronjob": lambda request, name: {"spec": {"jobTemplate": {"spec": _job_template(request, name)}}},
    "service clusterip": _service,
    "service nodeport": _service,
    "service loadbalancer": _service,
    "service externalname": _service,
}


def made_by(request: Request) -> Object | None:
    """Return the object a ``kubectl create NAME`` command makes, or None where it makes none that is known."""
    name, case = request.case.name.removeprefix("create "), request.case
    kind = _KINDS.get(name)
    if kind is None or not request.args:
        return None
    given = request.args[0]
    if given.unknown:
        _unknown_name(request, kind)
        return None
    maker = _DATA.get(name)
    data = maker(request, given) if maker is not None else {}
    if name in ("rolebinding", "clusterrolebinding"):
        _accounts(request)
    if case.name == "create ingress":
        data = {"spec": {"rules": []}}
    return _object(request, kind, given, data)


def create(request: Request) -> None:
    """Create an object by name."""
    one = made_by(request)
    if one is not None:
        _publish(request, one)


def _accounts(request: Request) -> None:
    role = request.flag("role")
    if role is not None:
        request.require(Target(built_in("Role"), role, Text("role")))


def token(request: Request) -> None:
    """kubectl create token: the account must exist."""
    if request.args:
        request.require(Target(built_in("ServiceAccount"), request.args[0], Text("serviceaccount")))


def run(request: Request) -> None:
    """kubectl run: one Pod, gone again with --rm."""
    if not request.args:
        return
    name = request.args[0]
    if name.unknown:
        _unknown_name(request, "Pod")
        return
    labels: dict[Text, Text] = {}
    for given in request.flags("labels"):
        for piece in given.split(","):
            key, _, value = piece.partition("=")
            labels[Text(key)] = Text(value, None, given.unknown)
    container = {"name": name, "image": request.flag("image")}
    port = request.flag("port")
    if port is not None:
        container["ports"] = [{"containerPort": port}]  # type: ignore[assignment]
    one = _object(
        request, "Pod", name, {"metadata": {"labels": labels or {"run": name}}, "spec": {"containers": [container]}}
    )
    _publish(request, one)
    if request.case.on("expose") and not request.dry:
        service = {"spec": {"selector": one.labels, "ports": [{"port": port, "targetPort": port}]}}
        _publish(request, _object(request, "Service", name, service))
    if request.case.on("rm") and one.key in request.state.world.objects:
        request.state.remove(one)


def expose(request: Request) -> None:
    """kubectl expose: a Service for a workload."""
    targets = request.targets(only=2)
    if not targets or targets[0].type is None or targets[0].name is None:
        return
    if targets[0].name.unknown:
        _unknown_name(request, "Service")
        return
    found = request.require(targets[0])
    if found is None:
        return
    template = template_of(found)
    labels = mapping(found.data, "spec", "selector") if found.is_a("Service") else {}
    labels = labels or mapping(found.data, "spec", "selector", "matchLabels") or mapping(template, "metadata", "labels")
    ports = service_ports(found) if found.is_a("Service") else pod_ports(template)
    port, target = request.flag("port"), request.flag("target-port")
    named = target is not None and not target.unknown and not target.isdecimal()
    if target is not None and named and ports is not None and not any(one.name == target for one in ports):
        known = ", ".join(one.name or one.number for one in ports)
        if not found.blurred:
            request.state.trouble("missing-port", target.place, target, owner=found.shown, known=known)
    if port is None and target is None and found.is_a(*WORKLOADS) and ports is None and not found.blurred:
        request.state.trouble(
            "missing-port", request.call.place(request.case.found.word), "expose", owner=found.shown, known=""
        )
    given = port or (Text(ports[0].number) if ports else Text("80", None, True))
    name = request.flag("name") or Text(found.name, targets[0].name.place)
    service = {"spec": {"selector": labels, "ports": [{"port": given, "targetPort": target or given}]}}
    _publish(request, _object(request, "Service", name, service))


def autoscale(request: Request) -> None:
    """kubectl autoscale: an autoscaler for a workload."""
    targets = request.targets(only=2)
    if request.flags("filename"):
        for _ in request.sources():
            pass
        return
    if not targets or targets[0].name is None or targets[0].name.unknown:
        return
    request.require(targets[0])
    name = request.flag("name") or targets[0].name
    _publish(request, _object(request, "HorizontalPodAutoscaler", name, {}))


def output_of(request: Request) -> tuple[Document, ...] | None:
    """Return what ``kubectl create … --dry-run -o yaml`` prints, or None where the command prints something else."""
    name = request.case.name
    if not request.dry or request.flag("output") not in ("yaml", "json") or request.args == []:
        return None
    one = made_by(request) if name.startswith("create ") else None
    return (Document({**one.data, Text("apiVersion"): Text(_version(one))}, ()),) if one is not None else None


def _version(one: Object) -> str:
    version = one.type.versions[-1] if one.type.versions else "v1"
    return f"{one.type.group}/{version}" if one.type.group else version
