"""What a Pod template names elsewhere: ConfigMaps, Secrets and their keys, claims, accounts, classes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .controllers import containers_of, template_of
from .manifest import at, items, mapping, text
from .objects import Object
from .place import Text


@dataclass(frozen=True, slots=True)
class Reference:
    """One name in a workload. kind: the kind it must be of; keys: keys the object must hold."""

    kind: str
    name: Text
    keys: tuple[Text, ...] = ()


def _one(kind: str, data: Any, *path: str, keys: tuple[Text, ...] = ()) -> Iterator[Reference]:
    name = text(data, *path)
    optional = str(at(data, *path[:-1], "optional") or "").lower() == "true"
    if name is not None and name and not name.unknown and not optional:
        yield Reference(kind, name, tuple(key for key in keys if not key.unknown))


def _keys(data: Any) -> tuple[Text, ...]:
    return tuple(key for item in items(data, "items") if (key := text(item, "key")) is not None)


def _of_container(container: Any) -> Iterator[Reference]:
    for entry in items(container, "env"):
        for kind, field in (("ConfigMap", "configMapKeyRef"), ("Secret", "secretKeyRef")):
            source = at(entry, "valueFrom", field)
            key = text(source, "key")
            yield from _one(kind, source, "name", keys=(key,) if key is not None else ())
    for entry in items(container, "envFrom"):
        yield from _one("ConfigMap", at(entry, "configMapRef"), "name")
        yield from _one("Secret", at(entry, "secretRef"), "name")


def _of_volume(volume: Any) -> Iterator[Reference]:
    yield from _one("ConfigMap", at(volume, "configMap"), "name", keys=_keys(at(volume, "configMap")))
    yield from _one("Secret", at(volume, "secret"), "secretName", keys=_keys(at(volume, "secret")))
    yield from _one("PersistentVolumeClaim", at(volume, "persistentVolumeClaim"), "claimName")
    for source in items(volume, "projected", "sources"):
        yield from _one("ConfigMap", at(source, "configMap"), "name", keys=_keys(at(source, "configMap")))
        yield from _one("Secret", at(source, "secret"), "name", keys=_keys(at(source, "secret")))


def references(one: Object) -> Iterator[Reference]:
    """Yield every object a workload needs before its Pods can become ready."""
    template = template_of(one)
    spec = mapping(template, "spec")
    for container in containers_of(template).values():
        yield from _of_container(container)
    for volume in items(spec, "volumes"):
        yield from _of_volume(volume)
    yield from _one("ServiceAccount", spec, "serviceAccountName")
    yield from _one("PriorityClass", spec, "priorityClassName")
    if one.is_a("HorizontalPodAutoscaler"):
        target = at(one.data, "spec", "scaleTargetRef")
        kind = text(target, "kind")
        if kind in ("Deployment", "StatefulSet", "ReplicaSet"):
            yield from _one(str(kind), target, "name")
    if one.is_a("Ingress"):
        for rule in items(one.data, "spec", "rules"):
            for path in items(rule, "http", "paths"):
                yield from _one("Service", at(path, "backend", "service"), "name")
        yield from _one("Service", at(one.data, "spec", "defaultBackend", "service"), "name")
    if one.type.kind in ("HTTPRoute", "GRPCRoute"):
        for rule in items(one.data, "spec", "rules"):
            for backend in items(rule, "backendRefs"):
                if at(backend, "namespace") is None and str(at(backend, "kind") or "Service") == "Service":
                    yield from _one("Service", backend, "name")


def keys_of(one: Object) -> set[str] | None:
    """Return the keys a ConfigMap or Secret holds; None where they are not all known."""
    if one.blurred:
        return None
    known = {key for field in ("data", "stringData", "binaryData") for key in mapping(one.data, field)}
    return None if any(key.unknown for key in known if isinstance(key, Text)) else {str(key) for key in known}


@dataclass(frozen=True, slots=True)
class Port:
    """A port of a container or Service: its number, and its name or an empty text."""

    number: str
    name: str


def pod_ports(template: Any) -> list[Port] | None:
    """Return the ports the containers of a Pod declare; None where one of them declares none."""
    spec = mapping(template, "spec")
    found: list[Port] = []
    for container in items(spec, "containers"):
        ports = items(container, "ports")
        if not ports:
            return None
        found += [Port(str(text(port, "containerPort") or ""), str(text(port, "name") or "")) for port in ports]
    for container in items(spec, "initContainers"):
        ports = items(container, "ports")
        found += [Port(str(text(port, "containerPort") or ""), str(text(port, "name") or "")) for port in ports]
    return found or None


def service_ports(one: Object) -> list[Port] | None:
    """Return the ports of a Service; None where they are not known."""
    ports = items(one.data, "spec", "ports")
    found = [Port(str(text(port, "port") or ""), str(text(port, "name") or "")) for port in ports]
    return found if found and not one.blurred else None
