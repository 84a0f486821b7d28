"""Clusters come and go: kind, minikube, eksctl; what is there from the start; docker, helm and aws beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .kubectl.request import documents_of, missing_file
from .manifest import items, text
from .objects import ANY, CLUSTER, Object, built_in
from .place import Text
from .state import Call, Change, Feed, State
from .utilities import operands

SYSTEM_NAMESPACES = ("default", "kube-system", "kube-public", "kube-node-lease")
_OPEN = ("kube-system", "kube-public", "kube-node-lease", "local-path-storage")


def _template(labels: Mapping[str, str], container: str) -> dict[Text, object]:
    pod = {Text("metadata"): {Text("labels"): {Text(key): Text(value) for key, value in labels.items()}},
           Text("spec"): {Text("containers"): [{Text("name"): Text(container)}]}}  # fmt: skip
    return {Text("spec"): {Text("template"): pod}}


def start(state: State, name: str, workers: int | None, control_planes: int = 1) -> None:
    """Fill the cluster with what is there before anybody does anything.

    Args:
        state: The session.
        name: The name of the cluster; it is part of the names of nodes on kind.
        workers: How many workers it has, or None where nobody knows.
        control_planes: How many control-plane nodes it has.
    """
    world = state.world
    state.cluster = True

    def put(kind: str, namespace: str, called: str, data: Mapping[Any, Any] | None = None) -> None:
        world.put(Object(built_in(kind), namespace, called, dict(data or {}), None, "cluster"))

    for namespace in SYSTEM_NAMESPACES:
        put("Namespace", CLUSTER, namespace)
    put(
        "Service",
        "default",
        "kubernetes",
        {Text("spec"): {Text("ports"): [{Text("port"): Text("443"), Text("name"): Text("https")}]}},
    )
    put("Deployment", "kube-system", "coredns", _template({"k8s-app": "kube-dns"}, "coredns"))
    put("DaemonSet", "kube-system", "kube-proxy", _template({"k8s-app": "kube-proxy"}, "kube-proxy"))
    put("Service", "kube-system", "kube-dns")
    world.open |= {*_OPEN, CLUSTER}
    if state.declaration.platform == "eks":
        put("StorageClass", CLUSTER, "gp2")
        return
    put("Namespace", CLUSTER, "local-path-storage")
    put("StorageClass", CLUSTER, "standard")
    put("DaemonSet", "kube-system", "kindnet", _template({"app": "kindnet", "k8s-app": "kindnet"}, "kindnet-cni"))
    put(
        "Deployment",
        "local-path-storage",
        "local-path-provisioner",
        _template({"app": "local-path-provisioner"}, "local-path-provisioner"),
    )
    nodes = [f"{name}-control-plane{number or ''}" for number in _numbers(control_planes)]
    for node in nodes:
        for part in ("etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler"):
            labels = {Text("component"): Text(part), Text("tier"): Text("control-plane")}
            data: dict[Text, object] = {Text("metadata"): {Text("labels"): labels},
                                        Text("spec"): {Text("containers"): [{Text("name"): Text(part)}]}}  # fmt: skip
            put("Pod", "kube-system", f"{part}-{node}", data)
    # A cluster made elsewhere may have as many workers as its page says.
    nodes += [f"{name}-worker{number or ''}" for number in _numbers(9 if workers is None else workers)]
    for node in nodes:
        put("Node", CLUSTER, node, {Text("metadata"): {Text("labels"): {Text("kubernetes.io/hostname"): Text(node)}}})
        world.objects[("nodes.", CLUSTER, node)].blurred = True


def _numbers(count: int) -> list[int]:
    return [0, *range(2, count + 1)] if count else []


def _value(call: Call, *names: str) -> Text | None:
    for index, word in enumerate(call.words):
        for name in names:
            if word.text == name and index + 1 < len(call.words):
                return call.text(index + 1)
            if name.startswith("--") and word.text.startswith(f"{name}="):
                return call.text(index, len(name) + 1)
    return None


def kind(state: State, call: Call) -> None:
    """kind create, delete and load."""
    verb = " ".join(word.text for word in call.words[1:3])
    given = _value(call, "--name", "-n")
    name = given or Text(state.variables.get("KIND_CLUSTER_NAME") or "kind")
    if verb == "create cluster":
        config = _value(call, "--config")
        workers, planes = 0, 1
        if config is not None:
            missing_file(state, config)
            known = state.files.files.get(state.files.path(config)) if not config.unknown else None
            documents = documents_of(known) if known is not None else None
            if not documents and not (call.feed is not None and config == "-"):
                workers = -1
            roles = [str(text(node, "role")) for one in documents or () for node in items(one.data, "nodes")]
            workers = roles.count("worker") if workers == 0 else workers
            planes = max(roles.count("control-plane"), 1)
            named = next((found for one in documents or () if (found := text(one.data, "name"))), None)
            name = given or named or name
        start(state, str(name), None if workers < 0 else workers, planes)
        state.clusters[str(name)] = name.place or call.place(0)
        _made(state, str(name))
        state.namespace = Text("default")
    elif verb == "delete cluster":
        _gone(state, str(name))
    elif verb == "delete clusters":
        for one in [*state.clusters]:
            _gone(state, one)


def _made(state: State, name: str) -> None:
    state.made.add(f"cluster/{name}")
    state.changes.append(Change("+", f"cluster/{name}"))


def _gone(state: State, name: str) -> None:
    if name in state.clusters or name == state.declaration.cluster:
        state.changes.append(Change("-", f"cluster/{name}"))
        state.clusters.pop(name, None)
        state.world.objects.clear()
        state.world.touch()
        state.touched_nodes.clear()
        state.helm.clear()
        state.cluster = False
        state.namespace = Text("default", None, True)


def minikube(state: State, call: Call) -> None:
    """minikube start and delete."""
    verb = call.words[1].text if len(call.words) > 1 else ""
    profile = _value(call, "-p", "--profile") or Text("minikube")
    if verb == "start":
        start(state, str(profile), None)
        state.clusters[str(profile)] = profile.place or call.place(0)
        _made(state, str(profile))
    elif verb == "delete":
        _gone(state, str(profile))


def eksctl(state: State, call: Call) -> None:
    """eksctl create and delete cluster."""
    verb = " ".join(word.text for word in call.words[1:3])
    file = _value(call, "-f", "--config-file")
    name = _value(call, "--name")
    if file is not None:
        missing_file(state, file)
        known = state.files.files.get(state.files.path(file)) if not file.unknown else None
        documents = documents_of(known) if known is not None else None
        name = name or next((found for one in documents or () if (found := text(one.data, "metadata", "name"))), None)
    shown = str(name or state.declaration.cluster or "")
    if verb == "create cluster":
        start(state, shown, None)
        state.clusters[shown] = (name.place if name is not None else None) or call.place(0)
        _made(state, shown)
    elif verb == "delete cluster":
        _gone(state, shown)
    else:
        state.skip(f"`eksctl {verb}` is not followed", f"`eksctl {verb}` は追いません")
        state.world.open |= {CLUSTER, ANY}


def docker(state: State, call: Call) -> None:
    """docker exec into a node: the node must exist."""
    words = [text for _, text in operands(call, "uew")]
    cluster = str(state.declaration.cluster or next(iter(state.clusters), ""))
    if len(words) < 2 or words[0] not in ("exec", "restart", "stop", "start", "pause", "unpause") or not cluster:
        return
    node = words[1]
    known = [one.name for one in state.world.objects.values() if one.is_a("Node")]
    if (
        known
        and not node.unknown
        and node.startswith((f"{cluster}-", *(name[:-1] for name in known)))
        and node not in known
    ):
        from kakehashi.knowledge.commands.suggest import nearest

        state.trouble(
            "missing-object", node.place, node, type="node", near=nearest(node, known) or "", namespace="", gone=""
        )


def helm(state: State, call: Call) -> None:
    """helm install and uninstall: nobody knows what a chart makes, so its namespace is open."""
    words = [text for _, text in operands(call, "nf")]
    verb = words[0] if words else Text("")
    namespace = _value(call, "-n", "--namespace") or state.namespace
    for flag in ("-f", "--values"):
        file = _value(call, flag)
        if file is not None:
            missing_file(state, file)
    if verb in ("install", "upgrade") and len(words) > 1:
        state.world.open |= {CLUSTER, str(namespace)}
        if any(word.text == "--create-namespace" for word in call.words) and state.world.namespace(namespace) is None:
            state.put(Object(built_in("Namespace"), CLUSTER, str(namespace), {}, namespace.place))
        state.helm[(str(namespace), str(words[1]))] = words[1]
        state.made.add(f"release/{words[1]}")
        state.skip("what the chart makes is not known", "チャートが作るものは分かりません")
    elif verb in ("uninstall", "delete"):
        for release in words[1:]:
            state.helm.pop((str(namespace), str(release)), None)


def aws(state: State, call: Call) -> None:
    """aws: files behind ``file://`` must exist; what it changes is not followed."""
    for index, word in enumerate(call.words):
        at = word.text.find("file://")
        if at >= 0 and not word.dynamic:
            missing_file(state, call.text(index, at + len("file://")))
    verbs = [word.text for word in call.words[1:3]]
    if verbs[:1] != ["sts"] and not any(
        part.startswith(("describe", "list", "get", "update-kubeconfig", "wait")) for part in verbs[1:]
    ):
        shown = " ".join(verbs)
        state.skip(f"`aws {shown}` is not followed", f"`aws {shown}` は追いません")


def envsubst(state: State, call: Call) -> Feed | None:
    """envsubst: what flows in flows out, with unknown values."""
    return Feed(call.feed.lines, True) if call.feed is not None else None


def _none(handler: Callable[[State, Call], None]) -> Callable[[State, Call], Feed | None]:
    def run(state: State, call: Call) -> Feed | None:
        handler(state, call)
        return None

    return run


TOOLS: Mapping[str, Callable[[State, Call], Feed | None]] = {
    "kind": _none(kind),
    "minikube": _none(minikube),
    "eksctl": _none(eksctl),
    "docker": _none(docker),
    "helm": _none(helm),
    "aws": _none(aws),
    "envsubst": envsubst,
}
