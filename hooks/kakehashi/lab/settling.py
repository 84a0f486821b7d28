"""When Pods are to become ready, what they name must exist; and a Service must have led to a Pod once."""

from __future__ import annotations

from dataclasses import dataclass, field

from kakehashi.knowledge.commands.suggest import nearest

from .controllers import template_of
from .manifest import items, mapping, text
from .objects import CLUSTER, Object, World, built_in, selected, selector_of
from .place import Text
from .references import Reference, keys_of, pod_ports, references


@dataclass
class Settling:
    """What was seen so far. met: references provided once; led: Services that found a Pod; seen: the world then."""

    met: set[tuple[int, str, str]] = field(default_factory=set)
    led: set[int] = field(default_factory=set)
    seen: int = -1


def provider(world: World, made: list[Object], one: Object, reference: Reference) -> Object | None:
    """Return the object a reference means, or None."""
    kind = built_in(reference.kind)
    namespace = one.namespace if kind.namespaced else CLUSTER
    found = world.get(kind, namespace, reference.name)
    if found is None:
        found = next(
            (
                other
                for other in made
                if other.type == kind and other.namespace == namespace and other.name == reference.name
            ),
            None,
        )
    return found


def lacking_key(found: Object, reference: Reference) -> Text | None:
    """Return the first key a reference asks for and the object does not hold, or None."""
    known = keys_of(found) if found.is_a("ConfigMap", "Secret") else None
    return None if known is None else next((key for key in reference.keys if str(key) not in known), None)


def leads(service: Object, pods: list[Object]) -> Object | None:
    """Return a Pod a Service leads to, or None."""
    wanted = selector_of(mapping(service.data, "spec", "selector"))
    if wanted is None:
        return None
    return next((pod for pod in pods if pod.namespace == service.namespace and selected(wanted, pod.labels)), None)


def near_label(service: Object, pods: list[Object]) -> tuple[Text | None, str]:
    """Return the first value of a Service's selector that no Pod has, and what was probably meant."""
    selector = mapping(service.data, "spec", "selector")
    here = [pod for pod in pods if pod.namespace == service.namespace]
    wrong: Text | None = None
    for key, value in selector.items():
        values = {str(pod.labels[key]) for pod in here if key in pod.labels}
        if isinstance(value, Text) and value not in values:
            near = nearest(value, values) or (next(iter(values)) if len(values) == 1 else "")
            place_key = key if isinstance(key, Text) else None
            keys = {str(name) for pod in here for name in pod.labels}
            if not values and place_key is not None and place_key.place is not None:
                return place_key, nearest(key, keys) or ""
            return value, near
        wrong = wrong or (value if isinstance(value, Text) else None)
    return wrong, ""


def bad_target_port(service: Object, pod: Object) -> tuple[Text, str] | None:
    """Return a targetPort the Pod behind a Service does not have, and the ports it has; None where all is well."""
    ports = pod_ports(template_of(pod)) if not pod.blurred and not service.blurred else None
    if ports is None:
        return None
    for entry in items(service.data, "spec", "ports"):
        wanted = text(entry, "targetPort") or text(entry, "port")
        if wanted is None or wanted.unknown or wanted.place is None:
            continue
        if not any(wanted in (one.number, one.name) or not one.number for one in ports):
            return wanted, ", ".join(one.number if not one.name else f"{one.number} ({one.name})" for one in ports)
    return None


def wanted_by(one: Object) -> list[Reference]:
    """Return what an object needs before it can work."""
    return [] if one.blurred or one.doubtful else list(references(one))
