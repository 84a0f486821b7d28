"""Source in, drawing or problem out: the cache, the limits, and the process that draws."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import queue
import re
import subprocess
import sys
import threading
from importlib import metadata
from pathlib import Path
from types import TracebackType
from typing import Self

from kakehashi.diagrams.cache import DrawingCache
from kakehashi.diagrams.problem import Drawing, Problem
from kakehashi.diagrams.source import describe, refused_statement, without_comments
from kakehashi.finding import Words

_HERE = Path(__file__).parent
_LOOK = ("graph", "lettering", "measure", "redraw", "sequence", "shapes", "source", "worker")
_LINE = re.compile(r"(?:Parse|Lexical) error on line (\d+)")
_SHOWN = re.compile(r"^Mermaid rendering failed: (?:\w*Error: )?")
_KEY_ROLES = (("aws", "kd-aws"), ("k8s", "kd-k8s"), ("node", "kd-machine"))


class Drawer:
    """Draws diagrams for one build: from the cache, or by a worker process that is started when first needed.

    Never raises for a bad diagram and never waits longer than its limits. Not for use by several threads at once.

    Args:
        cache: The folder of finished diagrams, or None to keep none.
        time_limit: Seconds one diagram may take; the worker is ended when it takes longer.
        start_limit: Seconds the worker may take to start.
    """

    def __init__(self, cache: Path | None, *, time_limit: float = 20.0, start_limit: float = 60.0) -> None:
        self._cache = DrawingCache(cache) if cache else None
        self._time_limit = time_limit
        self._start_limit = start_limit
        self._worker: _Worker | None = None
        self._done: dict[str, Drawing | Problem] = {}

    def draw(self, source: str) -> Drawing | Problem:
        """Return the drawing of a fence's content, or why there is none.

        Args:
            source: The Mermaid text between the fence lines, indentation of the fence removed.
        """
        text = "\n".join(line.rstrip() for line in source.splitlines()).rstrip("\n")
        key = hashlib.sha256(f"{look_version()}\0{text}".encode("utf-8", "replace")).hexdigest()
        done = self._done.get(key)
        if done is None:
            done = self._done[key] = refused_statement(text) or self._drawn(text, key)
        return done

    def close(self) -> None:
        """End the worker process, if there is one; another is started when one is needed again."""
        if self._worker:
            self._worker.end()
            self._worker = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _drawn(self, text: str, key: str) -> Drawing | Problem:
        prefix = f"kd-{key[:8]}"
        svg = self._cache.get(key) if self._cache else None
        if svg is None:
            made = self._made(text, prefix)
            if isinstance(made, Problem):
                return made
            svg = made
            if self._cache:
                self._cache.put(key, svg)
        roles = tuple(role for role, name in _KEY_ROLES if name in svg)
        return Drawing(svg, prefix, roles, describe(text).title)

    def _made(self, text: str, prefix: str) -> str | Problem:
        if self._worker is None:
            worker = _Worker()
            greeting = worker.answer(self._start_limit)
            if "ready" not in greeting:
                worker.end()
                return _problem(greeting, text)
            self._worker = worker
        self._worker.ask(json.dumps({"source": text, "prefix": prefix}))
        answer = self._worker.answer(self._time_limit)
        if "svg" in answer:
            return answer["svg"]
        if answer.get("failed") not in ("syntax", "empty"):
            self.close()
        return _problem(answer, text, self._time_limit)


class _Worker:
    """The worker process and the thread that listens to it, so that waiting can be given up on any platform."""

    def __init__(self) -> None:
        path = os.pathsep.join(part for part in (str(_HERE.parent.parent), os.environ.get("PYTHONPATH", "")) if part)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "kakehashi.diagrams.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": path},
        )
        self._answers: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    def ask(self, request: str) -> None:
        # A worker that has died is noticed when its answer does not come.
        with contextlib.suppress(OSError):
            assert self._process.stdin is not None
            self._process.stdin.write(request + "\n")
            self._process.stdin.flush()

    def answer(self, limit: float) -> dict[str, str]:
        try:
            line = self._answers.get(timeout=limit)
            answer = json.loads(line) if line else {"failed": "crash", "words": ""}
        except queue.Empty:
            return {"failed": "time", "words": ""}
        except ValueError:
            return {"failed": "crash", "words": ""}
        return answer if isinstance(answer, dict) else {"failed": "crash", "words": ""}

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with contextlib.suppress(OSError, ValueError):
            for line in self._process.stdout:
                self._answers.put(line)
        self._answers.put("")


@functools.cache
def look_version() -> str:
    """Return what a drawing depends on besides its source: the library's version and the code that decides the look."""
    try:
        library = metadata.version("mermaidx")
    except metadata.PackageNotFoundError:
        library = "none"
    digest = hashlib.sha256(library.encode())
    for name in _LOOK:
        digest.update((_HERE / f"{name}.py").read_bytes())
    return digest.hexdigest()


def _problem(answer: dict[str, str], text: str, limit: float = 0.0) -> Problem:
    said = answer.get("words", "")
    kind = answer.get("failed", "crash")
    if kind == "library":
        return Problem(
            "library",
            Words(
                f"diagrams cannot be drawn: {said}",
                f"図を描けない。mermaidx が無いか、対応していない版である（{said}）",
            ),
        )
    if kind == "empty":
        return Problem("syntax", Words("the diagram shows nothing", "図に何も描かれていない"), 1)
    if kind == "time":
        return Problem(
            "time",
            Words(
                f"the diagram takes longer than {limit:g} s to draw: make it smaller",
                f"図の描画に {limit:g} 秒より長くかかる。図を小さくする",
            ),
        )
    if kind == "syntax":
        return _syntax_problem(said, text)
    return Problem(
        "crash",
        Words(
            "the renderer stopped while drawing the diagram: simplify it",
            "図の描画中にレンダラーが止まった。図を単純にする",
        ),
    )


def _syntax_problem(said: str, text: str) -> Problem:
    said = _SHOWN.sub("", said)
    found = _LINE.search(said)
    line = None
    if found:
        # Mermaid counts from the first line that is not blank, in a text whose comments were blanked.
        plain = without_comments(text)
        leading = len(plain) - len(plain.lstrip())
        count = len(text.splitlines())
        line = min(int(found.group(1)) + plain[:leading].count("\n"), count)
    detail = _detail(said)
    return Problem(
        "syntax",
        Words(f"Mermaid cannot read the diagram: {detail}", f"Mermaid が図を読めない: {detail}"),
        line,
    )


def _detail(said: str) -> str:
    """Return the telling part of a parser's message on one line."""
    if "produced no output" in said:
        return "it finished without a drawing (no pictures in labels)"
    got = re.search(r"got '([^']*)'", said)
    near = re.search(r"\n(.*)\n-*\^", said)
    if got and near:
        place = near.group(1).strip().removeprefix("...")
        return f"unexpected {got.group(1)} near “{place[-60:]}”"
    return " ".join(said.split()).partition(". ")[0][:160]
