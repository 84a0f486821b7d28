"""Pages for tests about labs, from their commands and files."""

from __future__ import annotations

from pathlib import Path

from kakehashi.lab.session import Session, session_of
from kakehashi.pages.page import Page, scan
from kakehashi.pages.site import documentation_root, read_site
from kakehashi.pages.source import from_bytes

SITE = Path(__file__).parent / "site"
FRONT = "platform: kind, cluster: ecs2k8s, namespace: demo, tools: [kubectl, kind, docker, jq, curl, helm, git, watch]"
WEB = """apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: app
          image: public.ecr.aws/nginx/nginx:1.29
          ports: [{name: http, containerPort: 80}]
"""


def page_of(text: str) -> Page:
    """Scan a text as a page."""
    return scan(from_bytes("lab.md", text.encode()))


def block(text: str, language: str = "bash", **attributes: str) -> str:
    """Return a fenced block."""
    shown = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"```{{.{language}{shown}}}\n{text.rstrip()}\n```\n"


def follow(*blocks: str, front: str = FRONT) -> Session:
    """Follow a lab of these blocks."""
    session = session_of(page_of("\n".join([f"---\nlab: {{{front}}}\n---\n", *blocks])))
    assert session is not None
    return session


def commands(text: str, *, front: str = FRONT, files: dict[str, str] | None = None) -> Session:
    """Follow commands between making a namespace and deleting it."""
    made = [block(content, "yaml", title=name) for name, content in {"web.yaml": WEB, **(files or {})}.items()]
    begin = "kubectl create namespace demo\nkubectl config set-context --current --namespace demo"
    end = "kubectl config set-context --current --namespace default\nkubectl delete namespace demo"
    return follow(block(begin), *made, block(text), block(end), front=front)


def site_page(name: str, language: str = "en") -> Page:
    """Return a page of the test site."""
    path = SITE / language / "hands-on-labs" / f"{name}.md"
    site = read_site(documentation_root(path), "", [path])
    return next(site.pages[one] for one in site.wanted)


def told(session: Session) -> list[str]:
    """The troubles of a session, short."""
    return [f"{one.kind}: {one.name}" for one in session.troubles]
