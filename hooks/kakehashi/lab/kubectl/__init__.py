"""kubectl in the simulation: each sub-command and what it does to the session."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kakehashi.knowledge.commands import cobra
from kakehashi.knowledge.commands.kubectl import grammar
from kakehashi.knowledge.commands.kubectl.case import Case
from kakehashi.knowledge.commands.model import Context
from kakehashi.lab.manifest import Document
from kakehashi.lab.state import Call, State

from . import applying, changing, contexts, creating, looking, waiting
from .request import Request

_NOTHING = (
    "",
    "help",
    "options",
    "version",
    "cluster-info",
    "api-resources",
    "api-versions",
    "explain",
    "completion",
    "plugin",
    "config view",
    "config current-context",
    "config get-contexts",
    "config get-clusters",
    "config get-users",
    "auth can-i",
    "auth whoami",
    "proxy",
    "cluster-info dump",
    "kuberc view",
    "plugin list",
    "config set-cluster",
    "config set-credentials",
)
"""Commands that neither change anything nor name an object."""


def _delete(request: Request) -> None:
    if request.args and "all" in request.args[0].split(","):
        changing.delete_category(request)
    else:
        changing.delete(request)


def _create(request: Request) -> None:
    if request.case.from_files:
        applying.apply(request)


_HANDLERS: Mapping[str, Callable[[Request], None]] = {
    "annotate": changing.label,
    "apply": applying.apply,
    "attach": looking.execute,
    "autoscale": creating.autoscale,
    "config set-context": contexts.set_context,
    "config unset": contexts.unset,
    "config use-context": contexts.use_context,
    "cordon": changing.node,
    "cp": looking.copy,
    "create": _create,
    "create token": creating.token,
    "debug": looking.debug,
    "delete": _delete,
    "describe": looking.get,
    "diff": applying.look,
    "drain": changing.node,
    "edit": changing.blur,
    "events": looking.names,
    "exec": looking.execute,
    "expose": creating.expose,
    "get": looking.get,
    "kustomize": applying.look,
    "label": changing.label,
    "logs": looking.logs,
    "patch": changing.patch,
    "port-forward": looking.forward,
    "replace": applying.apply,
    "rollout history": changing.rollout,
    "rollout pause": changing.rollout,
    "rollout restart": changing.rollout,
    "rollout resume": changing.rollout,
    "rollout status": waiting.status,
    "rollout undo": changing.rollout,
    "run": creating.run,
    "scale": changing.scale,
    "set env": changing.set_env,
    "set image": changing.set_image,
    "set resources": changing.set_resources,
    "set selector": changing.blur,
    "set serviceaccount": changing.set_account,
    "set subject": changing.blur,
    "taint": changing.node,
    "top node": looking.names,
    "top pod": looking.names,
    "uncordon": changing.node,
    "wait": waiting.wait,
}


def request_of(state: State, call: Call) -> Request | None:
    """Read a kubectl command; None where its sub-command is not known."""
    tree = grammar()
    found = cobra.find(call.words, tree)
    if found.dynamic and (not found.command.path or found.command.children):
        return None
    if found.stray is not None and found.command.name not in ("create",):
        return None
    parsed = cobra.read(call.words, found, underscores=True)
    return Request(state, call, Case(tuple(call.words), Context(), tree, found, parsed))


def kubectl(state: State, call: Call) -> tuple[Document, ...] | None:
    """Follow a kubectl command.

    Args:
        state: The session.
        call: The command.

    Returns:
        The documents it prints, where they are known.
    """
    request = request_of(state, call)
    if request is None:
        state.skip("this kubectl command is not known", "この kubectl コマンドは追えません")
        return None
    name = request.case.name
    if request.case.has("help") or name in _NOTHING:
        return None
    if any(one in request.case.parsed.by_name for one in ("kubeconfig", "server")):
        state.skip("the command goes to another cluster", "別のクラスターへのコマンドです")
        return None
    handler = _HANDLERS.get(name)
    if handler is not None:
        handler(request)
    elif name.startswith("create "):
        creating.create(request)
    elif name not in ("certificate approve", "certificate deny"):
        state.skip(f"`kubectl {name}` is not followed", f"`kubectl {name}` は追いません")
    if name == "kustomize":
        from kakehashi.lab.kustomize import build
        from kakehashi.lab.place import Text

        folder = request.args[0] if request.args else Text(".")
        return build(state, folder) if not folder.unknown else None
    return creating.output_of(request)
