"""What is measured: programs as a whole, in pairs, and the engine's parts in this process."""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kakehashi.pages.embedded import script_of
from kakehashi.pages.page import scan
from kakehashi.pages.snippet import Snippet
from kakehashi.pages.source import read
from kakehashi.settings import DEFAULT_VERSIONS
from kakehashi.tools import shellcheck

PROJECT = Path(__file__).parent.parent.parent
HOOKS = PROJECT / "hooks"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(HOOKS), "NO_MKDOCS_2_WARNING": "1"}
# Programs run as a reader's do: compiled once, not at every start.
ENVIRONMENT.pop("PYTHONDONTWRITEBYTECODE", None)


@dataclass(frozen=True)
class Cost:
    """What a program took, in seconds.

    Args:
        wall: From start to end.
        cpu: Of all its processes, in user and system mode.
    """

    wall: float
    cpu: float


def run(arguments: Sequence[str], folder: Path) -> Cost:
    """Run a program to its end and return what it took."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(arguments, cwd=folder, env=ENVIRONMENT, capture_output=True, check=False)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(arguments)}: {done.stderr.decode('utf-8', 'replace')[-2000:]}")
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def build(folder: Path, configuration: str) -> Cost:
    """Build the site of *folder* from nothing."""
    shutil.rmtree(folder / "site", ignore_errors=True)
    return run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", configuration], folder)


def check(folder: Path) -> Cost:
    """Check the pages of *folder* with what is in the cache."""
    return run([sys.executable, "-m", "kakehashi", "check", "docs"], folder)


def forget(folder: Path) -> None:
    """Empty the cache of *folder*."""
    shutil.rmtree(folder / ".cache", ignore_errors=True)


def ratio(pairs: Sequence[tuple[Cost, Cost]], what: Callable[[Cost], float]) -> float:
    """The median of the ratios, pair by pair."""
    return statistics.median(what(one) / what(other) for one, other in pairs)


def wall(cost: Cost) -> float:
    """The wall time of a cost."""
    return cost.wall


def cpu(cost: Cost) -> float:
    """The processor time of a cost."""
    return cost.cpu


def snippets(folder: Path) -> list[Snippet]:
    """Every block of the site."""
    files = sorted((folder / "docs").rglob("*.md"))
    return [fence for file in files for fence in scan(read(file, file.as_posix())).fences]


def one_process_each(blocks: Sequence[Snippet], folder: Path, most: int) -> float:
    """Seconds that one process for each snippet would take, with the same tools, from *most* snippets of each kind."""
    total = 0.0
    for language, command in (
        ("yaml", [sys.executable, "-m", "kakehashi", "check", "--no-cache", "snippet.md"]),
        ("bash", [shellcheck(), "--norc", "--shell=bash", "--severity=warning", "snippet.sh"]),
    ):
        chosen = [block for block in blocks if block.language == language]
        some = chosen[:: max(1, len(chosen) // most)][:most]
        took = 0.0
        for block in some:
            (folder / "snippet.sh").write_text(block.text, "utf-8")
            (folder / "snippet.md").write_text(f"# A {{#a}}\n\n```{language}\n{block.text}```\n", "utf-8")
            took += run(command, folder).wall
        total += took / len(some) * len(chosen)
    return total


@dataclass(frozen=True)
class Kubernetes:
    """What it costs to hold manifests against the schemas.

    Args:
        load: Seconds to load all versions and compile what the manifests need.
        each: Milliseconds for each manifest and version, once loaded.
        manifests: How many manifests there were.
    """

    load: float
    each: float
    manifests: int


def kubernetes(blocks: Sequence[Snippet]) -> Kubernetes:
    """Hold every manifest against every supported version."""
    from kakehashi.knowledge.kubernetes.identity import identify
    from kakehashi.knowledge.kubernetes.schemas import schemas_for
    from kakehashi.knowledge.kubernetes.values import construct

    roots = [root for block in blocks if block.language == "yaml" for root in block.yaml.documents if root is not None]
    start = time.perf_counter()
    schemas = schemas_for(DEFAULT_VERSIONS)
    found = [(identify(root, DEFAULT_VERSIONS).definition, root) for root in roots[:200]]
    for definition in {definition for definition, _ in found if definition}:
        schemas.validator(definition)
    load = time.perf_counter() - start
    start = time.perf_counter()
    count = 0
    for root in roots:
        definition = identify(root, DEFAULT_VERSIONS).definition
        if definition:
            assert schemas.validator(definition).is_valid(construct(root))
            count += 1
    took = time.perf_counter() - start
    return Kubernetes(load, took / count / len(DEFAULT_VERSIONS) * 1000, count)


def commands_a_second(blocks: Sequence[Snippet]) -> float:
    """How many commands are judged in a second, once their grammars are loaded."""
    from kakehashi.knowledge import commands

    words = [
        [commands.model.Word(word.text, word.raw, word.dynamic) for word in command.words]
        for block in blocks
        if block.language == "bash"
        for command in script_of(block).commands
    ]
    for one in words[:50]:
        commands.check(one)
    start = time.perf_counter()
    for one in words:
        commands.check(one)
    return len(words) / (time.perf_counter() - start)


def start_up(arguments: Sequence[str], rounds: int) -> float:
    """The median wall time in seconds of a program run over the project itself."""
    return statistics.median(run([sys.executable, *arguments], PROJECT).wall for _ in range(rounds))
