"""Asks a real kubectl for its verdict on each command of a list and writes them down.

PYTHONPATH=hooks python tests/knowledge/commands/record.py KUBECTL LIST.txt OUT.json

LIST.txt holds one command a line. A command counts as refused when kubectl fails with anything but trouble at the
(stand-in)
server; what it said is kept with the verdict. Files named with -f or -k are made up in a scratch directory.
"""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import fake_api

MANIFEST = """apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {app: web}}
spec:
  replicas: 1
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: app, image: "nginx:1.29", ports: [{containerPort: 80}]}]}
"""
# Trouble that says nothing about the command line: a server that cannot stream, files, timeouts, other programs.
TROUBLE = re.compile(
    r"unable to upgrade|NotFound|not found|the server could not find|does not exist|no such file|timed out"
    r"|connection refused|no such host|dial tcp|Metrics API not available|deadline exceeded"
    r"|failed to download openapi|the server has asked|an error on the server"
    r"|unable to read URL|network is unreachable|error dialing backend|cannot delete|already exists|not in "
    r"|no context exists|current-context is not set|already has a value|unable to forward"
    r"|unable to find container|no schema found|couldn't find resource for|condition not met|Could not create"
    r"|websocket|bad handshake|container .* is not valid|unexpected EOF|Interrupted|not currently reachable"
    r"|failed to watch|GroupVersion .* not found|no last-applied|couldn't convert|edit.*aborted"
    r"|no original object|error opening|^panic:|Edit cancelled|Forbidden|lost connection|no changes made"
    r"|key .* not found|no rollout history|unable to get|unexpected list response|edited-file"
    r"|Expected replicas|unable to find specified revision|no last revision|is not paused|already paused"
    r"|unable to find one of 'kustomization|does not have a named port|unable to find any kubectl plugins"
    r"|doesn't exist in local|does not have a service port|object has been modified|no valid changes",
    re.MULTILINE,
)
_FILE_FLAGS = (
    "-f",
    "--filename",
    "-k",
    "--kustomize",
    "--from-file",
    "--from-env-file",
    "--patch-file",
    "--cert",
    "--key",
    "--custom",
)


def _invent_files(words: list[str], folder: Path) -> None:
    for at, word in enumerate(words[:-1]):
        flag, equals, value = word.partition("=")
        if flag not in _FILE_FLAGS:
            continue
        for name in (value if equals else words[at + 1]).split(","):
            name = name.split("=")[-1]
            if not name or name.startswith(("/", "-", "http", "..", "<", "$")):
                continue
            if flag in ("-k", "--kustomize"):
                target = folder / name / "kustomization.yaml"
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text("resources: [web.yaml]\n")
                (target.parent / "web.yaml").write_text(MANIFEST)
            elif name.endswith("/") or "." not in name:
                (folder / name).mkdir(parents=True, exist_ok=True)
                (folder / name / "web.yaml").write_text(MANIFEST)
            else:
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                content = MANIFEST if "from" not in flag else "A=1\n"
                (folder / name).write_text('{"spec":{}}' if "patch" in flag else content)


def is_refusal(said: str) -> bool:
    """Whether a failed kubectl's words are about the command line; a bare group's help page is not."""
    if re.search(r"unknown (flag|command|shorthand)|doesn't have a resource type|invalid argument", said):
        return True
    return re.search(r"^(error|Error|fatal)", said, re.MULTILINE) is not None and not TROUBLE.search(said)


def verdict(kubectl: str, line: str, port: int) -> dict[str, Any]:
    """What kubectl says to one command: {"command", "ok", "said"}. A pipe into it is written "stdin | kubectl …"."""
    piped = line.startswith("stdin | ")
    words = shlex.split(line.removeprefix("stdin | "))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        cluster = {"name": "c", "cluster": {"server": f"http://127.0.0.1:{port}"}}
        context = {"name": "c", "context": {"cluster": "c", "user": "u", "namespace": "default"}}
        config = {
            "apiVersion": "v1",
            "kind": "Config",
            "clusters": [cluster],
            "contexts": [context],
            "current-context": "c",
        }
        config["users"] = [{"name": "u", "user": {"token": "t"}}]
        (folder / "config").write_text(json.dumps(config))
        _invent_files(words, folder)
        environment = {"HOME": scratch, "KUBECONFIG": str(folder / "config"), "PATH": "/usr/bin:/bin", "EDITOR": "true"}
        try:
            done = subprocess.run(
                [kubectl, *words[1:]],
                input=MANIFEST if piped else "",
                text=True,
                capture_output=True,
                env=environment,
                cwd=scratch,
                timeout=8,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return {"command": line, "ok": True, "said": "(still running)"}
    said = "\n".join(row for row in done.stderr.strip().splitlines() if not row.startswith(("Warning:", "Flag --")))
    failed = done.returncode != 0
    refused = failed and is_refusal(said)
    return {"command": line, "ok": not refused, "said": said.replace(scratch, ".")[:300] if failed else ""}


def main(kubectl: str, listing: str, out: str) -> None:
    """Record the verdicts of one list."""
    server, port = fake_api.start()
    lines = [
        line.strip() for line in Path(listing).read_text().splitlines() if line.strip() and not line.startswith("#")
    ]
    version = subprocess.run(
        [kubectl, "version", "--client"], capture_output=True, text=True, check=False
    ).stdout.split()[2]
    rows = [verdict(kubectl, line, port) for line in dict.fromkeys(lines)]
    record = {"origin": f"verdicts of kubectl {version} against a stand-in API server", "verdicts": rows}
    Path(out).write_text(json.dumps(record, ensure_ascii=False, indent=0) + "\n")
    server.shutdown()


if __name__ == "__main__":
    main(*sys.argv[1:4])
