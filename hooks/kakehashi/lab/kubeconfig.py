"""A kubeconfig that holds one context and nothing else, so that no command can reach another cluster."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import yaml

_FILES = ("certificate-authority", "client-certificate", "client-key", "tokenFile")


class NoContextError(Exception):
    """The context is not in the kubeconfig, or the kubeconfig cannot be read; the text says which."""


def _read(path: Path) -> dict[str, Any]:
    try:
        data = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        raise NoContextError(f"{path}: {error}") from error
    return data if isinstance(data, dict) else {}


def _named(files: list[tuple[Path, dict[str, Any]]], field: str, name: str) -> tuple[Path, dict[str, Any]] | None:
    for path, data in files:
        for entry in data.get(field) or ():
            if isinstance(entry, dict) and entry.get("name") == name:
                return path, entry
    return None


def _absolute(path: Path, entry: dict[str, Any], field: str) -> dict[str, Any]:
    inner = dict(entry.get(field) or {})
    for key in _FILES:
        if isinstance(inner.get(key), str):
            inner[key] = str((path.parent / inner[key]).resolve())
    return {**entry, field: inner}


def only(context: str, variable: str) -> str:
    """Return a kubeconfig with one context.

    Args:
        context: Its name.
        variable: The value of ``KUBECONFIG``: one or more paths.

    Returns:
        The text; its current context is *context*, its namespace the default one.

    Raises:
        NoContextError: A file cannot be read, or none holds the context with its cluster and user.
    """
    paths = [Path(part).expanduser() for part in variable.split(os.pathsep) if part]
    files = [(path, _read(path)) for path in paths if path.exists()]
    found = _named(files, "contexts", context)
    inner = found[1].get("context") if found else None
    if not isinstance(inner, dict):
        raise NoContextError(context)
    cluster = _named(files, "clusters", str(inner.get("cluster")))
    user = _named(files, "users", str(inner.get("user")))
    if cluster is None or user is None:
        raise NoContextError(context)
    whole = {
        "apiVersion": "v1",
        "kind": "Config",
        "current-context": context,
        "contexts": [{"name": context, "context": {"cluster": inner["cluster"], "user": inner["user"]}}],
        "clusters": [_absolute(*cluster, "cluster")],
        "users": [_absolute(*user, "user")],
    }
    return yaml.safe_dump(whole, sort_keys=True)
