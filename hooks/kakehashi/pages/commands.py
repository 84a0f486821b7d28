"""The commands of a shell snippet as a tool would get them: prefixes taken off, inner scripts opened, places kept.

`sudo`, `watch`, `xargs` and their like, `sh -c '…'`, `ssh host '…'`, `kubectl exec … -- …`, here-documents that a shell
reads, and `find -exec` are seen through, to any depth that people write.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kakehashi.finding import Span
from kakehashi.knowledge.commands import TOOLS, Context, Word, inner_command

from .embedded import script_of
from .likeness import looks_like
from .shell import Script, ShellCommand, ShellWord, parse_script
from .snippet import Snippet

ALIASES: Mapping[str, str] = {"k": "kubectl"}
"""Aliases every reader of Kubernetes documents knows, defined or not."""

_DEEPEST = 6
"""Scripts in scripts beyond this depth are not opened; nobody writes them."""

_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*\+?=")
_FUNCTION = re.compile(r"^[ \t]*(?:function[ \t]+(?P<word>[\w-]+)|(?P<name>[\w-]+)[ \t]*\([ \t]*\))", re.MULTILINE)
_END = re.compile(r"[ \t]*(?:$|[|&;)<>}#]|\d[<>])")
"""What may follow a command in its line."""
_SPACE = re.compile(r"(?<!\\)\\([ \t]+)$", re.MULTILINE)
_FLAG_LINE = re.compile(r"[ \t]*--?[A-Za-z]")
_SHELLS = frozenset(("sh", "bash", "zsh", "dash", "ash", "ksh"))
_REST = Word("$@", "$@", True)
"""Words that only come when the command runs, such as what xargs adds."""

Place = Callable[[int, int], tuple[int, int]]
"""From line and column of a text inside the snippet to those of the snippet, all from 1."""


@dataclass(frozen=True, slots=True)
class _Prefix:
    """A command that runs another one. valued: its options that take a value, short ones by their letter.

    skips: how many words of its own follow its options; joins: a single word with spaces in it is a script.
    """

    valued: frozenset[str]
    skips: int = 0
    joins: bool = False
    assigns: bool = False


def _prefix(valued: str = "", skips: int = 0, *, joins: bool = False, assigns: bool = False) -> _Prefix:
    return _Prefix(frozenset(valued.split()), skips, joins, assigns)


PREFIXES: Mapping[str, _Prefix] = {
    "sudo": _prefix(
        "u user g group h host p prompt C close-from r role t type T command-timeout U other-user D chdir R chroot",
        assigns=True,
    ),
    "doas": _prefix("u C"),
    "watch": _prefix("n interval q equexit s shotsdir", joins=True),
    "time": _prefix("f format o output"),
    "env": _prefix("u unset C chdir", assigns=True),
    "nohup": _prefix(),
    "exec": _prefix("a"),
    "command": _prefix(),
    "builtin": _prefix(),
    "coproc": _prefix(),
    "nice": _prefix("n adjustment"),
    "ionice": _prefix("c class n classdata"),
    "timeout": _prefix("k kill-after s signal", 1),
    "stdbuf": _prefix("i input o output e error"),
    "setsid": _prefix(),
    "caffeinate": _prefix("t w"),
    "chroot": _prefix("userspec groups", 1),
    "flock": _prefix("w wait timeout E conflict-exit-code", 1, joins=True),
    "nsenter": _prefix("t target S setuid G setgid r root w wd"),
    "xargs": _prefix("I i n max-args L max-lines P max-procs d delimiter E s max-chars a arg-file process-slot-var"),
    "ssh": _prefix("b c D E e F I i J L l m O o p Q R S W w B", 1, joins=True),
    "eval": _prefix(joins=True),
}
"""Commands that run the command after them."""

_ATTACHED = {"nsenter": frozenset("mnpuiCUT"), "xargs": frozenset("ie")}
"""Short options whose value, if there is one, is attached."""

_OPENED = frozenset((*PREFIXES, *_SHELLS, "trap", "find", "su"))


@dataclass(frozen=True, eq=False)
class FoundCommand:
    """One command as its tool gets it.

    Args:
        words: Its words, the name first.
        context: What surrounds it.
        spots: Where each word stands.
    """

    words: tuple[Word, ...]
    context: Context
    spots: tuple[_Spot, ...]

    def span(self, index: int, start: int = 0, end: int | None = None) -> Span:
        """Return the place of a word, or of a range of its text, in the snippet.

        Args:
            index: The word.
            start: The first character of the range, from 0.
            end: The character after the range; None for the end of the word.
        """
        return self.spots[index].span(start, end)

    def quoted(self, index: int) -> bool:
        """Whether a word's text differs from what stands in the page."""
        return self.words[index].text != self.words[index].raw


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a word stands: the word as the parser has it, and the way to the snippet."""

    word: ShellWord
    to_snippet: Place

    def span(self, start: int, end: int | None) -> Span:
        word = self.word
        size = len(word.text)
        stop = size if end is None else min(end, size)
        first = start if start < size or not size else 0
        if word.plain and "\n" not in word.raw:
            column = word.column + word.lead
            here, there = (word.line, column + first), (word.line, column + max(stop, first))
        else:
            text, places = unquote(word)
            if len(text) != size:
                here, there = (word.line, word.column), (word.end_line, word.end_column)
            else:
                here, there = places[first], places[first]
                if stop > first:
                    # The place after the last character, before the quote that may close the word.
                    there = (places[stop - 1][0], places[stop - 1][1] + 1)
        if there <= here:
            there = (here[0], here[1] + 1)
        # The last character's own place, because what follows it may stand elsewhere.
        end_line, end_column = self.to_snippet(there[0], max(there[1] - 1, 1))
        return Span(*self.to_snippet(*here), end_line, end_column + (1 if there[1] > 1 else 0))


def unquote(word: ShellWord) -> tuple[str, list[tuple[int, int]]]:
    """Return what the shell makes of a word, with the place of each character and of the end, from 1."""
    text: list[str] = []
    places: list[tuple[int, int]] = []
    line, column, quote = word.line, word.column, ""
    raw, index = word.raw, 0
    while index < len(raw):
        char, here = raw[index], (line, column)
        index += 1
        line, column = (line + 1, 1) if char == "\n" else (line, column + 1)
        if char == "\\" and quote != "'" and index < len(raw) and (not quote or raw[index] in '"\\$`\n'):
            char = raw[index]
            index += 1
            line, column = (line + 1, 1) if char == "\n" else (line, column + 1)
            if char == "\n":
                continue
        elif char in "'\"" and quote in ("", char):
            quote = "" if quote else char
            continue
        text.append(char)
        places.append(here)
    places.append((line, column))
    return "".join(text), places


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is known where a command stands: the way to the snippet, aliases, functions, stdin, depth."""

    to_snippet: Place
    lines: tuple[str, ...]
    aliases: Mapping[str, str]
    functions: frozenset[str]
    reads_stdin: bool = False
    depth: int = 0


_Words = list[tuple[Word, _Spot]]


def _same(line: int, column: int) -> tuple[int, int]:
    return line, column


def is_shell(snippet: Snippet) -> bool:
    """Whether a snippet is shell whose commands may be judged."""
    if snippet.language not in ("bash", "console"):
        return False
    if snippet.marking == "template" or "[[%" in snippet.text:
        return False
    return looks_like(snippet.text, snippet.language) is None


def commands_of(snippet: Snippet) -> tuple[FoundCommand, ...]:
    """Return the commands of a snippet in the order of the text; none where it is not shell."""
    return commands_in(snippet.text, snippet.language) if is_shell(snippet) else ()


@lru_cache(maxsize=1024)
def commands_in(text: str, language: str) -> tuple[FoundCommand, ...]:
    """Return the commands of a shell text.

    Args:
        text: The text, each line ended by LF.
        language: ``bash`` or ``console``.
    """
    session = language == "console"
    script = parse_script(_mended(text), session=session)
    if session and not script.prompts and not _begins_with_a_tool(script):
        return ()
    lines = tuple(text.split("\n"))
    return tuple(_in_script(script, _Frame(_same, lines, _aliases(script), _functions(script.text))))


def _mended(text: str) -> str:
    """The text with each backslash that spaces follow moved to the end of its line: another rule speaks of those."""
    return _SPACE.sub(lambda match: match[1] + "\\", text) if "\\" in text else text


def functions_of(snippet: Snippet) -> frozenset[str]:
    """Return the names of the functions and aliases a snippet defines."""
    script = script_of(snippet)
    return _functions(script.text) | frozenset(_aliases(script))


def _begins_with_a_tool(script: Script) -> bool:
    return bool(script.commands) and _name(script.commands[0].words[0].text) in (*TOOLS, *ALIASES, *PREFIXES)


def _name(text: str) -> str:
    return text.rpartition("/")[2] or text


def _aliases(script: Script) -> Mapping[str, str]:
    found = dict(ALIASES)
    for command in script.commands:
        if command.words[0].text == "alias":
            for word in command.words[1:]:
                name, equals, value = word.text.partition("=")
                if equals and not word.dynamic and re.fullmatch(r"[\w.-]+", name):
                    found[name] = value
    return found


def _functions(text: str) -> frozenset[str]:
    if "(" not in text and "function" not in text:
        return frozenset()
    return frozenset(match["word"] or match["name"] for match in _FUNCTION.finditer(text))


def _word(word: ShellWord) -> Word:
    # $'…' is decoded by the shell in ways nobody writes names of flags in.
    return Word(word.text, word.raw, word.dynamic or word.raw.startswith("$'") or "=$'" in word.raw)


def _in_script(script: Script, frame: _Frame) -> Iterator[FoundCommand]:
    inside = _bodies(script.text) if frame.functions else ()
    for command in script.commands:
        if script.broken and not _stands_alone(command, script):
            continue
        pairs = list(_joined(command.words, frame))
        if _goes_on(command.words[-1], frame.lines):
            pairs.append((_REST, pairs[-1][1]))
        # What a function is fed with is decided where it is called.
        reads = command.reads_stdin or frame.reads_stdin or any(a <= command.words[0].line <= b for a, b in inside)
        own = frame if reads == frame.reads_stdin else replace(frame, reads_stdin=reads)
        yield from _command(pairs, own)
        if command.heredoc is not None and frame.depth < _DEEPEST:
            yield from _heredoc(command, script, own)


def _joined(words: Sequence[ShellWord], frame: _Frame) -> Iterator[tuple[Word, _Spot]]:
    """The words, those that no space parts (which the parser splits where quotes and expansions meet) made one."""
    group: list[ShellWord] = []
    for word in words:
        if group and not _touches(group[-1], word, frame.lines):
            yield _one(group, frame)
            group = []
        group.append(word)
    if group:
        yield _one(group, frame)


def _one(group: Sequence[ShellWord], frame: _Frame) -> tuple[Word, _Spot]:
    if len(group) == 1:
        return _word(group[0]), _Spot(group[0], frame.to_snippet)
    first, last = group[0], group[-1]
    text, raw = "".join(word.text for word in group), "".join(word.raw for word in group)
    whole = ShellWord(text, raw, True, first.line, first.column, last.end_line, last.end_column, plain=False)
    return Word(text, raw, True), _Spot(whole, frame.to_snippet)


def _touches(left: ShellWord, right: ShellWord, lines: Sequence[str]) -> bool:
    if left.end_line != right.line or right.line > len(lines):
        return False
    between = lines[right.line - 1][left.end_column - 1 : right.column - 1]
    return not re.search(r"[\s\\]", between)


def _goes_on(last: ShellWord, lines: Sequence[str]) -> bool:
    """Whether the next line is plainly a part of the command that a missing backslash cut off."""
    if last.end_line >= len(lines) or lines[last.end_line - 1][last.end_column - 1 :].strip(" \t\\"):
        return False
    return bool(_FLAG_LINE.match(lines[last.end_line]))


def _bodies(text: str) -> tuple[tuple[int, int], ...]:
    """First and last line (from 1) of each function."""
    found = []
    lines = text.split("\n")
    for match in _FUNCTION.finditer(text):
        first = text.count("\n", 0, match.start()) + 1
        last = next((at for at in range(first, len(lines) + 1) if lines[at - 1].rstrip() in ("}", "};", ")")), first)
        found.append((first, last))
    return tuple(found)


def _stands_alone(command: ShellCommand, script: Script) -> bool:
    """Whether a command of a broken script reads the same when nothing surrounds it, and ends where it seems to."""
    first, last = command.words[0], command.words[-1]
    lines = script.text.split("\n")[first.line - 1 : last.end_line]
    if not _END.match(lines[-1], last.end_column - 1):
        return False
    lines[-1] = lines[-1][: last.end_column - 1]
    lines[0] = lines[0][first.column - 1 :]
    alone = parse_script("\n".join(lines))
    words = [word.text for word in alone.commands[0].words] if alone.commands else []
    wanted = [_hidden(word) for word in command.words]
    return (
        not alone.broken
        and len(words) == len(wanted)
        and all(b is None or a == b for a, b in zip(words, wanted, strict=True))
    )


def _hidden(word: ShellWord) -> str | None:
    """The text of a word, or None where a placeholder stands in it, which the parsed text does not show."""
    return None if word.dynamic else word.text


def _command(pairs: _Words, frame: _Frame) -> Iterator[FoundCommand]:
    """The command that these words are, or those that they run."""
    if not pairs or frame.depth > _DEEPEST:
        return
    first = pairs[0][0]
    if first.dynamic or first.text in frame.functions or first.text.startswith("-"):
        return
    name = _name(first.text)
    if name in _OPENED:
        yield from _opened(name, pairs, replace(frame, depth=frame.depth + 1))
        return
    words = tuple(word for word, _ in pairs)
    yield FoundCommand(words, Context(frame.reads_stdin, frame.aliases), tuple(spot for _, spot in pairs))
    yield from _run_elsewhere(pairs, words, frame)


def _opened(name: str, pairs: _Words, inner: _Frame) -> Iterator[FoundCommand]:
    """What a command that runs others runs."""
    if name in _SHELLS:
        yield from _shell(pairs, inner)
        return
    if name == "trap":
        if len(pairs) > 2 and not pairs[1][0].text.startswith("-"):
            yield from _script(pairs[1], inner)
        return
    if name == "find":
        yield from _find(pairs, inner)
        return
    if name == "su":
        at = next((n for n, (word, _) in enumerate(pairs) if word.text in ("-c", "--command")), None)
        if at is not None and at + 1 < len(pairs):
            yield from _script(pairs[at + 1], inner)
        return
    yield from _prefixed(name, PREFIXES[name], pairs, inner)


def _run_elsewhere(pairs: _Words, words: tuple[Word, ...], outer: _Frame) -> Iterator[FoundCommand]:
    """What a command runs in a container, on another machine or for somebody else."""
    if len(words) < 3 or outer.depth >= _DEEPEST:
        return
    frame = replace(outer, depth=outer.depth + 1)
    # The alias is one word for one word here, as `k` is; longer ones hide nothing that runs elsewhere.
    alias = frame.aliases.get(words[0].text, "")
    named = (Word(alias, alias), *words[1:]) if alias and " " not in alias else words
    at = inner_command(named)
    if at is None and _name(named[0].text) not in TOOLS:
        dash = next((n for n, word in enumerate(words) if word.text == "--"), None)
        if dash is not None and dash + 1 < len(words) and _known(words[dash + 1].text, frame):
            at = dash + 1
    if at is None or at >= len(words) or words[at].text.startswith("-"):
        return
    name = _name(named[0].text)
    if name == "minikube" and words[at - 1].text == "--" and any(word.text == "kubectl" for word in words[1:at]):
        own = next(n for n, word in enumerate(words) if word.text == "kubectl")
        yield from _command([pairs[own], *pairs[at:]], frame)
        return
    sure = any(word.text in ("exec", "--command", "ssh") for word in words[:at])
    # An image's entry point may come before these words: only what is a known tool is taken for a command.
    if sure or _known(words[at].text, frame):
        yield from _command(pairs[at:], replace(frame, aliases=ALIASES))


def _known(text: str, frame: _Frame) -> bool:
    name = _name(text)
    return name in TOOLS or name in frame.aliases or name in PREFIXES or name in _SHELLS


def _prefixed(name: str, prefix: _Prefix, pairs: _Words, frame: _Frame) -> Iterator[FoundCommand]:
    at, replaced = _after_options(name, prefix, pairs)
    while prefix.assigns and at < len(pairs) and _ASSIGNMENT.match(pairs[at][0].text):
        at += 1
    at += prefix.skips
    if name == "nsenter" and at < len(pairs) and pairs[at][0].text == "--":
        at += 1
    if name == "command" and any(word.text in ("-v", "-V") for word, _ in pairs[1:at]):
        return
    rest = pairs[at:]
    if not rest:
        return
    if prefix.joins and len(rest) == 1 and re.search(r"\s", rest[0][0].text.strip()):
        yield from _script(rest[0], frame)
        return
    if name == "xargs":
        spot = pairs[0][1]
        if replaced:
            rest = [(replace(word, dynamic=word.dynamic or replaced in word.text), place) for word, place in rest]
        else:
            rest = [*rest, (_REST, spot)]
    yield from _command(rest, frame)


def _after_options(name: str, prefix: _Prefix, pairs: Sequence[tuple[Word, object]]) -> tuple[int, str]:
    """The index of the first word after a prefix's options, and the text xargs replaces."""
    at, replaced = 1, ""
    while at < len(pairs):
        text = pairs[at][0].text
        if text == "--":
            return at + 1, replaced
        if not text.startswith("-") or text == "-":
            break
        at += 1
        if text.startswith("--"):
            long, equals, value = text[2:].partition("=")
            if long == "replace":
                replaced = value or "{}"
            if not equals and long in prefix.valued and at < len(pairs):
                at += 1
            continue
        for place, letter in enumerate(text[1:], 1):
            if letter in _ATTACHED.get(name, ()):
                replaced = (text[place + 1 :] or "{}") if name == "xargs" and letter == "i" else replaced
                break
            if letter in prefix.valued:
                value = text[place + 1 :]
                if not value and at < len(pairs):
                    value = pairs[at][0].text
                    at += 1
                replaced = value if name == "xargs" and letter == "I" else replaced
                break
    return at, replaced


def _shell(pairs: _Words, frame: _Frame) -> Iterator[FoundCommand]:
    """`bash -euo pipefail -c 'SCRIPT'`; a shell that runs a file says nothing about it."""
    at, found = 1, False
    while at < len(pairs) and pairs[at][0].text[:1] in ("-", "+"):
        text = pairs[at][0].text
        at += 1
        if text == "--":
            break
        if text.startswith("--"):
            at += 1 if text in ("--rcfile", "--init-file") else 0
            continue
        found = found or "c" in text[1:]
        at += 1 if text[-1] in "oO" else 0
    if found and at < len(pairs):
        yield from _script(pairs[at], frame)


def _find(pairs: _Words, frame: _Frame) -> Iterator[FoundCommand]:
    at = 1
    while at < len(pairs):
        if pairs[at][0].text not in ("-exec", "-execdir", "-ok", "-okdir"):
            at += 1
            continue
        stop = next((n for n in range(at + 1, len(pairs)) if pairs[n][0].text in (";", "+", "\\;")), len(pairs))
        inner = pairs[at + 1 : stop]
        yield from _command(
            [(replace(word, dynamic=word.dynamic or "{}" in word.text), spot) for word, spot in inner], frame
        )
        at = stop + 1


def _script(pair: tuple[Word, _Spot], frame: _Frame) -> Iterator[FoundCommand]:
    """The commands of a script in one word."""
    word, spot = pair
    text, places = unquote(spot.word)
    if word.raw.startswith("$'") or (word.text == word.raw and word.dynamic and not re.search(r"\s", text)):
        return
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    outer = spot.to_snippet

    def to_snippet(line: int, column: int) -> tuple[int, int]:
        return outer(*places[min(starts[line - 1] + column - 1, len(places) - 1)])

    yield from _nested(text, to_snippet, frame)


def _nested(text: str, to_snippet: Place, frame: _Frame) -> Iterator[FoundCommand]:
    if frame.depth > _DEEPEST:
        return
    script = parse_script(text)
    if script.prompts:
        return
    aliases = {**frame.aliases, **_aliases(script)}
    functions = frame.functions | _functions(script.text)
    lines = tuple(text.split("\n"))
    yield from _in_script(
        script, replace(frame, to_snippet=to_snippet, lines=lines, aliases=aliases, functions=functions)
    )


def _heredoc(command: ShellCommand, script: Script, frame: _Frame) -> Iterator[FoundCommand]:
    """A here-document that is a script: a shell reads it, here or elsewhere, or it is written into a ``.sh`` file."""
    heredoc = command.heredoc
    if heredoc is None or heredoc.last < heredoc.first:
        return
    body = "\n".join(frame.lines[heredoc.first - 1 : heredoc.last])
    outer, offset = frame.to_snippet, heredoc.first - 1

    def to_snippet(line: int, column: int) -> tuple[int, int]:
        return outer(line + offset, column)

    inner = replace(frame, depth=frame.depth + 1, reads_stdin=False)
    if _is_script(command, script):
        yield from _nested(body, to_snippet, inner)
    elif not heredoc.quoted:
        # Everything but the substitutions, which the shell runs in a text, is blank.
        blank = "".join(part if kept else re.sub(r"[^\n]", " ", part) for kept, part in _substitutions(body))
        yield from _nested(blank, to_snippet, inner) if blank.strip() else ()


def _substitutions(text: str) -> Iterator[tuple[bool, str]]:
    """The text in pieces, and whether each is a command substitution."""
    at = 0
    while (start := text.find("$(", at)) >= 0:
        if text[start - 1 : start] == "\\" or text[start + 2 : start + 3] == "(":
            yield False, text[at : start + 2]
            at = start + 2
            continue
        depth, end = 1, start + 2
        while end < len(text) and depth:
            depth += (text[end] == "(") - (text[end] == ")")
            end += 1
        yield False, text[at:start]
        yield True, text[start:end]
        at = end
    yield False, text[at:]


def _is_script(command: ShellCommand, script: Script) -> bool:
    line = command.words[0].line
    chain = [
        one for one in script.commands if one is command or (command.pipeline and one.pipeline == command.pipeline)
    ]
    chain += [one for one in script.commands if one not in chain and one.words[0].line == line]
    for one in chain:
        texts = [word.text for word in one.words]
        if any(
            redirect.operator.startswith(">") and redirect.target.text.endswith(".sh") for redirect in one.redirects
        ):
            return True
        if "tee" in texts and any(text.endswith(".sh") for text in texts):
            return True
        if _reads_script(texts):
            return True
    return False


def _reads_script(texts: Sequence[str]) -> bool:
    """Whether a command ends in a shell that has no script of its own, so that it reads its standard input."""
    name = _name(texts[0])
    if name == "ssh":
        pairs = [(Word(text, text), None) for text in texts]
        at, _ = _after_options(name, PREFIXES[name], pairs)
        return at + 1 >= len(texts) or _reads_script(texts[at + 1 :])
    if name in ("sudo", "docker", "kubectl", "k", "crictl"):
        at = next((n for n in range(len(texts) - 1, 0, -1) if _name(texts[n]) in _SHELLS), 0)
        return bool(at) and _reads_script(texts[at:])
    return name in _SHELLS and all(text in ("-", "-s") or (text[0] == "-" and "c" not in text) for text in texts[1:])
