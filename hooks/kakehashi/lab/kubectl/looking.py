"""kubectl get, describe, logs, exec, port-forward, cp and others: what they name must exist."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kakehashi.knowledge.commands.suggest import nearest
from kakehashi.lab.controllers import WORKLOADS, template_of
from kakehashi.lab.objects import Object, built_in
from kakehashi.lab.place import Text
from kakehashi.lab.references import Port, keys_of, pod_ports, service_ports

from .changing import check_container
from .request import Request, Target, missing_file

_DATA = re.compile(r"\{\.data(?:\.(?P<plain>(?:[\w-]|\\\.)+)|\[['\"](?P<quoted>[\w.-]+)['\"]\])\}")


def get(request: Request) -> None:
    """kubectl get and describe: names and selectors."""
    if request.flags("filename") or request.flag("kustomize"):
        for _ in request.sources():
            pass
        return
    if request.flag("raw") is not None:
        return
    tolerant = request.case.on("ignore-not-found") or request.state.mood.tolerated
    targets = request.targets()
    # Of several types one may have the labels; kubectl prints what it finds.
    several = len(targets) > 1 and any(request.selected(target.type) for target in targets)
    for target in targets:
        if target.name is None:
            if request.case.has("selector") and not tolerant:
                if not several:
                    request.check_selector(target.type, ever=True)
            elif target.type is not None and target.type.namespaced and not request.namespace.unknown:
                request.check_namespace()
            continue
        one = None if tolerant else request.require(target)
        if one is not None:
            _check_key(request, one)
    if not targets and request.args and request.namespace.place is not None and not request.namespace.unknown:
        request.check_namespace()


def _check_key(request: Request, one: Object) -> None:
    """Note a key that ``-o jsonpath='{.data.key}'`` asks for and the object does not hold."""
    output = request.flag("output")
    if output is None or not one.is_a("ConfigMap", "Secret") or not output.startswith("jsonpath="):
        return
    known = keys_of(one)
    for match in _DATA.finditer(output):
        group = "plain" if match["plain"] else "quoted"
        key = match[group].replace("\\.", ".")
        if known is None or key in known or output.unknown:
            continue
        place = output.place
        index, start = request.case.parsed.by_name["output"].where
        if place is not None:
            place = request.call.place(index, start + match.start(group), start + match.end(group))
        near = nearest(key, known)
        request.state.trouble(
            "missing-key", place, key, owner=one.shown, near=near or "", known=", ".join(sorted(known))
        )


def _pod_target(request: Request, position: int = 0) -> tuple[Object | None, bool]:
    """Return the Pod or workload an argument names, and whether it is known."""
    if position >= len(request.args):
        return None, False
    targets = request.targets(position, only=1, default="pod")
    found = request.require(targets[0]) if targets else None
    return found, found is not None


def execute(request: Request) -> None:
    """kubectl exec and attach."""
    found, _ = _pod_target(request)
    container = request.flag("container")
    if found is not None and container is not None:
        _container(request, found, container)
    request.state.settle(request.namespace)


def _container(request: Request, one: Object, name: Text) -> None:
    if one.is_a("Service"):
        one = _behind(request, one) or one
    if template_of(one):
        check_container(request, one, name)


def _behind(request: Request, service: Object) -> Object | None:
    """The Pods a Service leads to, as one of them."""
    from kakehashi.lab.objects import selected, selector_of

    wanted = (
        selector_of(service.data.get("spec", {}).get("selector"))
        if isinstance(service.data.get("spec"), dict)
        else None
    )
    if wanted is None:
        return None
    return next((pod for pod in request.state.derived.pods(service.namespace) if selected(wanted, pod.labels)), None)


def logs(request: Request) -> None:
    """kubectl logs: a Pod, a workload, or a selector."""
    container = request.flag("container")
    found: Sequence[Object] = ()
    if request.case.has("selector"):
        found = request.check_selector(built_in("Pod"))
    elif request.args:
        one, known = _pod_target(request)
        found = (one,) if one is not None and known else ()
        if container is None and len(request.args) == 2 and one is not None:
            container = request.args[1]
    if container is not None and found and not any(_has(one, container) for one in found):
        _container(request, found[0], container)
    request.state.settle(request.namespace)


def _has(one: Object, container: str) -> bool:
    from kakehashi.lab.controllers import containers_of

    return container in containers_of(template_of(one))


def forward(request: Request) -> None:
    """kubectl port-forward: the ports must exist."""
    found, _ = _pod_target(request)
    request.state.settle(request.namespace)
    if found is None or found.blurred:
        return
    if found.is_a("Service"):
        ports: list[Port] | None = service_ports(found)
    elif found.is_a(*WORKLOADS):
        ports = pod_ports(template_of(found))
    else:
        return
    for position in range(1, len(request.args)):
        given = request.args[position]
        start = given.rfind(":") + 1
        port = request.part(position, start)
        if ports is None or given.unknown or not port:
            continue
        if not any(port in (one.number, one.name) or "" in (one.number,) for one in ports):
            known = ", ".join(one.number if not one.name else f"{one.number} ({one.name})" for one in ports)
            request.state.trouble("missing-port", port.place, port, owner=found.shown, known=known)


def copy(request: Request) -> None:
    """kubectl cp: the Pod, and a local file it reads."""
    for position, arg in enumerate(request.args[:2]):
        pod, colon, _ = arg.partition(":")
        if not colon:
            if position == 0:
                missing_file(request.state, arg)
            continue
        if arg.unknown:
            continue
        namespace, slash, name = pod.partition("/")
        start = len(namespace) + 1 if slash else 0
        part = request.part(position, start, len(pod))
        if not slash or namespace == request.namespace:
            one = request.require(Target(built_in("Pod"), part if slash else Text(pod, part.place), Text("pod")))
            container = request.flag("container")
            if one is not None and container is not None:
                _container(request, one, container)
        del name


def debug(request: Request) -> None:
    """kubectl debug: a Pod or node; an ephemeral container or a copy appears."""
    targets = request.targets(only=1, default="pod")
    one = request.require(targets[0]) if targets else None
    target = request.flag("target")
    if one is not None and target is not None:
        check_container(request, one, target)
    if one is None:
        return
    copy_to = request.flag("copy-to")
    if copy_to is not None and not copy_to.unknown:
        request.state.put(
            Object(built_in("Pod"), one.namespace, str(copy_to), dict(one.data), copy_to.place, blurred=True)
        )
    elif one.source != "controller":
        one.blurred = True
        request.state.changed(one)


def names(request: Request) -> None:
    """Commands that name objects and do no more: top, rollout history, events --for."""
    default = {"top pod": "pod", "top node": "node"}.get(request.case.name, "")
    for_object = request.flag("for")
    if for_object is not None and "/" in for_object and not for_object.unknown:
        from kakehashi.lab.objects import named_type

        kind, _, name = for_object.partition("/")
        index, start = request.case.parsed.by_name["for"].where
        place = request.call.place(index, start + len(kind) + 1)
        request.require(Target(named_type(kind), Text(name, place), Text(kind)))
    if request.case.has("selector"):
        request.check_selector(built_in("Node" if default == "node" else "Pod"))
        return
    for target in request.targets(default=default) if request.args else ():
        request.require(target)
