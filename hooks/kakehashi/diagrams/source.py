"""Reading Mermaid source as far as the site cares: its type, its text alternative, and what is not allowed in it.

The statements are those of the Mermaid documentation (``accTitle``/``accDescr``: "Accessibility Options"; directives
and front matter: "Configuration"; ``classDef``, ``style``, ``linkStyle``, ``click``: "Flowcharts").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kakehashi.diagrams.problem import Problem
from kakehashi.finding import Words

DiagramKind = Literal["flowchart", "sequence", "state"]
ROLES = ("aws", "k8s", "node", "muted")
LIMIT_BYTES = 20 * 1024

_KINDS: dict[str, DiagramKind] = {
    "flowchart": "flowchart",
    "graph": "flowchart",
    "sequenceDiagram": "sequence",
    "stateDiagram": "state",
    "stateDiagram-v2": "state",
}
_COMMENT = re.compile(r"^\s*%%(?!\{)")
_ROLE_COMMENT = re.compile(r"^\s*%%\s*(\w+)\s*:\s*(.+?)\s*$")
_TITLE = re.compile(r"^[ \t]*accTitle[ \t]*:[ \t]*(.*)$", re.MULTILINE)
_DESCRIPTION = re.compile(r"^[ \t]*accDescr[ \t]*(?::[ \t]*(.*)|\{([^}]*)\})", re.MULTILINE)
# What XML cannot hold, and the byte order mark.
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufeff\ufffe\uffff]")
_QUOTED = re.compile(r'"[^"\n]*"')
_CLASS_MARK = re.compile(r":::([\w-]+)")
_CLASS_STATEMENT = re.compile(r"^\s*class\s+.+\s([\w-]+)\s*;?\s*$")
_LOOK = re.compile(r"^\s*(classDef|linkStyle|style)\b", re.IGNORECASE)
_LINK = re.compile(r"^\s*(click|links?|properties|details)\b(?!\s*[-=.<~(\[{:&])")


@dataclass(frozen=True, slots=True)
class Description:
    """The text alternative of a diagram; an empty text means the writer gave none."""

    title: str
    text: str


def kind_of(source: str) -> tuple[DiagramKind | None, str, int]:
    """Return the diagram type, the word it was written as, and the line of that word (from 1)."""
    for number, line in enumerate(source.splitlines(), start=1):
        if line.strip() and not _COMMENT.match(line):
            word = re.split(r"[\s;]", line.strip(), maxsplit=1)[0]
            return _KINDS.get(word), word, number
    return None, "", 1


def describe(source: str) -> Description:
    """Return the ``accTitle`` and ``accDescr`` of *source*, white space folded."""
    title = _TITLE.search(source)
    text = _DESCRIPTION.search(source)
    return Description(
        title=_folded(title.group(1)) if title else "",
        text=_folded(text.group(1) or text.group(2) or "") if text else "",
    )


def missing_description(source: str) -> Problem | None:
    """Say when *source* lacks the text alternative that carries its content for those who cannot see it.

    Returns:
        A problem of the kind ``description`` at the line of the diagram type, or None when title and text are there.
    """
    found = describe(source)
    lacking = [name for name, text in (("accTitle", found.title), ("accDescr", found.text)) if not text]
    if not lacking:
        return None
    names = " and ".join(lacking)
    names_ja = " と ".join(lacking)
    return Problem(
        "description",
        Words(
            f"the diagram has no {names}: write what it shows, for readers who cannot see it",
            f"図に {names_ja} がない。見えない読者のために、図が示す内容を書く",
        ),
        kind_of(source)[2],
    )


def refused_statement(source: str) -> Problem | None:
    """Say which statement of *source* this site does not allow, if any: the first one, with its line."""
    if len(source.encode("utf-8", "replace")) > LIMIT_BYTES:
        return Problem(
            "size",
            Words(
                f"the diagram is longer than {LIMIT_BYTES // 1024} KB: split it",
                f"図のソースが {LIMIT_BYTES // 1024} KB を超えている。分割する",
            ),
        )
    for number, content in enumerate(source.split("\n"), start=1):
        if _INVISIBLE.search(content):
            return Problem(
                "refused",
                Words("the line holds an invisible control character", "行に目に見えない制御文字がある"),
                number,
            )
    kind, word, line = kind_of(source)
    if not word:
        return Problem("kind", Words("the diagram is empty", "図が空である"), 1)
    for problem in _refusals(source, kind):
        return problem
    if kind is None:
        shown = word[:40]
        return Problem(
            "kind",
            Words(
                f"`{shown}` is not a diagram type of this site: use flowchart, sequenceDiagram or stateDiagram-v2",
                f"`{shown}` はこのサイトの図の種類ではない。flowchart、sequenceDiagram、stateDiagram-v2 のどれかを使う",
            ),
            line,
        )
    return None


def participant_roles(source: str) -> dict[str, str]:
    """Return the role of each participant that a ``%% role: name, name`` comment of a sequence diagram names."""
    roles: dict[str, str] = {}
    for line in source.splitlines():
        found = _ROLE_COMMENT.match(line)
        if found and found.group(1) in ROLES:
            roles.update((name.strip(), found.group(1)) for name in found.group(2).split(",") if name.strip())
    return roles


def without_comments(source: str) -> str:
    """Return *source* with its comments blanked, so that lines named by Mermaid are lines of the fence."""
    return "\n".join("" if _COMMENT.match(line) else line for line in source.splitlines())


def _folded(text: str) -> str:
    return " ".join(text.split())


def _refusals(source: str, kind: DiagramKind | None) -> Iterator[Problem]:
    for number, line in enumerate(source.splitlines(), start=1):
        if _COMMENT.match(line):
            continue
        if "%%{" in line or line.rstrip() == "---":
            yield Problem(
                "refused",
                Words(
                    "no Mermaid settings in a diagram (`%%{…}%%`, front matter): every diagram of the site looks alike",
                    "図の中に Mermaid の設定（`%%{…}%%`、フロントマター）を書かない。どの図も同じ見た目にする",
                ),
                number,
            )
        look = _LOOK.match(line) if kind != "sequence" else None
        if look:
            yield Problem(
                "refused",
                Words(
                    f"no `{look.group(1)}` in a diagram: say what a thing is with `:::aws`, `:::k8s` and their like",
                    f"図に `{look.group(1)}` を書かない。何であるかを `:::aws`、`:::k8s` などで示す",
                ),
                number,
            )
        link = _LINK.match(line) if (kind == "sequence") or line.lstrip().startswith("click") else None
        if link:
            yield Problem(
                "refused",
                Words(
                    f"no `{link.group(1)}` in a diagram: nothing checks links there; link from the text",
                    f"図に `{link.group(1)}` を書かない。図の中のリンクは検査されないので、本文からリンクする",
                ),
                number,
            )
        if kind in ("flowchart", "state"):
            yield from _unknown_roles(line, number)


def _unknown_roles(line: str, number: int) -> Iterator[Problem]:
    bare = _QUOTED.sub('""', line)
    names = _CLASS_MARK.findall(bare)
    statement = _CLASS_STATEMENT.match(bare)
    if statement:
        names.append(statement.group(1))
    for name in names:
        if name not in ROLES:
            known = ", ".join(ROLES)
            yield Problem(
                "refused",
                Words(
                    f"`{name}` is not a role of a diagram element: use one of {known}",
                    f"`{name}` は図の要素の役割ではない。{'、'.join(ROLES)} のどれかを使う",
                ),
                number,
            )
