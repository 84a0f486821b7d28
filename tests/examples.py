"""Lays the example of a rule out as files and checks it."""

from __future__ import annotations

from pathlib import Path

from kakehashi.engine import Report, check_site
from kakehashi.rule import Example, Rule, Subject
from kakehashi.settings import Settings

LANGUAGE_ORDER = ("yaml", "bash", "json", "jsonc", "text")


def lay_out(folder: Path, rule: Rule, example: Example) -> None:
    """Write *example* below *folder* in the form its rule's subject calls for."""
    if rule.subject in (Subject.SNIPPET, Subject.BATCH) and isinstance(example, str):
        language = next((one for one in LANGUAGE_ORDER if one in rule.languages), "text")
        fence = "````" if "```" in example else "```"
        example = f"{fence}{language}\n{example.rstrip(chr(10))}\n{fence}\n"
    files = example if isinstance(example, dict) else {"page.md": example}
    for name, content in files.items():
        path = folder / name
        if name.endswith("/"):
            path.mkdir(parents=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def check_example(folder: Path, rule: Rule, example: Example, settings: Settings | None = None) -> Report:
    """Check *example* with every rule."""
    lay_out(folder, rule, example)
    return check_site(folder, settings=settings or Settings(), shown="")
