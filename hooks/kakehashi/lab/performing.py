"""A lab performed on a real cluster: the only part of the project that executes what a page says.

It starts only where a person names the context, works in a directory of its own with a kubeconfig that holds that
context alone, and refuses a namespace that exists already.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kakehashi.finding import Words

from .comparing import unmatched
from .kubeconfig import NoContextError, only
from .script import placeholders, step_text
from .session import Session, Step
from .shell_process import Outcome, Shell

PASSED, FAILED, REFUSED = 0, 1, 2

_MAKES = re.compile(r"\bkind create cluster\b")


class RefusedError(Exception):
    """Nothing was executed; the text says why.

    Args:
        words: The reason.
    """

    def __init__(self, en: str, ja: str) -> None:
        super().__init__(en)
        self.words = Words(en, ja)


@dataclass(frozen=True)
class Performed:
    """One step as it went.

    Args:
        step: The step.
        outcome: What it did.
        missing: Lines of the shown output that did not come.
        ok: Whether it went as the page says.
    """

    step: Step
    outcome: Outcome
    missing: tuple[str, ...]
    ok: bool


@dataclass(frozen=True)
class Plan:
    """What a performance needs.

    Args:
        session: The lab.
        context: The context a person named.
        values: Values of placeholders, by name.
        limit: The time limit of a step, in seconds.
        record: Where transcripts go.
    """

    session: Session
    context: str
    values: Mapping[str, str]
    limit: float
    record: Path


def _environment(plan: Plan, kubeconfig: Path) -> dict[str, str]:
    kept = {
        **os.environ,
        "KUBECONFIG": str(kubeconfig),
        "LC_ALL": "C.UTF-8",
        "PAGER": "cat",
        "AWS_PAGER": "",
        "TERM": "dumb",
    }
    kept.pop("BASH_ENV", None)
    return {**kept, **{variable: plan.values[name] for name, variable in placeholders(plan.session).items()}}


def _isolated(plan: Plan, environment: Mapping[str, str]) -> str:
    """Return the kubeconfig of the performance; empty where the lab makes its cluster itself."""
    try:
        return only(plan.context, environment.get("KUBECONFIG", ""))
    except NoContextError as problem:
        cluster = plan.session.declaration.cluster
        if plan.session.creates_cluster and plan.context == f"kind-{cluster}":
            return ""
        raise RefusedError(
            f"the context {plan.context} is not in KUBECONFIG ({problem})",
            f"コンテキスト {plan.context} は KUBECONFIG にありません（{problem}）",
        ) from problem


def _refuse(plan: Plan) -> None:
    """Refuse what must not be executed."""
    session = plan.session
    if session.faults or session.troubles:
        count = len(session.faults) + len(session.troubles)
        raise RefusedError(
            f"the page has {count} problems; run `kakehashi check` first",
            f"ページに問題が {count} 件あります。先に `kakehashi check` を実行してください",
        )
    lacking = [name for name in placeholders(session) if name not in plan.values]
    if lacking:
        shown = " ".join(f"--set {name}=VALUE" for name in lacking)
        raise RefusedError(f"values are missing: {shown}", f"値が足りません: {shown}")
    if not os.environ.get("KUBECONFIG"):
        raise RefusedError("KUBECONFIG is not set", "KUBECONFIG が設定されていません")


def _program(environment: Mapping[str, str], name: str, *words: str) -> int:
    """Run a program of the reader's and return its exit code."""
    try:
        done = subprocess.run([name, *words], env=dict(environment), capture_output=True, timeout=120, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RefusedError(f"{name} does not answer: {error}", f"{name} が応答しません: {error}") from error
    return done.returncode


def perform(plan: Plan, tell: Callable[[Performed], None]) -> int:
    """Execute a lab on a real cluster.

    Args:
        plan: What, where and how.
        tell: Called after each step.

    Returns:
        0 where everything went as the page says, 1 where not.

    Raises:
        RefusedError: Nothing was executed.
    """
    _refuse(plan)
    isolated = _isolated(plan, os.environ)
    namespace = plan.session.declaration.namespace
    with tempfile.TemporaryDirectory(prefix="kakehashi-lab-") as scratch:
        folder, cwd = Path(scratch, "steps"), Path(scratch, "lab")
        folder.mkdir()
        cwd.mkdir()
        kubeconfig = Path(scratch, "kubeconfig")
        kubeconfig.touch(0o600)
        kubeconfig.write_text(isolated, "utf-8")
        environment = _environment(plan, kubeconfig)
        if namespace is not None and isolated and _program(environment, "kubectl", "get", "namespace", namespace) == 0:
            raise RefusedError(f"the namespace {namespace} exists already", f"Namespace {namespace} はすでにあります")
        done: list[Performed] = []
        with Shell(folder, cwd, environment) as shell:
            try:
                for one in _steps(plan, shell):
                    done.append(one)
                    tell(one)
            finally:
                _transcript(plan, done)
                if not _complete(plan, done):
                    _take_back(plan, done, environment)
    return PASSED if _complete(plan, done) else FAILED


def _complete(plan: Plan, done: list[Performed]) -> bool:
    return len(done) == len(plan.session.steps) and all(one.ok for one in done)


def _take_back(plan: Plan, done: list[Performed], environment: Mapping[str, str]) -> None:
    """Delete the namespace and the cluster that an unfinished performance made itself."""
    declaration = plan.session.declaration
    with contextlib.suppress(RefusedError):
        if declaration.namespace is not None:
            _program(
                environment,
                "kubectl",
                "delete",
                "namespace",
                declaration.namespace,
                "--ignore-not-found",
                "--wait=false",
            )
        if declaration.cluster is not None and any(one.ok and _MAKES.search(one.step.text) for one in done):
            _program(environment, "kind", "delete", "cluster", "--name", declaration.cluster)


def _steps(plan: Plan, shell: Shell) -> Iterator[Performed]:
    names = placeholders(plan.session)
    output = ""
    fence = None
    for step in plan.session.steps:
        outcome = shell.run(step_text(step, names), plan.limit)
        output = outcome.output if step.fence is not fence else output + outcome.output
        fence = step.fence
        missing = tuple(unmatched([line.text for line in step.shown], output)) if step.shown is not None else ()
        went = outcome.code == 0 or (step.fails and outcome.code is not None)
        one = Performed(step, outcome, missing, went and not missing)
        yield one
        if outcome.code is None or not shell.alive or not went:
            return


def plain(one: Performed) -> dict[str, object]:
    """Return a performed step as JSON values."""
    return {
        "step": one.step.number,
        "line": one.step.line,
        "command": one.step.text,
        "exit_code": one.outcome.code,
        "seconds": round(one.outcome.seconds, 2),
        "output": one.outcome.output,
        "missing": list(one.missing),
        "ok": one.ok,
    }


def _transcript(plan: Plan, done: list[Performed]) -> None:
    plan.record.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(plain(one), ensure_ascii=False, sort_keys=True) for one in done]
    Path(plan.record, "transcript.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8")
    text: list[str] = []
    for one in done:
        text += [f"$ {one.step.text}" if one.step.statement else f"# {one.step.title}", one.outcome.output.rstrip("\n")]
        if one.outcome.code is None:
            text.append(f"[no end within {plan.limit:g} s]")
        elif one.outcome.code:
            text.append(f"[exit code {one.outcome.code}]")
        text += [f"[expected] {line}" for line in one.missing]
        text.append("")
    Path(plan.record, "transcript.txt").write_text("\n".join(text), "utf-8")
