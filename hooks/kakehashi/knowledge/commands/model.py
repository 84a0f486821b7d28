"""The vocabulary of the command checkers: words in, problems and a verdict out.

A command arrives as a sequence of `Word`s (already split and unquoted by a shell reader); a tool's checker yields
`Problem`s
that point back at those words. Nothing here knows where a command was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]
Status = Literal["checked", "unchecked", "shell"]

# Characters with which a shell expansion or a placeholder begins inside a word.
_DYNAMIC_STARTS = "$`<"
# Quoted expansions that are several words all the same: "$@" and "${names[@]}".
_ALL_ARGUMENTS = re.compile(r'"?\$(?:@|\{@|\{\w+\[@\])')


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a command.

    text: the value after unquoting; for a dynamic word what is literal, with expansions and placeholders as written.
    raw: the word as it stands in the source.
    dynamic: the value is unknown, because the word holds `$VAR`, `$(…)` or a placeholder such as `<name>`.
    """

    text: str
    raw: str = ""
    dynamic: bool = False

    @property
    def literal(self) -> str:
        """The part of the text before the first expansion or placeholder:

        the whole text of a word that is not dynamic.
        """
        if not self.dynamic:
            return self.text
        cuts = [at for at in (self.text.find(char) for char in _DYNAMIC_STARTS) if at >= 0]
        return self.text[: min(cuts)] if cuts else ""

    @property
    def elastic(self) -> bool:
        """Whether the shell may turn this word into none or several words (an unquoted expansion)."""
        shown = self.raw or self.text
        if self.dynamic and _ALL_ARGUMENTS.match(shown):
            return True
        return self.dynamic and not shown.startswith(('"', "'")) and (not shown or shown[0] in "$`")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a command.

    index: which word, 0 being the command name.
    rule: the rule's id, such as "kubectl/unknown-flag".
    en, ja: the message in English and in Japanese.
    suggestion_en, suggestion_ja: what to do instead, if known.
    replacement: text that certainly replaces the word (or the range), if known.
    start, end: character range inside the word's text; end None means up to its end.
    """

    index: int
    rule: str
    en: str
    ja: str
    suggestion_en: str | None = None
    suggestion_ja: str | None = None
    replacement: str | None = None
    severity: Severity = "error"
    start: int = 0
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds a command.

    reads_stdin: something is piped or redirected into its standard input.
    aliases: shell aliases in force, name to expansion ("k" to "kubectl").
    """

    reads_stdin: bool = False
    aliases: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome for one command.

    status: "checked" (against `tool` in `version`), "unchecked" (nothing is known of `tool`, or of the part used), or
    "shell"
    (a builtin of the shell or an everyday utility, which has no grammar here).
    """

    status: Status
    tool: str
    version: str = ""
    problems: tuple[Problem, ...] = ()


Checker = Callable[[Sequence[Word], Context], Iterator[Problem]]


def words_of(*texts: str) -> tuple[Word, ...]:
    """Plain words from their texts, as a shell would hand them over after unquoting."""
    return tuple(Word(text, text) for text in texts)
