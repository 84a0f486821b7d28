"""A lab page followed from its first block to its last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kakehashi.finding import Words
from kakehashi.pages.lines import Line
from kakehashi.pages.page import Page
from kakehashi.pages.snippet import Snippet

from .clusters import start
from .context import reasons
from .declaration import Declaration, Fault, read_declaration
from .ending import finish
from .files import File
from .place import Text, Trouble, of_line
from .running import run_statement
from .state import Change, State, Unfollowed
from .statements import Statement, statements

_FILE_NAME = re.compile(r"[\w.@~+-][\w.@~+/-]*")
_CREATES_CLUSTER = re.compile(r"\b(?:kind create cluster|minikube start|eksctl create cluster)\b")
_FAILS = re.compile(
    r"^(?:error\b|Error\b|The \w+ \".*\" is invalid|command terminated with exit code)"
    r"|NotFound|[Nn]ot [Ff]ound|[Nn]o resources? found"
    r"|forbidden|denied|timed out waiting|exceeded its progress deadline|no matching resources",
    re.MULTILINE,
)
_NOT_FOUND = re.compile(
    r"(?:secret|configmap|persistentvolumeclaim|serviceaccount)s? \\?\"(?P<name>[\w./-]+?)\\?\" not found",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Step:
    """One thing the reader does.

    Args:
        number: Counted from 1.
        line: The line of the page.
        fence: The block it stands in.
        statement: What is pasted, or None where a file is made from the block.
        title: The file that is made, or None.
        changes: Its effects.
        files: How many files there were before, and are after.
        objects: How many objects of the page there were before, and are after.
        fails: Whether the page shows that it fails.
        shown: The output the page shows after it.
        shown_at: The line of that output.
    """

    number: int
    line: int
    fence: Snippet
    statement: Statement | None
    title: str | None
    changes: tuple[Change, ...]
    files: tuple[int, int]
    objects: tuple[int, int]
    fails: bool = False
    shown: tuple[Line, ...] | None = None
    shown_at: int = 0

    @property
    def text(self) -> str:
        """What the reader pastes; for a file its name."""
        return self.statement.text if self.statement is not None else str(self.title)


@dataclass(frozen=True)
class Session:
    """A page that was followed.

    Args:
        declaration: What it promises.
        faults: What is wrong with that.
        steps: What the reader does, in order.
        troubles: What the reader would trip over, in the order it was met.
        unfollowed: What could not be followed, by line.
        creates_cluster: Whether the page makes its own cluster.
    """

    declaration: Declaration
    faults: tuple[Fault, ...]
    steps: tuple[Step, ...]
    troubles: tuple[Trouble, ...]
    unfollowed: tuple[Unfollowed, ...]
    creates_cluster: bool


def is_file(fence: Snippet) -> bool:
    """Whether a block is a file the reader makes: it has a title that reads like a path."""
    title = fence.title
    if not title or not _FILE_NAME.fullmatch(title):
        return False
    return "." in title.strip(".") or "/" in title or title in ("Dockerfile", "Makefile", "Kustomization")


def _title(fence: Snippet) -> Text:
    title = fence.title or ""
    line = fence.opening.line
    at = line.text.find(title, line.text.find("title"))
    return Text(title, of_line(line, max(at, 0), max(at, 0) + len(title)))


class _Follower:
    def __init__(self, page: Page, declaration: Declaration, faults: tuple[Fault, ...]) -> None:
        self.page = page
        self.skipped = reasons(page, declaration.platform)
        self.state = State(declaration)
        self.faults = faults
        self.steps: list[Step] = []
        shells = [
            fence.text
            for index, fence in enumerate(page.fences)
            if fence.language == "bash" and index not in self.skipped
        ]
        self.creates_cluster = any(_CREATES_CLUSTER.search(text) for text in shells)
        self.state.shown_missing = {
            match["name"]
            for fence in page.fences
            if fence.language == "text"
            for match in _NOT_FOUND.finditer(fence.text)
        }
        if self.creates_cluster:
            self.state.cluster = False
        else:
            start(self.state, str(declaration.cluster or "kind"), None)

    def counts(self) -> tuple[int, int]:
        objects = sum(one.source == "page" for one in self.state.world.objects.values())
        return len(self.state.files.files), objects

    def output_after(self, index: int) -> Snippet | None:
        """The block of shown output that belongs to a block of commands."""
        if index + 1 >= len(self.page.fences) or index + 1 in self.skipped:
            return None
        following = self.page.fences[index + 1]
        if following.language != "text" or is_file(following):
            return None
        first, last = self.page.fences[index].opening.line.number, following.opening.line.number
        if any(first < heading.line.number < last for heading in self.page.headings):
            return None
        return following

    def follow(self) -> Session:
        for index, fence in enumerate(self.page.fences):
            self.state.line = fence.opening.line.number
            if fence.language in ("text", "mermaid", "") and not is_file(fence):
                continue
            reason = self.skipped.get(index) or (
                Words(f"skipped: {fence.skip}", f"除外: {fence.skip}") if fence.skip else None
            )
            if reason is not None:
                if fence.language in ("bash", "console") or is_file(fence):
                    self.state.skip(reason.en, reason.ja)
                continue
            if is_file(fence):
                self.file(fence)
            elif fence.language in ("bash", "console"):
                self.commands(index, fence)
        finish(self.state)
        state = self.state
        unfollowed = tuple(sorted(state.unfollowed, key=lambda one: one.line))
        return Session(
            state.declaration, self.faults, tuple(self.steps), tuple(state.troubles), unfollowed, self.creates_cluster
        )

    def file(self, fence: Snippet) -> None:
        before = self.counts()
        self.state.changes = []
        title = _title(fence)
        self.state.write(title, File(fence.lines, False, title.place))
        self.add(fence, None, before, str(title))

    def commands(self, index: int, fence: Snippet) -> None:
        found, understood = statements(fence)
        if not understood:
            self.state.skip("the shell text was not understood", "シェルの文を解釈できません")
        output = self.output_after(index)
        fails = output is not None and bool(_FAILS.search(output.text))
        for number, statement in enumerate(found):
            before = self.counts()
            self.state.changes = []
            self.state.line = fence.lines[statement.first - 1].number if fence.lines else fence.opening.line.number
            self.state.failing = fails
            run_statement(self.state, fence, statement)
            self.state.failing = False
            last = number == len(found) - 1
            self.add(fence, statement, before, None, fails, output if last else None)

    def add(self, fence: Snippet, statement: Statement | None, before: tuple[int, int], title: str | None,
            fails: bool = False, output: Snippet | None = None) -> None:  # fmt: skip
        after = self.counts()
        line = fence.opening.line.number
        if statement is not None:
            self.state.observe()
            first = next((command.words[0].line for command, _ in statement.commands), statement.last)
            line = fence.lines[first - 1].number
        self.steps.append(
            Step(
                len(self.steps) + 1, line, fence, statement, title, tuple(self.state.changes), (before[0], after[0]),
                (before[1], after[1]), fails, output.lines if output is not None else None,
                output.opening.line.number if output is not None else 0,
            )
        )  # fmt: skip


@lru_cache(maxsize=64)
def session_of(page: Page) -> Session | None:
    """Follow a page; None where it is no lab. Each page is followed once."""
    declaration, faults = read_declaration(page)
    return _Follower(page, declaration, faults).follow() if declaration is not None else None


def unfollowed(page: Page) -> Iterator[Unfollowed]:
    """Yield what the simulation of a page could not follow, by line; nothing where the page is no lab."""
    session = session_of(page)
    yield from session.unfollowed if session is not None else ()
