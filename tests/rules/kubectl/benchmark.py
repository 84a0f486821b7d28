"""Corpora of snippets as pages hold them: what is right must draw nothing, what is wrong is found where it is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kakehashi.engine import Report, check_site
from kakehashi.finding import Finding
from kakehashi.pages.page import scan
from kakehashi.pages.source import Source
from kakehashi.settings import Settings

ROOMS = ("kubectl/", "aws/", "tools/")
_EXPECTED = re.compile(r"\s*<!-- (?P<rule>[a-z]+/[a-z-]+): (?P<hint>.+) -->$")
_FENCE = re.compile(r"\s*`{3,}")


@dataclass(frozen=True)
class Planted:
    """One mistake: its rule, what is said of it, its place (from 1) and the text at fault."""

    rule: str
    hint: str
    line: int
    column: int
    text: str


def planted(text: str) -> tuple[str, list[Planted]]:
    """The page without brackets, and the mistakes that stood in them."""
    lines, found, waiting = list[str](), list[Planted](), list[tuple[str, str]]()
    for number, line in enumerate(text.split("\n"), 1):
        expected = _EXPECTED.match(line)
        if expected:
            waiting.append((expected["rule"], expected["hint"]))
        while "⟦" in line:
            start = line.index("⟦")
            end = line.index("⟧")
            word = line[start + 1 : end]
            line = line[:start] + word + line[end + 1 :]
            quoted = len(word) > 1 and word[0] == word[-1] and word[0] in "'\""
            rule, hint = waiting.pop(0)
            found.append(Planted(rule, hint, number, start + 1 + quoted, word[1:-1] if quoted else word))
        lines.append(line)
    assert not waiting, waiting
    return "\n".join(lines), found


def checked(folder: Path, text: str) -> Report:
    """Check a page with every rule."""
    (folder / "page.md").write_text(text, "utf-8")
    return check_site(folder, settings=Settings(), shown="")


def blocks(text: str) -> int:
    """How many fenced blocks a page holds."""
    return len(scan(Source("page.md", text)).fences)


def matches(one: Planted, finding: Finding) -> bool:
    """Whether a finding is the one expected, at the exact place, and says what it should."""
    told = f"{finding.message.en} {finding.suggestion.en if finding.suggestion else ''}"
    span = finding.span
    at = span.line == one.line and one.column <= span.column < one.column + len(one.text)
    whole = span.end_line == one.line and span.end_column <= one.column + len(one.text)
    return finding.rule == one.rule and at and whole and one.hint in told


def missed(mistakes: list[Planted], findings: Iterator[Finding]) -> tuple[list[Planted], list[Finding]]:
    """The mistakes that no finding names, and findings of the rooms of commands that name no mistake."""
    left = [finding for finding in findings if finding.rule.startswith(ROOMS)]
    lacking = []
    for one in mistakes:
        hit = next((finding for finding in left if matches(one, finding)), None)
        if hit is None:
            lacking.append(one)
        else:
            left.remove(hit)
    return lacking, left
