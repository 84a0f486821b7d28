"""The commands in the AWS CLI's own help examples, with which a maintainer tries a new snapshot."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from kakehashi.knowledge.commands import aws
from kakehashi.knowledge.commands.model import Context, words_of

_COMMAND = re.compile(r"[ \t]+\$?[ \t]*(aws [a-z].*)")
_SHELL = frozenset({"|", "||", "&&", ";", ">", ">>", "<", "&"})
# A quoted value may run over several lines; more of them are a quote that was never closed.
_LONGEST = 40


def commands(folder: Path) -> Iterator[list[str]]:
    """Commands of the example files, each once.

    Args:
        folder: holds `*.rst` files, in any depth.

    Yields:
        the words of a command, `aws` being the first; commands with pipes, redirections or expansions are left out.
    """
    seen: set[tuple[str, ...]] = set()
    for path in sorted(folder.rglob("*.rst")):
        lines = path.read_text("utf-8", errors="replace").splitlines()
        for number, line in enumerate(lines):
            match = _COMMAND.match(line)
            words = _words(match.group(1), lines[number + 1 :]) if match else []
            if len(words) > 1 and tuple(words) not in seen and not _SHELL.intersection(words):
                seen.add(tuple(words))
                yield words


def errors(words: list[str]) -> list[str]:
    """What the checker has against a command, in English; nothing for a service that is not in the snapshot."""
    return [problem.en for problem in aws.check(words_of(*words), Context()) if problem.severity == "error"]


def _words(text: str, following: list[str]) -> list[str]:
    """The words of a command that begins with `text` and may go on in later lines; none when it cannot be read."""
    for line in following[:_LONGEST]:
        if text.rstrip().endswith("\\"):
            text = f"{text.rstrip()[:-1]} {line.strip()}"
            continue
        try:
            words = shlex.split(text)
        except ValueError:
            text = f"{text}\n{line}"
        else:
            return [] if any("$(" in word or "`" in word for word in words) else words
    try:
        return shlex.split(text)
    except ValueError:
        return []
