"""A stand-in for a Kubernetes API server, enough for kubectl to run a command to its end: discovery and obliging
answers.

Used only by `record.py`, the maintainer's command that asks a real kubectl for its verdicts.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from kakehashi.knowledge.commands.kubectl.resources import ResourceType, table

_LABELS = {"app": "web"}


def _spec(kind: str) -> dict[str, Any]:
    containers = [
        {"name": "app", "image": "nginx:1.29", "ports": [{"containerPort": 80}]},
        {"name": "web", "image": "nginx:1.29"},
    ]
    template = {"metadata": {"labels": _LABELS}, "spec": {"containers": containers}}
    match kind:
        case "Pod":
            return {"containers": containers, "nodeName": "node-1"}
        case "Service":
            return {"selector": _LABELS, "ports": [{"port": 80, "targetPort": 80}], "type": "ClusterIP"}
        case "CronJob":
            return {"schedule": "* * * * *", "jobTemplate": {"spec": {"template": template}}}
        case "PodTemplate":
            return {}
        case "Deployment" | "StatefulSet" | "DaemonSet" | "ReplicaSet" | "ReplicationController" | "Job":
            selector = _LABELS if kind == "ReplicationController" else {"matchLabels": _LABELS}
            return {"replicas": 1, "selector": selector, "template": template}
        case _:
            return {}


def thing(kind: ResourceType, version: str, name: str, namespace: str) -> dict[str, Any]:
    """An object of this type under this name."""
    meta: dict[str, Any] = {"name": name, "uid": "1", "resourceVersion": "1", "labels": dict(_LABELS), "generation": 1}
    meta["annotations"] = {"kubectl.kubernetes.io/last-applied-configuration": "{}"}
    if kind.namespaced:
        meta["namespace"] = namespace or "default"
    api = f"{kind.group}/{version}" if kind.group else version
    status = {"phase": "Running", "replicas": 1, "readyReplicas": 1, "observedGeneration": 1, "updatedReplicas": 1}
    made = {"apiVersion": api, "kind": kind.kind, "metadata": meta, "spec": _spec(kind.kind), "status": status}
    if kind.kind in ("Role", "ClusterRole"):
        made["rules"] = []
    return made


def _versions(kind: ResourceType) -> tuple[str, ...]:
    return kind.versions or ("v1",)


def _groups() -> dict[str, list[str]]:
    found = dict[str, list[str]]()
    for kind in table().types:
        if kind.group:
            versions = found.setdefault(kind.group, [])
            versions += [version for version in _versions(kind) if version not in versions]
    return {group: sorted(versions, key=lambda v: ("alpha" in v, "beta" in v, v)) for group, versions in found.items()}


def _resources(group: str, version: str) -> Iterator[dict[str, Any]]:
    verbs = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"]
    for kind in table().types:
        if kind.group != group or version not in _versions(kind):
            continue
        row: dict[str, Any] = {"name": kind.plural, "singularName": kind.kind.lower(), "namespaced": kind.namespaced}
        listed = not kind.built_in or "list" in kind.verbs
        row |= {"kind": kind.kind, "verbs": verbs if listed else ["create"]}
        if kind.short:
            row["shortNames"] = list(kind.short)
        if kind.in_all:
            row["categories"] = ["all"]
        yield row
        for sub in ("status", "scale"):
            below = {
                "name": f"{kind.plural}/{sub}",
                "singularName": "",
                "namespaced": kind.namespaced,
                "kind": kind.kind,
            }
            yield below | {"verbs": ["get", "patch", "update"]}
        if kind.plural == "pods" and not group:
            for sub in ("log", "exec", "attach", "portforward", "ephemeralcontainers", "eviction", "resize"):
                yield {
                    "name": f"pods/{sub}",
                    "singularName": "",
                    "namespaced": True,
                    "kind": "Pod",
                    "verbs": ["create", "get"],
                }


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def _say(self, body: Any, code: int = 200) -> None:
        text = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self.send_response(code)
        self.send_header("Content-Type", "text/plain" if isinstance(body, str) else "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def _discover(self, path: str) -> Any:
        groups = _groups()
        if path == "/api":
            return {"kind": "APIVersions", "versions": ["v1"]}
        if path == "/apis":
            rows = [
                {
                    "name": group,
                    "versions": [{"groupVersion": f"{group}/{version}", "version": version} for version in versions],
                    "preferredVersion": {"groupVersion": f"{group}/{versions[0]}", "version": versions[0]},
                }
                for group, versions in groups.items()
            ]
            return {"kind": "APIGroupList", "apiVersion": "v1", "groups": rows}
        if path == "/version":
            return {"major": "1", "minor": "36", "gitVersion": "v1.36.4", "platform": "linux/amd64"}
        parts = path.strip("/").split("/")
        group, version = ("", parts[1]) if parts[0] == "api" else (parts[1], parts[2])
        api = f"{group}/{version}" if group else version
        return {
            "kind": "APIResourceList",
            "apiVersion": "v1",
            "groupVersion": api,
            "resources": list(_resources(group, version)),
        }

    def _answer(self, sent: Any) -> None:
        path = urlsplit(self.path).path
        parts = path.strip("/").split("/")
        if (
            path in ("/api", "/apis", "/version")
            or (parts[0] == "api" and len(parts) == 2)
            or (parts[0] == "apis" and len(parts) == 3)
        ):
            return self._say(self._discover(path))
        if parts[0] in ("livez", "readyz", "healthz", "metrics"):
            return self._say("ok")
        if parts[0] not in ("api", "apis"):
            return self._say(
                {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "NotFound", "code": 404}, 404
            )
        group, version, rest = ("", parts[1], parts[2:]) if parts[0] == "api" else (parts[1], parts[2], parts[3:])
        namespace = ""
        if len(rest) > 2 and rest[0] == "namespaces" and rest[2] not in ("status", "finalize"):
            namespace, rest = rest[1], rest[2:]
        kind = next((kind for kind in table().types if kind.group == group and kind.plural == rest[0]), None)
        if kind is None:
            return self._say(
                {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": "NotFound", "code": 404}, 404
            )
        name = rest[1] if len(rest) > 1 else ""
        sub = rest[2] if len(rest) > 2 else ""
        return self._object(kind, version, name, sub, namespace, sent)

    def _object(self, kind: ResourceType, version: str, name: str, sub: str, namespace: str, sent: Any) -> None:
        if sub == "log":
            return self._say("a line of log\n")
        if sub == "scale":
            meta = {"name": name, "namespace": namespace, "resourceVersion": "1", "uid": "1"}
            return self._say(
                {
                    "kind": "Scale",
                    "apiVersion": "autoscaling/v1",
                    "metadata": meta,
                    "spec": {"replicas": 1},
                    "status": {"replicas": 1},
                }
            )
        if self.command == "POST" and (kind.kind.endswith("Review") or sub == "token"):
            made = thing(kind, version, "", "")
            made["status"] = {
                "allowed": True,
                "userInfo": {"username": "me"},
                "resourceRules": [],
                "nonResourceRules": [],
            }
            if sub == "token":
                made |= {"apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest"}
                made["status"] = {"token": "x", "expirationTimestamp": "2030-01-01T00:00:00Z"}
            return self._say(made)
        if self.command in ("POST", "PUT") and isinstance(sent, dict):
            sent.setdefault("metadata", {}).setdefault("resourceVersion", "2")
            return self._say(sent)
        if self.command == "DELETE":
            return self._say({"kind": "Status", "apiVersion": "v1", "status": "Success"})
        if not name:
            api = f"{kind.group}/{version}" if kind.group else version
            items = [thing(kind, version, "web", namespace)]
            return self._say(
                {"kind": f"{kind.kind}List", "apiVersion": api, "metadata": {"resourceVersion": "1"}, "items": items}
            )
        return self._say(thing(kind, version, name, namespace))

    def _serve(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length) if length else b""
        try:
            sent = json.loads(body) if body else None
        except ValueError:
            sent = None
        self._answer(sent)

    # The base class calls these names.
    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _serve  # noqa: N815


def start() -> tuple[ThreadingHTTPServer, int]:
    """Serve on a free port of 127.0.0.1; returns the server and the port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, server.server_address[1]
