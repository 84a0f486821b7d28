"""docker, etcdctl, etcdutl, kind, kustomize, helm, eksctl, crictl and minikube:

the common cobra checks plus what is special.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from . import cobra
from .flags import Parsed, parse
from .grammar import Command, Grammar, load
from .hand_tables import TOOLS as BY_HAND
from .hand_tables import hand_grammar, table
from .model import Context, Problem, Word
from .suggest import nearest


@dataclass(frozen=True, slots=True)
class Gone:
    """A command or flag that no longer exists, or that has a new name.

    since: the version; removed: an error, else a warning.
    """

    since: str
    removed: bool
    en: str
    ja: str
    replacement: str | None = None


# Read from the sources of etcd 3.6 and Helm 4.
GONE_COMMANDS: dict[tuple[str, str], Gone] = {
    ("etcdctl", "snapshot status"): Gone(
        "3.6", True, "Use `etcdutl snapshot status`", "`etcdutl snapshot status` を使います"
    ),
    ("etcdctl", "snapshot restore"): Gone(
        "3.6", True, "Use `etcdutl snapshot restore`", "`etcdutl snapshot restore` を使います"
    ),
    ("etcdutl", "backup"): Gone("3.6", True, "Use `etcdctl snapshot save`", "`etcdctl snapshot save` を使います"),
}
GONE_FLAGS: dict[tuple[str, str, str], Gone] = {
    ("helm", "*", "atomic"): Gone(
        "4.0", False, "Use `--rollback-on-failure`", "`--rollback-on-failure` を使います", "--rollback-on-failure"
    ),
    ("helm", "*", "force"): Gone(
        "4.0", False, "Use `--force-replace`", "`--force-replace` を使います", "--force-replace"
    ),
    ("helm", "template", "validate"): Gone(
        "4.0", False, "Use `--dry-run=server`", "`--dry-run=server` を使います", "--dry-run=server"
    ),
    ("helm", "upgrade", "recreate-pods"): Gone(
        "4.0", True, "Use `kubectl rollout restart`", "`kubectl rollout restart` を使います"
    ),
    ("helm", "uninstall", "purge"): Gone("3.0", True, "Leave it out: it is the default", "省きます。既定の動作です"),
    ("helm", "install", "name"): Gone(
        "3.0", True, "Give the name as the first argument", "名前を最初の引数で指定します"
    ),
}
# Flags that came after the version of the snapshot (read from the sources of etcd 3.6 and later).
_NEWER_FLAGS = {
    "etcdctl": frozenset(
        [
            "min-create-rev",
            "max-create-rev",
            "min-mod-rev",
            "max-mod-rev",
            "auth-jwt-token",
            "max-request-bytes",
            "max-recv-bytes",
            "stream",
        ]
    ),
}
# Commands after whose first argument the rest belongs to another program.
_STOPS = {
    "docker": frozenset(
        ("run", "exec", "create", "container run", "container exec", "container create", "compose run", "compose exec")
    ),
    "crictl": frozenset(("exec",)),
    "minikube": frozenset(("kubectl", "ssh")),
}
# Commands that run another one in a container or a machine.
_RUNS = frozenset(
    [("docker", name) for name in sorted(_STOPS["docker"]) if "create" not in name]
    + [("crictl", "exec"), ("minikube", "ssh"), ("minikube", "kubectl")]
)
# Commands that exist though no help page or table names them.
_ALSO = {
    "docker": frozenset(
        ("help", "init", "scout", "debug", "model", "mcp", "ai", "sandbox", "desktop", "dev", "extension", "sbom")
    ),
    # Plugins that pages use; nothing is known of their flags.
    "helm": frozenset(("cm-push", "dashboard", "diff", "git", "mapkubeapis", "s3", "schema", "secrets", "unittest")),
    "etcdctl": frozenset(("help", "completion", "downgrade", "options")),
    "etcdutl": frozenset(("help", "completion", "migrate", "hashkv")),
    "kind": frozenset(("help", "completion")),
    "kustomize": frozenset(("help", "completion")),
}
_TOKEN = re.compile(r"\[[^\]]*\](?:\.\.\.)?|<[^>]*>|\S+")
_ARITY = frozenset(("docker", "kind", "etcdctl", "etcdutl"))


def grammar(tool: str) -> Grammar:
    """The grammar of one of these tools, from its snapshot or hand table."""
    return hand_grammar(tool) if tool in BY_HAND else load(tool)


def bounds(command: Command) -> tuple[int, int | None] | None:
    """How many arguments the usage line allows, least and most (None without a limit); None when the line does not
    tell.
    """
    usage = command.usage
    if not usage or "|" in usage or "(" in usage or "{" in usage or " --" in usage:
        return None
    tokens = _TOKEN.findall(usage)[1 + len(command.path) :]
    tokens = [token for token in tokens if token.lower() not in ("[options]", "[flags]", "[global", "options]")]
    least = most = 0
    endless = False
    for token in tokens:
        endless = endless or "..." in token
        optional = token.startswith("[")
        least += not optional
        most += 1
        if not optional and not token.startswith("<") and not re.search(r"[A-Z]", token):
            return None
    return least, None if endless else most


def _traverse(words: Sequence[Word], tree: Grammar) -> tuple[cobra.Found, list[tuple[Command, Parsed]]]:
    """docker's way to a command:

    each level takes its own flags before the next word. Also returns what each level took.
    """
    command, last, left = tree.root, 0, list(range(1, len(words)))
    levels = list[tuple[Command, Parsed]]()
    while command.children:
        parsed = parse(words, left, command, interspersed=False)
        first = parsed.args[0] if parsed.args else None
        child = command.children.get(words[first].text) if first is not None and not words[first].dynamic else None
        if first is None or child is None:
            stray = first if first is not None and not words[first].dynamic else None
            return cobra.Found(command, last, tuple(left), stray, first is not None and stray is None), levels
        levels.append((command, parsed))
        command, last, left = child, first, parsed.args[1:]
    return cobra.Found(command, last, tuple(left)), levels


def _locate(tool: str, words: Sequence[Word]) -> tuple[cobra.Found, list[tuple[Command, Parsed]]]:
    tree = grammar(tool)
    return _traverse(words, tree) if tool == "docker" else (cobra.find(words, tree), [])


def unlisted(tool: str, words: Sequence[Word]) -> str | None:
    """The part of a tool that a command uses and of which nothing is known: a plugin, or a command (or an option) that
    a hand table leaves out; None when the command can be checked.
    """
    found, _ = _locate(tool, words)
    if found.stray is not None and found.command.children and not _runs_itself(tool, found.command):
        name = " ".join((tool, *found.command.path, words[found.stray].text))
        if not found.command.path and words[found.stray].text in _ALSO.get(tool, ()):
            return None if words[found.stray].text in ("help", "completion", "options") else name
        return None if any(_unknown_command(tool, words, found)) else name
    if tool in BY_HAND and not table(tool).closed and found.command.path:
        parsed = cobra.read(words, found)
        for unknown in parsed.unknown:
            problem = next(iter(cobra.check_flags(tool, grammar(tool), found.command, Parsed(unknown=[unknown]))))
            if _with_history(tool, found.command, words, problem) is None:
                return " ".join((tool, *found.command.path, unknown.name))
    return None


def inner_command(tool: str, words: Sequence[Word]) -> int | None:
    """Index of the first word of the command that runs in a container or a machine, None without one."""
    found, _ = _locate(tool, words)
    if (tool, found.command.name) not in _RUNS:
        return None
    parsed = cobra.read(words, found, interspersed=False)
    at = parsed.dash_index + 1 if parsed.dash_index is not None and tool == "minikube" else None
    if at is None:
        skipped = 0 if tool == "minikube" else 1
        at = parsed.args[skipped] if len(parsed.args) > skipped and not parsed.elastic else None
    return at if at is not None and at < len(words) else None


def check(tool: str, words: Sequence[Word], context: Context) -> Iterator[Problem]:
    """The problems of one command of one of these tools."""
    del context
    tree = grammar(tool)
    found, levels = _locate(tool, words)
    for command, taken in levels:
        yield from cobra.check_flags(tool, tree, command, taken)
    if found.dynamic and (found.command.children or not found.command.path):
        return
    if found.stray is not None and found.command.children and not _runs_itself(tool, found.command):
        yield from _unknown_command(tool, words, found)
        return
    if found.command.path:
        yield from _check_found(tool, words, tree, found)


def _runs_itself(tool: str, command: Command) -> bool:
    return (tool, command.name) in (
        ("kustomize", "build"),
        ("minikube", "profile"),
        ("minikube", "kubectl"),
        ("docker", "builder"),
    )


def _unknown_command(tool: str, words: Sequence[Word], found: cobra.Found) -> Iterator[Problem]:
    assert found.stray is not None
    text = words[found.stray].text
    if not found.command.path and text in _ALSO.get(tool, ()):
        return
    gone = GONE_COMMANDS.get((tool, " ".join((*found.command.path, text))))
    if gone:
        yield _gone_command(tool, words, found.stray, gone)
        return
    if tool in BY_HAND and not table(tool).closed and not nearest(text, found.command.children):
        return
    yield cobra.unknown_command(tool, words, found)


def _gone_command(tool: str, words: Sequence[Word], index: int, gone: Gone) -> Problem:
    shown = words[index].text
    en, ja = (
        f"`{tool} … {shown}` was removed in {tool} {gone.since}",
        f"`{tool} … {shown}` は {gone.since} で削除されました",
    )
    return Problem(index, f"{tool}/removed-command", en, ja, gone.en, gone.ja)


def _check_found(tool: str, words: Sequence[Word], tree: Grammar, found: cobra.Found) -> Iterator[Problem]:
    command = found.command
    gone = GONE_COMMANDS.get((tool, command.name))
    if gone:
        yield _gone_command(tool, words, found.word, gone)
        return
    parsed = cobra.read(words, found, interspersed=command.name not in _STOPS.get(tool, ()) and bool(command.path))
    for problem in cobra.check_flags(tool, tree, command, parsed):
        told = _with_history(tool, command, words, problem)
        if told is not None:
            yield told
    for given in parsed.given:
        old = GONE_FLAGS.get((tool, command.name, given.flag.name)) or GONE_FLAGS.get((tool, "*", given.flag.name))
        if old and not (tool == "helm" and given.flag.name == "force" and "force-replace" not in command.flags):
            en, ja = (
                f"`--{given.flag.name}` is deprecated since {old.since}",
                f"`--{given.flag.name}` は {old.since} から非推奨です",
            )
            yield Problem(given.index, f"{tool}/deprecated-flag", en, ja, old.en, old.ja, old.replacement, "warning")
    if parsed.has("help", "version"):
        return
    yield from cobra.check_required(tool, found, parsed)
    yield from _count(tool, words, found, parsed)


def _with_history(tool: str, command: Command, words: Sequence[Word], problem: Problem) -> Problem | None:
    if not problem.rule.endswith("/unknown-flag"):
        return problem
    name = words[problem.index].text.lstrip("-").partition("=")[0]
    if name in _NEWER_FLAGS.get(tool, ()):
        return None
    gone = GONE_FLAGS.get((tool, command.name, name)) or GONE_FLAGS.get((tool, "*", name))
    if gone:
        en, ja = f"`--{name}` was removed in {tool} {gone.since}", f"`--{name}` は {tool} {gone.since} で削除されました"
        return replace(
            problem,
            rule=f"{tool}/removed-flag",
            en=en,
            ja=ja,
            suggestion_en=gone.en,
            suggestion_ja=gone.ja,
            replacement=gone.replacement,
        )
    if tool in BY_HAND and not table(tool).closed and problem.replacement is None:
        return None
    return problem


def _count(tool: str, words: Sequence[Word], found: cobra.Found, parsed: Parsed) -> Iterator[Problem]:
    limits = bounds(found.command) if tool in _ARITY and found.command.path else None
    if limits is None or parsed.elastic or parsed.unknown or parsed.missing or found.command.children:
        return
    least, most = limits
    shown = " ".join((tool, *found.command.path))
    if len(parsed.args) < least:
        usage = found.command.usage
        en, ja = f"`{shown}` lacks an argument: {usage}", f"`{shown}` の引数が足りません: {usage}"
        yield Problem(found.word, f"{tool}/missing-argument", en, ja)
    elif most is not None and len(parsed.args) > most:
        index = parsed.args[most]
        text = words[index].text
        en, ja = f"`{shown}` does not take the argument `{text}`", f"`{shown}` は引数 `{text}` を取りません"
        yield Problem(index, f"{tool}/extra-argument", en, ja)
