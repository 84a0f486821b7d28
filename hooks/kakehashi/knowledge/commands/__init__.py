"""What command-line tools accept: words of one command in, a verdict out.

`check` is the way in. Each tool's grammar is read when a command of that tool is first met.
"""

from __future__ import annotations

import importlib
import shlex
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from .model import Checker, Context, Problem, Status, Verdict, Word, words_of
from .shell import shell_words

__all__ = [
    "Checker",
    "Context",
    "Problem",
    "Status",
    "Verdict",
    "Word",
    "check",
    "inner_command",
    "version_of",
    "words_of",
]

_COBRA = ("docker", "etcdctl", "etcdutl", "kind", "kustomize", "helm", "eksctl", "crictl", "minikube")
_OPTIONS = ("curl", "journalctl", "openssl", "jq", "nslookup")
_JQ_VERSION, _NSLOOKUP_VERSION = "1.8", "9.20"
_FOREVER = 3  # how many aliases may lead to one another
TOOLS = ("kubectl", "aws", *_COBRA, *_OPTIONS)


@cache
def _checker(tool: str) -> Checker | None:
    """The checker of a tool, its module loaded now; None for an unknown tool or one whose module is not installed."""
    if tool in _COBRA:
        from .cobra_tools import check as check_cobra

        return lambda words, context: check_cobra(tool, words, context)
    if tool in _OPTIONS:
        found: Checker = getattr(importlib.import_module(".options", __name__), f"check_{tool}")
        return found
    if tool in ("kubectl", "aws"):
        whole: Checker = importlib.import_module(f".{tool}", __name__).check
        return whole
    return None


@cache
def version_of(tool: str) -> str:
    """The version of the tool that its commands are judged by, "" for a tool without a grammar."""
    from .cobra_tools import grammar
    from .grammar import load

    fixed = {"jq": _JQ_VERSION, "nslookup": _NSLOOKUP_VERSION}
    if tool in fixed:
        return fixed[tool]
    if tool in _COBRA:
        return grammar(tool).version
    if tool in ("kubectl", *_OPTIONS):
        return load(tool).version
    if tool == "aws":
        told: Callable[[], str] | str = getattr(importlib.import_module(".aws", __name__), "version", "")
        return told() if callable(told) else told
    return ""


def _expand(words: Sequence[Word], context: Context) -> tuple[tuple[Word, ...], int]:
    """The words with an alias replaced, and how many words the alias brought besides the first."""
    current, added = tuple(words), 0
    for _ in range(_FOREVER):
        alias = context.aliases.get(current[0].text) if current else None
        if not alias:
            break
        try:
            parts = shlex.split(alias)
        except ValueError:
            break
        if not parts or parts[0] == current[0].text:
            break
        current = (*words_of(*parts), *current[1:])
        added += len(parts) - 1
    return current, added


def _settled(problems: Iterator[Problem], added: int) -> tuple[Problem, ...]:
    """The problems with their indices counted in the words as written; those inside an alias point at its name."""
    if not added:
        return tuple(problems)
    return tuple(replace(problem, index=max(0, problem.index - added)) for problem in problems)


def _unlisted(tool: str, words: Sequence[Word]) -> str | None:
    """The part of a tool that a command uses and of which nothing is known, such as `aws glue`."""
    if tool == "aws":
        from .aws import unchecked

        return unchecked(words)
    if tool in _COBRA:
        from .cobra_tools import unlisted

        return unlisted(tool, words)
    return None


def check(words: Sequence[Word], context: Context | None = None) -> Verdict:
    """Judge one command: its words, the command name first, without redirections. Never raises on bad input."""
    context = context or Context()
    if not words or words[0].dynamic:
        return Verdict("shell" if not words else "unchecked", words[0].text if words else "")
    expanded, added = _expand(words, context)
    tool = expanded[0].text.rpartition("/")[2] or expanded[0].text
    if tool == "kubectl":
        from . import kubectl

        if kubectl.is_plugin(expanded):
            return Verdict("unchecked", f"kubectl {kubectl.plugin_name(expanded)}")
    checker = _checker(tool)
    unlisted = _unlisted(tool, expanded) if checker else None
    if unlisted:
        return Verdict("unchecked", unlisted)
    if checker is None:
        return Verdict("shell" if tool in shell_words() or "=" in tool else "unchecked", tool)
    return Verdict("checked", tool, version_of(tool), _settled(checker(expanded, context), added))


def inner_command(words: Sequence[Word]) -> int | None:
    """Index of the first word of a command that this command runs elsewhere (`kubectl exec POD -- CMD`, `docker exec
    CONTAINER CMD`), None without one.
    """
    tool = words[0].text.rpartition("/")[2] if words else ""
    if tool == "kubectl":
        from . import kubectl

        return kubectl.inner_command(words)
    if tool in ("docker", "crictl", "minikube"):
        from .cobra_tools import inner_command as inner

        return inner(tool, words)
    return None
