"""What the grammars of tools say about the commands of a snippet, asked once a snippet and shared by all rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from kakehashi.finding import Complaint, Severity, Words
from kakehashi.knowledge.commands import Context, Problem, Verdict, Word, check

from .commands import FoundCommand, commands_in, is_shell
from .snippet import Snippet

_RENAMED = frozenset(("kubectl/removed-flag", "kubectl/deprecated-flag"))
"""Rules whose replacement is what the tool's makers say, and so may be put in without asking."""


@lru_cache(maxsize=4096)
def _ask(words: tuple[Word, ...], reads_stdin: bool, aliases: tuple[tuple[str, str], ...]) -> Verdict:
    return check(words, Context(reads_stdin, dict(aliases)))


def verdict_of(command: FoundCommand) -> Verdict:
    """Return the verdict on one command."""
    context = command.context
    return _ask(command.words, context.reads_stdin, tuple(context.aliases.items()))


def verdicts_of(snippet: Snippet) -> tuple[tuple[FoundCommand, Verdict], ...]:
    """Return every command of a snippet with the verdict on it; none where it is not shell."""
    return _verdicts(snippet.text, snippet.language) if is_shell(snippet) else ()


@lru_cache(maxsize=1024)
def _verdicts(text: str, language: str) -> tuple[tuple[FoundCommand, Verdict], ...]:
    return tuple((command, verdict_of(command)) for command in commands_in(text, language))


@lru_cache(maxsize=1024)
def _complaints(text: str, language: str) -> Mapping[str, tuple[Complaint, ...]]:
    found: dict[str, tuple[Complaint, ...]] = {}
    for command, verdict in _verdicts(text, language):
        for problem in verdict.problems:
            rule = rule_of(problem.rule)
            found[rule] = (*found.get(rule, ()), _complaint(command, problem))
    return found


@lru_cache(maxsize=16)
def complaints_of(snippet: Snippet) -> Mapping[str, tuple[Complaint, ...]]:
    """Return what is wrong with the commands of a snippet, by rule: ``kubectl/…``, ``aws/…`` or ``tools/…``."""
    return _complaints(snippet.text, snippet.language) if is_shell(snippet) else {}


def complaints(snippet: Snippet, rule: str) -> Iterator[Complaint]:
    """Return what one rule says about a snippet.

    Args:
        snippet: The snippet.
        rule: The rule's id.
    """
    return iter(complaints_of(snippet).get(rule, ()))


def rule_of(problem: str) -> str:
    """Return the id of the rule that reports a kind of problem: tools other than kubectl and aws share theirs."""
    tool, _, kind = problem.partition("/")
    return problem if tool in ("kubectl", "aws") else f"tools/{kind}"


def _complaint(command: FoundCommand, problem: Problem) -> Complaint:
    located = _narrowed(command, problem)
    suggestion = Words(located.suggestion_en, located.suggestion_ja or "") if located.suggestion_en else None
    return Complaint(
        command.span(located.index, located.start, located.end),
        Words(located.en, located.ja),
        suggestion,
        fix=_fix(command, located),
        severity=Severity(located.severity),
    )


def _narrowed(command: FoundCommand, problem: Problem) -> Problem:
    """A flag that is wrong by its name is marked up to its ``=``."""
    text = command.words[problem.index].text
    whole = problem.start == 0 and problem.end is None
    named = text.startswith("-") and "=" in text and problem.rule.endswith(("-flag", "-flags"))
    if whole and named and "=" not in (problem.replacement or ""):
        return replace(problem, end=text.index("="))
    return problem


def _fix(command: FoundCommand, problem: Problem) -> str | None:
    """The certain correction; none inside quotes, where the shell would have its own say."""
    text = command.words[problem.index].text
    if problem.replacement is None or problem.rule not in _RENAMED or command.quoted(problem.index):
        return None
    # An alias stands in the page for the words the problem is about.
    return None if not text.startswith("-") and problem.start == 0 else problem.replacement
