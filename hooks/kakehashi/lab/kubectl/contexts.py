"""kubectl config: the current context and its namespace."""

from __future__ import annotations

from kakehashi.lab.place import Text

from .request import Request


def set_context(request: Request) -> None:
    """kubectl config set-context --current --namespace."""
    namespace = request.flag("namespace")
    if namespace is not None and request.case.on("current"):
        request.state.namespace = namespace


def use_context(request: Request) -> None:
    """kubectl config use-context: the namespace is that of the other context, which nobody knows."""
    state = request.state
    if not request.args:
        return
    name = request.args[0]
    own = {f"kind-{state.declaration.cluster}", *(f"kind-{one}" for one in state.clusters)}
    if name in own:
        return
    if not name.unknown:
        state.skip(f"the context `{name}` is not known", f"コンテキスト `{name}` が分かりません")
    state.namespace = Text("", None, True)


def unset(request: Request) -> None:
    """kubectl config unset: the namespace of a context goes back to default."""
    if request.args and request.args[0].endswith(".namespace"):
        request.state.namespace = Text("default")
