"""Makes the grammar of a cobra program: its commands, their flags and what the flags take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .helptext import FlagLine, HelpPage, read_flags, read_help
from .probe import FlagFacts, Program, deprecation, probe_flag, required_flags

# Flags that help pages never show: old ones that still parse, and ones that recent versions dropped.
HIDDEN_CANDIDATES: Mapping[str, tuple[str, ...]] = {
    "kubectl": (
        "record", "cpu-percent", "filename", "generator", "export", "delete-local-data", "short", "replicas",
        "prune-whitelist", "limits", "requests", "serviceaccount", "schedule", "hostport", "use-protocol-buffers",
        "heapster-namespace", "include-extended-apis", "all", "selector", "local", "timeout", "include-uninitialized",
    ),
}  # fmt: skip
_SKIPPED = {"help", "completion", "__complete"}


def _spec(line: FlagLine, facts: FlagFacts, required: bool, hidden: bool) -> str:
    """One flag in short:

    its kind, then "[]" for repeatable, "-x" for its letter, "?" optional value, "!" required, "hidden".
    """
    parts = [facts.kind + ("[]" if line.repeated else "")]
    if line.short:
        parts.append(f"-{line.short}")
    if facts.optional:
        parts.append("?")
    if required:
        parts.append("!")
    if hidden:
        parts.append("hidden")
    return " ".join(parts)


class Walker:
    """Walks one program from its root; `say` reports progress."""

    def __init__(self, program: Program, tool: str) -> None:
        self._program = program
        self._tool = tool
        self._commands: dict[str, Any] = {}
        self._examples: list[str] = []
        self._global: dict[str, str] = {}

    def walk(self) -> dict[str, Any]:
        """The grammar as data for JSON: global flags and all commands by their path."""
        root = self._read(())
        inherited = self._inherited(root)
        self._global = self._specs((), inherited, frozenset(), deprecated={})
        self._visit((), root)
        return {"commands": dict(sorted(self._commands.items())), "flags": self._global}

    def _inherited(self, root: HelpPage) -> tuple[FlagLine, ...]:
        """The flags that every command takes: kubectl lists them apart, others on the pages of their sub-commands."""
        if self._tool == "kubectl":
            return read_flags(self._program.ask("options").splitlines())
        for name in root.commands:
            if name.split()[0] not in _SKIPPED and (flags := self._read(tuple(name.split())).global_flags):
                return flags
        return ()

    @property
    def examples(self) -> list[str]:
        """The commands shown as examples on the help pages, in walking order, each once."""
        return list(dict.fromkeys(self._examples))

    def _read(self, path: tuple[str, ...]) -> HelpPage:
        return read_help(self._program.ask(*path, "--help"))

    def _specs(
        self, path: tuple[str, ...], lines: Iterable[FlagLine], required: frozenset[str], deprecated: dict[str, str]
    ) -> dict[str, str]:
        found = dict[str, str]()
        for line in lines:
            facts = probe_flag(self._program, path, line.name)
            if facts is None or line.name == "help":
                continue
            found[line.name] = _spec(line, facts, line.name in required, hidden=False)
        shown = {line.name for line in lines} | set(self._global)
        for name in HIDDEN_CANDIDATES.get(self._tool, ()):
            facts = probe_flag(self._program, path, name) if path and name not in shown else None
            if facts is not None:
                found[name] = _spec(FlagLine(name, "", False), facts, name in required, hidden=True)
                if why := deprecation(self._program, path, name, facts.kind):
                    deprecated[name] = why
        return dict(sorted(found.items()))

    def _visit(self, path: tuple[str, ...], page: HelpPage) -> None:
        children = [tuple(name.split()) for name in page.commands]
        deprecated = dict[str, str]()
        shown = frozenset(line.name for line in page.flags)
        required = required_flags(self._program, path, shown) if path and not children else frozenset()
        own = [line for line in (*page.flags, *page.global_flags) if line.name not in self._global]
        entry: dict[str, Any] = {"flags": self._specs(path, own, required, deprecated)}
        if page.usage:
            entry["usage"] = " | ".join(page.usage)
        if aliases := sorted(set(page.aliases) - set(path[-1:])):
            entry["aliases"] = aliases
        if deprecated:
            entry["deprecated"] = deprecated
        if outputs := next((list(line.outputs) for line in page.flags if line.outputs), None):
            entry["outputs"] = outputs
        self._commands[" ".join(path)] = entry
        self._examples += [line for line in page.examples if line.split()[:1] == [self._tool]]
        for child in self._below(path, children):
            self._visit(child, self._read(child))

    def _below(self, path: tuple[str, ...], children: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
        """The children's full paths; a page that lists grandchildren ("alarm list") gets its middle command too."""
        seen = set[tuple[str, ...]]()
        for child in children:
            if child[0] in _SKIPPED and self._tool != "kubectl":
                continue
            if child[0] == "help":
                continue
            if len(child) > 1:
                middle = path + child[:1]
                if middle not in seen:
                    seen.add(middle)
                    self._commands.setdefault(" ".join(middle), {"flags": {}})
            if path + child not in seen:
                seen.add(path + child)
                yield path + child
