"""The session of a lab as a table: each step, and the files and objects before and after it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from kakehashi.finding import Language, Words

from .session import Session, Step

WIDEST = 64
"""Columns of the terminal a command may take."""

_HEADER = (Words("step", "手順"), Words("line", "行"), Words("command", "コマンド"), Words("files", "ファイル"),
           Words("objects", "オブジェクト"), Words("changes", "変化"))  # fmt: skip
_NUMERIC = (0, 1)


def width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _cut(text: str, most: int) -> str:
    if width(text) <= most:
        return text
    out, used = [], 0
    for char in text:
        used += width(char)
        if used > most - 1:
            break
        out.append(char)
    return "".join(out) + "…"


def _command(step: Step, language: Language) -> str:
    if step.statement is None:
        return Words(f"write {step.title}", f"{step.title} を作る").for_reader(language)
    lines = [line.strip() for line in step.text.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    shown = lines[0].removesuffix("\\").rstrip() if lines else ""
    return _cut(f"{shown} …" if len(lines) > 1 else shown, WIDEST)


def _count(pair: tuple[int, int]) -> str:
    return str(pair[0]) if pair[0] == pair[1] else f"{pair[0]} → {pair[1]}"


def _changes(step: Step) -> str:
    shown = [f"{one.sign} {one.what}" for one in step.changes]
    return ", ".join(shown[:4]) + (f", … ({len(shown)})" if len(shown) > 4 else "")


def rows(session: Session, language: Language) -> Iterator[str]:
    """Yield the table of a session, its end, and what was not followed."""
    cells = [[one.for_reader(language) for one in _HEADER]]
    for step in session.steps:
        line = [
            str(step.number),
            str(step.line),
            _command(step, language),
            _count(step.files),
            _count(step.objects),
            _changes(step),
        ]
        cells.append(line)
    widths = [max(width(row[column]) for row in cells) for column in range(len(_HEADER))]
    for row in cells:
        parts = []
        for column, cell in enumerate(row):
            space = " " * (widths[column] - width(cell))
            parts.append(space + cell if column in _NUMERIC else cell + space)
        yield "  ".join(parts).rstrip()
    yield ""
    yield Words(
        f"{len(session.steps)} steps, {len(session.troubles)} problems, {len(session.unfollowed)} not followed",
        f"手順 {len(session.steps)}、問題 {len(session.troubles)}、追えなかったもの {len(session.unfollowed)}",
    ).for_reader(language)
    for one in session.unfollowed:
        reason = one.reason.for_reader(language)
        yield Words(f"  line {one.line}: {reason}", f"  {one.line} 行目: {reason}").for_reader(language)
