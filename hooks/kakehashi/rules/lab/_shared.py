"""What the rules about labs share: the session of a page, and pages for examples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kakehashi.finding import Complaint, Words
from kakehashi.lab.place import Trouble
from kakehashi.pages.page import Page

if TYPE_CHECKING:
    from kakehashi.lab.session import Session


def session(page: Page) -> Session | None:
    """Return the session of a lab page; None for any other."""
    if not any("lab" in line.text for line in page.front_matter):
        return None
    # The simulation is large, and most pages are no labs.
    from kakehashi.lab.session import session_of

    return session_of(page)


def troubles(page: Page, kind: str) -> Iterator[Trouble]:
    """Yield what a reader who follows the page trips over, of one kind."""
    followed = session(page)
    if followed is not None:
        yield from (one for one in followed.troubles if one.kind == kind)


def complaint(trouble: Trouble, message: Words, suggestion: Words | None = None) -> Complaint:
    """A trouble as a complaint at its word."""
    return Complaint(trouble.place.span, message, suggestion, path=trouble.place.path)


def meant(near: str) -> Words | None:
    """Ask whether something else was meant; None where nothing is near."""
    return Words(f"did you mean `{near}`?", f"`{near}` ではありませんか") if near else None


def known(names: str, en: str, ja: str) -> Words | None:
    """Name what there is; None where that is nothing."""
    return Words(f"{en}: {names}", f"{ja}: {names}") if names else None


def lab(
    commands: str, *, files: tuple[tuple[str, str], ...] = (), front: str = "platform: kind, tools: [kubectl]"
) -> str:
    """Return a lab page for an example: files in front of commands."""
    blocks = [f'```{{.yaml title="{name}"}}\n{text.rstrip()}\n```\n' for name, text in files]
    return "\n".join([f"---\nlab: {{{front}}}\n---\n", *blocks, f"```bash\n{commands.rstrip()}\n```\n"])


DEPLOYMENT = """apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: app
          image: public.ecr.aws/nginx/nginx:1.29
          ports:
            - containerPort: 80
              name: http
"""
"""A Deployment for examples."""
