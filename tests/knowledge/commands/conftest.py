"""Help for the command tests: words from a plain command line, and recorded data."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kakehashi.knowledge.commands import Context, Problem, Word, check

DATA = Path(__file__).parent / "data"


_PLACEHOLDER = re.compile(r"<[\w -]+>")


def _word(text: str) -> Word:
    return Word(text, text, dynamic="$" in text or _PLACEHOLDER.search(text) is not None)


def _commands(line: str) -> Iterator[tuple[list[Word], bool]]:
    """The commands of one line of a help page: split at pipes, redirections dropped."""
    # Angle brackets of placeholders would read as redirections; these signs stand in for them.
    guarded = _PLACEHOLDER.sub(lambda found: "\x01" + found[0][1:-1] + "\x02", line)
    lexer = shlex.shlex(guarded, posix=True, punctuation_chars="|>;")
    lexer.whitespace_split = True
    words, piped, skip = list[Word](), False, False
    for text in lexer:
        if set(text) <= set("|;"):
            yield words, piped
            words, piped = [], "|" in text
        elif set(text) <= {">"}:
            skip = True
        elif skip:
            skip = False
        else:
            words.append(_word(text.replace("\x01", "<").replace("\x02", ">")))
    yield words, piped


@pytest.fixture
def commands_in() -> Callable[[str], Iterator[tuple[list[Word], bool]]]:
    """Splits a line into its commands, each with whether something is piped into it."""
    return _commands


@pytest.fixture
def problems_of() -> Callable[..., tuple[Problem, ...]]:
    """The problems of one command line; words with "$" or "<…>" count as dynamic."""

    def ask(line: str, reads_stdin: bool = False) -> tuple[Problem, ...]:
        return check([_word(text) for text in shlex.split(line)], Context(reads_stdin)).problems

    return ask


@pytest.fixture
def recorded() -> Callable[[str], Any]:
    """Loads a recorded file of tests/knowledge/commands/data/."""

    def load(name: str) -> Any:
        return json.loads((DATA / name).read_text(encoding="utf-8"))

    return load
