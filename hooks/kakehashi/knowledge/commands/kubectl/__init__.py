"""kubectl: judges a command by the grammar in its snapshot and by what its sources demand beyond that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from kakehashi.knowledge.commands import cobra
from kakehashi.knowledge.commands.grammar import Grammar, load, snapshots
from kakehashi.knowledge.commands.model import Context, Problem, Word
from kakehashi.knowledge.commands.shell import words_in

from . import changes, create, flag_values, history, outputs, pairs, settings, workloads
from .case import Case

_RULES = {**changes.RULES, **pairs.RULES, **workloads.RULES, **settings.RULES}
# Commands with sub-commands whose other words are arguments all the same.
_TAKES_ARGUMENTS = frozenset(("apply", "cluster-info", "completion"))
# Commands that the help pages do not list.
_NOT_IN_HELP = frozenset(("help", "options", "alpha", "__complete", "__completeNoDesc"))
# Commands that take a "--" followed by words that are not kubectl's.
_TAKES_COMMAND = frozenset(("exec", "run", "debug", "create deployment", "create job", "create cronjob"))


def grammar() -> Grammar:
    """The grammar that commands are judged by: the newest snapshot."""
    return load("kubectl")


def plugin_name(words: Sequence[Word]) -> str:
    """The first word that is not a flag: the plugin's name, when there is one."""
    found = cobra.find(words, grammar())
    return words[found.stray].text if found.stray is not None and not found.command.path else ""


def is_plugin(words: Sequence[Word]) -> bool:
    """Whether the command calls a well-known plugin, of which nothing more is known."""
    if len(words) > 1 and words[1].text in grammar().root.children:
        return False
    return plugin_name(words).replace("-", "_") in _plugins()


@cache
def _plugins() -> frozenset[str]:
    """Names of well-known plugins: their commands are no mistakes, but nothing is known of their flags."""
    return frozenset(name.replace("-", "_") for name in words_in("kubectl-plugins.txt"))


def added_after(command: str, flag: str | None = None) -> str | None:
    """The oldest stored version of kubectl, if it lacks this command (or this flag of it) and the newest has it; else
    None.
    """
    newest, oldest = load("kubectl"), load("kubectl", 0)
    now, before = newest.commands.get(command), oldest.commands.get(command)
    has_now = now is not None and (flag is None or flag in now.flags)
    had_before = before is not None and (flag is None or flag in before.flags)
    return oldest.version if has_now and not had_before else None


def inner_command(words: Sequence[Word]) -> int | None:
    """Index of the first word of the command that kubectl runs in a container (after "--"), None without one."""
    found = cobra.find(words, grammar())
    if found.command.name not in _TAKES_COMMAND:
        return None
    at = next((index for index, word in enumerate(words) if word.text == "--" and index > found.word), None)
    return at + 1 if at is not None and at + 1 < len(words) else None


def check(words: Sequence[Word], context: Context) -> Iterator[Problem]:
    """The problems of one kubectl command."""
    tree = grammar()
    found = cobra.find(words, tree)
    if found.dynamic and (not found.command.path or found.command.children):
        return
    if found.stray is not None and found.command.name not in _TAKES_ARGUMENTS:
        graduated = _graduated(words, found)
        if graduated is not None:
            yield graduated
        elif found.command.path or words[found.stray].text not in _NOT_IN_HELP:
            yield _unknown_command(words, found)
        elif words[found.stray].text == "help":
            yield from cobra.check_flags("kubectl", tree, found.command, cobra.read(words, found, underscores=True))
        return
    parsed = cobra.read(words, found, underscores=True)
    case = Case(tuple(words), context, tree, found, parsed)
    yield from _check_case(case)


def _check_case(case: Case) -> Iterator[Problem]:
    parsed = case.parsed
    for problem in cobra.check_flags("kubectl", case.grammar, case.command, parsed):
        yield _with_history(case, problem)
    yield from _deprecated(case)
    if parsed.has("help"):
        return
    yield from flag_values.check(case)
    yield from outputs.check(case)
    yield from cobra.check_required("kubectl", case.found, parsed)
    if case.name == "create" or case.name.startswith("create "):
        yield from create.check(case)
    elif rule := _RULES.get(case.name):
        yield from rule(case)


def _graduated(words: Sequence[Word], found: cobra.Found) -> Problem | None:
    """`kubectl alpha X`, where X has become a command of its own."""
    at = (found.stray or 0) + 1
    if found.command.path or words[at - 1].text != "alpha" or at >= len(words):
        return None
    past = history.REMOVED_COMMANDS.get(f"alpha {words[at].text}")
    if past is None:
        return None
    en, ja = f"`kubectl alpha {words[at].text}` no longer exists", f"`kubectl alpha {words[at].text}` はもうありません"
    return Problem(at, "kubectl/removed-command", en, ja, past.en, past.ja)


def _unknown_command(words: Sequence[Word], found: cobra.Found) -> Problem:
    assert found.stray is not None
    text = words[found.stray].text
    path = " ".join((*found.command.path, text))
    past = history.REMOVED_COMMANDS.get(path)
    problem = cobra.unknown_command("kubectl", words, found)
    if past:
        since = f" (removed in {past.since})" if past.since else ""
        since_ja = f"（{past.since} で削除）" if past.since else ""
        return replace(
            problem,
            rule="kubectl/removed-command",
            en=f"`kubectl {path}` no longer exists{since}",
            ja=f"`kubectl {path}` はもうありません{since_ja}",
            suggestion_en=past.en,
            suggestion_ja=past.ja,
            replacement=None,
        )
    other = history.OTHER_NAMES.get(text) if not found.command.path else None
    if other:
        return replace(
            problem,
            suggestion_en=f"Use `kubectl {other}`",
            suggestion_ja=f"`kubectl {other}` を使います",
            replacement=None,
        )
    return problem


def _with_history(case: Case, problem: Problem) -> Problem:
    """An unknown flag that once existed is told as such."""
    if problem.rule != "kubectl/unknown-flag":
        return problem
    name = case.text(problem.index)[2:].partition("=")[0].replace("_", "-")
    past = history.past_flag(case.name, name, known=False)
    if past is None and len(snapshots("kubectl")) > 1:
        older = load("kubectl", 0)
        before = older.commands.get(case.name)
        if before is not None and name in before.flags:
            past = history.Past("", "Leave it out", "省きます")
            since = f"after {older.version}"
            return replace(
                problem,
                rule="kubectl/removed-flag",
                en=f"`--{name}` was removed {since}",
                ja=f"`--{name}` は {older.version} より後に削除されました",
                suggestion_en=past.en,
                suggestion_ja=past.ja,
                replacement=None,
            )
    if past is None:
        return problem
    since = f" in {past.since}" if past.since else ""
    since_ja = f" {past.since} で" if past.since else ""
    return replace(
        problem,
        rule="kubectl/removed-flag",
        en=f"`--{name}` was removed from `kubectl {case.name}`{since}",
        ja=f"`kubectl {case.name}` の `--{name}` は{since_ja}削除されました",
        suggestion_en=past.en,
        suggestion_ja=past.ja,
        replacement=past.flag,
    )


def _deprecated(case: Case) -> Iterator[Problem]:
    for given in case.parsed.given:
        flag = given.flag
        past = history.past_flag(case.name, flag.name, known=True)
        if past is None and not flag.deprecated:
            continue
        en, ja = f"`--{flag.name}` is deprecated", f"`--{flag.name}` は非推奨です"
        if past and past.since:
            en, ja = f"{en} since Kubernetes {past.since}", f"`--{flag.name}` は Kubernetes {past.since} から非推奨です"
        suggestion = (past.en, past.ja) if past else None
        yield case.problem(given.index, "deprecated-flag", en, ja, suggestion, past.flag if past else None, "warning")
