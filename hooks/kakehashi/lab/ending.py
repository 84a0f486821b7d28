"""The end of a lab: what never came true, and what is left behind."""

from __future__ import annotations

from .objects import CLUSTER, Object, named_type
from .place import Place, Text
from .state import State


def finish(state: State) -> None:
    """Note what the page never provides, and what it makes and does not clean up."""
    state.finish()
    allowed = {_plain(one) for one in state.declaration.leaves}
    for what, place in _left(state):
        if _plain(what) not in allowed:
            state.trouble("left-behind", place, what, reason="left")
    _namespace(state)
    made = {_plain(one) for one in state.made}
    for one in state.declaration.leaves:
        kind = one.partition("/")[0]
        if kind != "file" and _plain(one) not in made and not state.unfollowed:
            state.trouble("left-behind", one.place, one, reason="never-made")


def _plain(text: str) -> str:
    """A ``type/name`` with the type's own name instead of a short one."""
    kind, _, name = text.partition("/")
    known = named_type(kind)
    return f"{known.kind.lower() if known is not None and known.built_in else kind.lower()}/{name}"


def _left(state: State) -> list[tuple[str, Place | None]]:
    found: list[tuple[str, Place | None]] = [(f"cluster/{name}", place) for name, place in state.clusters.items()]
    for one in state.world.objects.values():
        if _counts(state, one):
            found.append((one.shown, one.place))
    for (node, what), place in state.touched_nodes.items():
        found.append((f"node/{node} ({what})", place))
    for (namespace, release), name in state.helm.items():
        home = state.world.namespace(namespace)
        if home is None or home.source == "page":
            continue
        found.append((f"release/{release}", name.place))
    for path, place in state.outside.items():
        found.append((f"file/{state.files.shown(path)}", place))
    return found


def _counts(state: State, one: Object) -> bool:
    """Whether an object counts as left behind: not what goes with a cluster or a namespace that is named already."""
    if one.doubtful or state.clusters or one.place is None:
        return False
    if one.source == "controller":
        return one.is_a("PersistentVolumeClaim") and _in_foreign(state, one)
    if one.source != "page":
        return False
    return one.namespace == CLUSTER or _in_foreign(state, one)


def _in_foreign(state: State, one: Object) -> bool:
    home = state.world.namespace(one.namespace)
    return home is not None and home.source == "cluster"


def _namespace(state: State) -> None:
    """Note a current namespace that no longer exists."""
    name = state.namespace
    gone = state.world.gone.get(("namespaces.", CLUSTER, str(name)))
    if state.cluster and isinstance(name, Text) and not name.unknown and gone is not None:
        state.trouble("left-behind", name.place, name, reason="context")
